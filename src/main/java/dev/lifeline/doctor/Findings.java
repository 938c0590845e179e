package dev.lifeline.doctor;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers findings; the same one only once. For one thread. */
final class Findings {

    /** By all that they say, not as a set of records: see {@link Place#equals}. */
    private final Map<List<Object>, Finding> found = new LinkedHashMap<>();

    /** @param level the block that it is about */
    void add(Fault fault, Place place, NginxLevel level, String fix, String... args) {
        Finding finding = new Finding(fault, place, level.title(), fix, List.of(args));
        found.putIfAbsent(List.of(fault, place, finding.location(), fix, finding.args()), finding);
    }

    boolean hasFault() {
        return found.values().stream().anyMatch(finding -> finding.fault().severity() == Fault.Severity.FAULT);
    }

    /** The worst first; else in the order of the rules. */
    List<Finding> worstFirst() {
        return found.values().stream()
                .sorted(Comparator.comparing(
                        (Finding finding) -> finding.fault().severity()))
                .toList();
    }
}
