package dev.lifeline.chaos;

import dev.lifeline.rig.StockTomcat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a run goes.
 *
 * @param seed of the faults and of what is written
 * @param length of the time with faults; start and rest come to it
 * @param clients users with a client from the start
 * @param folder for its logs and servers; emptied before
 * @param faults those that may strike
 * @param mustFill whether it is a failure that the disk cannot be filled
 */
public record ChaosOptions(
        long seed,
        Duration length,
        int clients,
        String tomcat,
        Path war,
        Path folder,
        Set<Fault> faults,
        boolean mustFill) {

    /**
     * Reads the system properties {@code chaos.seed}, {@code chaos.seconds}, {@code chaos.clients}, {@code
     * chaos.tomcat} and {@code chaos.faults} (names of {@link Fault}, all where none is given).
     *
     * @param seed where none is given
     * @param seconds where none are given
     */
    public static ChaosOptions read(long seed, int seconds, Path war, Path folder) {
        return new ChaosOptions(
                Long.parseLong(property("seed", Long.toString(seed))),
                Duration.ofSeconds(Long.parseLong(property("seconds", Integer.toString(seconds)))),
                Integer.parseInt(property("clients", "60")),
                property("tomcat", StockTomcat.TEN),
                war,
                folder.toAbsolutePath(),
                faults(property("faults", "")),
                "true".equals(System.getenv("CI")));
    }

    /** The same with other faults only, on another Tomcat. */
    public ChaosOptions of(Set<Fault> some, String version) {
        return new ChaosOptions(seed, length, clients, version, war, folder, some, mustFill);
    }

    /** Those that can strike where the disk cannot be filled, or can. */
    Set<Fault> possible(boolean disk) {
        return faults.stream().filter(fault -> disk || !fault.needsDisk()).collect(Collectors.toUnmodifiableSet());
    }

    private static Set<Fault> faults(String names) {
        return names.isEmpty()
                ? EnumSet.allOf(Fault.class)
                : Stream.of(names.split(",")).map(Fault::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty("chaos." + name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
