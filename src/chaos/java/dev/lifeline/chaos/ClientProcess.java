package dev.lifeline.chaos;

import com.google.gson.Gson;
import dev.lifeline.chaos.client.ClientsMain;
import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.EventLog;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The clients' process and the orders to it. Thread-safe. */
final class ClientProcess implements AutoCloseable {

    private final Process process;
    private final OutputStream orders;
    private final Path log;

    private ClientProcess(Process process, Path log) {
        this.process = process;
        this.orders = process.getOutputStream();
        this.log = log;
    }

    /**
     * Starts it with nobody connected.
     *
     * @param users all, whoever will be connected
     * @param groupsOf the groups of each member
     */
    static ClientProcess start(
            ChaosOptions options, int nginxPort, List<String> users, Map<String, List<String>> groupsOf) {
        Path log = options.folder().resolve("clients.log");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                place(ClientsMain.class) + File.pathSeparator + place(Gson.class),
                ClientsMain.class.getName(),
                log.toString(),
                Integer.toString(nginxPort),
                Long.toString(options.seed()),
                new Gson().toJson(users),
                new Gson().toJson(groupsOf));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(options.folder().resolve("clients.out").toFile())
                    .start();
            return new ClientProcess(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a class comes from: a test runner's own class path names none of it. */
    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As {@link ClientsMain} reads them. */
    synchronized void order(String line) {
        try {
            orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the clients' process is gone, see clients.out", e);
        }
    }

    List<Event> events() {
        return EventLog.read(log);
    }

    /** Lets it end. */
    void end() {
        try {
            orders.close();
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException("the clients' process did not end well, see clients.out");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
