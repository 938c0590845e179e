package dev.lifeline.chaos;

import dev.lifeline.rig.StockTomcat;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a run goes.
 *
 * @param seed of the faults and of what is written
 * @param length of the time with faults; start and rest come to it
 * @param clients users with a client from the start
 * @param folder for its logs and servers; emptied before
 * @param mustFill whether it is a failure that the disk cannot be filled
 */
public record ChaosOptions(
        long seed, Duration length, int clients, String tomcat, Path war, Path folder, boolean mustFill) {

    /**
     * Reads the system properties {@code chaos.seed}, {@code chaos.seconds}, {@code chaos.clients} and {@code
     * chaos.tomcat}.
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
                "true".equals(System.getenv("CI")));
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty("chaos." + name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
