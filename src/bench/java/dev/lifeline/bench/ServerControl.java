package dev.lifeline.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Runs inside a server under test: takes orders on standard input, one a line, and answers each with one line on standard
 * output. Ends the process when the input ends.
 *
 * <p>Orders: {@code connections}; {@code heap} (live bytes after a collection); {@code cpu} (nanoseconds of this process so
 * far); {@code push <bytes> <outstanding> <millis>}, which is followed by lines with the number of messages that every
 * client has, and answered with messages, nanoseconds, and nanoseconds of CPU.
 */
final class ServerControl implements Runnable {

    /** Begins every answer; other output of the process is no answer. */
    static final String MARK = "bench: ";

    /** Begins the answer to an order that failed. */
    static final String FAILED = "failed ";

    /** The server that is measured. */
    interface Target {

        /** The number of open connections. */
        int connections();

        /** Sends a message to every open connection. */
        void broadcast(String message) throws IOException;
    }

    private final Target target;
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));

    private ServerControl(Target target) {
        this.target = target;
    }

    static void start(Target target) {
        Thread thread = new Thread(new ServerControl(target), "bench control");
        thread.setDaemon(true);
        // Not the web application's: its end does not wait for this thread.
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.start();
    }

    @Override
    public void run() {
        try {
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                System.out.println(MARK + answer(order.split(" ", -1)));
            }
        } catch (IOException e) {
            System.err.println("Benchmark control ends: " + e);
        }
        System.exit(0);
    }

    private String answer(String[] order) throws EOFException {
        try {
            return switch (order[0]) {
                case "connections" -> Integer.toString(target.connections());
                case "heap" -> Long.toString(liveHeap());
                case "cpu" -> Long.toString(system.getProcessCpuTime());
                case "push" -> push(Integer.parseInt(order[1]), Integer.parseInt(order[2]), Integer.parseInt(order[3]));
                default -> FAILED + "unknown order " + order[0];
            };
        } catch (EOFException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return FAILED + e;
        }
    }

    private static long liveHeap() {
        // The second collects what finalizers and cleaners of the first let go.
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String push(int bytes, int outstanding, int millis) throws IOException {
        BenchMessage message = new BenchMessage(bytes);
        long cpu = system.getProcessCpuTime();
        long start = System.nanoTime();
        long duration = TimeUnit.MILLISECONDS.toNanos(millis);
        int sent = 0;
        int received = 0;
        while (System.nanoTime() - start < duration) {
            while (sent - received >= outstanding) {
                received = nextCount();
            }
            target.broadcast(message.text(sent));
            sent++;
        }
        while (received < sent) {
            received = nextCount();
        }
        return sent + " " + (System.nanoTime() - start) + " " + (system.getProcessCpuTime() - cpu);
    }

    private int nextCount() throws IOException {
        String line = orders.readLine();
        if (line == null) {
            throw new EOFException("the load client is gone");
        }
        return Integer.parseInt(line);
    }
}
