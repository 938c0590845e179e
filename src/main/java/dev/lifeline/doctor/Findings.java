package dev.lifeline.doctor;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers findings; the same one only once. For one thread. */
final class Findings {

    private final Set<Finding> found = new LinkedHashSet<>();

    /** @param level the block that it is about */
    void add(Fault fault, Place place, NginxLevel level, String fix, String... args) {
        found.add(new Finding(fault, place, level.title(), fix, List.of(args)));
    }

    boolean hasFault() {
        return found.stream().anyMatch(finding -> finding.fault().severity() == Fault.Severity.FAULT);
    }

    /** The worst first; else in the order of the rules. */
    List<Finding> worstFirst() {
        return found.stream()
                .sorted(Comparator.comparing(
                        (Finding finding) -> finding.fault().severity()))
                .toList();
    }
}
