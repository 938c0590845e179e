package dev.lifeline.bench;

import dev.lifeline.bench.Table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Measures Lifeline beside a plain endpoint on stock settings and prints a table. Each round starts both servers anew and
 * takes every measurement of the one right after that of the other, so that a ratio compares the same minute of the
 * machine. Fails if a message is lost, repeated, damaged or out of order.
 *
 * <p>System properties: {@code bench.rounds} (3), {@code bench.millis} of each measurement (1000), {@code bench.port} of the
 * first server (18200; the second has the next), {@code bench.options} for Lifeline's JVM, separated by spaces.
 */
public final class Benchmark {

    private static final int IDLE_CONNECTIONS = 2_000;
    private static final int CONNECTIONS = 100;
    private static final List<Integer> SIZES = List.of(64, 300);
    private static final List<Integer> OUTSTANDING = List.of(1, 16, 64);

    private final int rounds = Integer.getInteger("bench.rounds", 3);
    private final int millis = Integer.getInteger("bench.millis", 1_000);
    private final int port = Integer.getInteger("bench.port", 18_200);
    private final List<String> options = options(System.getProperty("bench.options", ""));
    private final Path war;
    private final Path folder;
    private final Table table = new Table();

    private Benchmark(Path war, Path folder) {
        this.war = war;
        this.folder = folder;
    }

    /**
     * Measures and prints.
     *
     * @param args Lifeline's archive, and a folder for files of the servers
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[1])).toAbsolutePath();
        Benchmark benchmark = new Benchmark(BenchWar.of(Path.of(args[0]), folder), folder);
        benchmark.run();
        System.out.println(benchmark.heading());
        System.out.println(benchmark.table);
    }

    private static List<String> options(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split(" +", -1));
    }

    private String heading() {
        return "%nJDK %s, %s, %d cores; median of %d rounds (least..greatest), ratio to the stock endpoint%n"
                .formatted(
                        Runtime.version(),
                        System.getProperty("os.name"),
                        Runtime.getRuntime().availableProcessors(),
                        rounds);
    }

    private void run() throws IOException, InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            System.out.println("Round " + round + " of " + rounds);
            try (ServerProcess stock = ServerProcess.stock(port, folder);
                    ServerProcess lifeline = ServerProcess.lifeline(port + 1, war, options)) {
                Map<Column, Measurement> all = new EnumMap<>(Column.class);
                all.put(Column.STOCK, new Measurement(stock, LoadClient.Level.PLAIN));
                all.put(Column.PLAIN, new Measurement(lifeline, LoadClient.Level.PLAIN));
                all.put(Column.V1, new Measurement(lifeline, LoadClient.Level.V1));
                heap(all);
                warmUp(all);
                broadcasts(all);
                pings(all, 1, "one at a time");
                pings(all, CONNECTIONS, CONNECTIONS + " at once");
            }
        }
    }

    /** In a fresh server only: buffers that a server keeps for reuse would make the next connections look cheaper. */
    private void heap(Map<Column, Measurement> all) throws IOException, InterruptedException {
        for (Column column : List.of(Column.STOCK, Column.V1)) {
            double bytes = all.get(column).heapOfIdleConnection(IDLE_CONNECTIONS);
            table.add("heap of an idle connection, KB", column, bytes / 1024);
        }
    }

    /** Long enough for the JIT compilers to have done most of their work, on both sides. */
    private void warmUp(Map<Column, Measurement> all) throws IOException, InterruptedException {
        for (Measurement measurement : all.values()) {
            measurement.broadcast(CONNECTIONS, 300, 16, 3_000);
            measurement.broadcast(CONNECTIONS, 64, 16, 2_000);
            measurement.broadcast(CONNECTIONS, 64, 1, 1_000);
            measurement.pingCpuMicros(CONNECTIONS, 500);
        }
    }

    private void broadcasts(Map<Column, Measurement> all) throws IOException, InterruptedException {
        for (int bytes : SIZES) {
            for (int outstanding : OUTSTANDING) {
                String what = bytes + " B, " + outstanding + " outstanding";
                for (Map.Entry<Column, Measurement> one : all.entrySet()) {
                    Measurement.Rate rate = one.getValue().broadcast(CONNECTIONS, bytes, outstanding, millis);
                    table.add("deliveries a second, " + what, one.getKey(), rate.perSecond());
                    table.add("CPU µs a delivery, " + what, one.getKey(), rate.cpuMicros());
                }
            }
        }
    }

    private void pings(Map<Column, Measurement> all, int atOnce, String what) throws IOException, InterruptedException {
        for (Map.Entry<Column, Measurement> one : all.entrySet()) {
            double micros = one.getValue().pingCpuMicros(atOnce, millis);
            table.add("CPU µs a ping and pong, " + what, one.getKey(), micros);
        }
    }
}
