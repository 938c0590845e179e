package dev.lifeline.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The built WAR, started with {@code java -jar} as a newcomer would. */
public final class LifelineServer implements AutoCloseable {

    public static final String PUSH_KEY = "test-key-0123456789-0123456789-abcdef";

    private final RunningProcess process;
    private final int port;

    private LifelineServer(RunningProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the demo and waits until it serves.
     *
     * @param settings such as {@code lifeline.heartbeat.interval=1s}
     */
    public static LifelineServer demo(Path folder, String... settings) {
        return start(folder, List.of("--demo"), settings);
    }

    /** Starts the WAR with the given arguments and waits until it serves. */
    public static LifelineServer start(Path folder, List<String> arguments, String... settings) {
        return start(RunningProcess.java(), folder, arguments, settings);
    }

    /** Starts the demo on a port of its own choice: again after it was killed, say. */
    public static LifelineServer demoOn(int port, Path folder, String... settings) {
        return start(RunningProcess.java(), port, folder, List.of("--demo"), settings);
    }

    /** @param java the JVM to start it with */
    public static LifelineServer start(String java, Path folder, List<String> arguments, String... settings) {
        return start(java, Ports.free(), folder, arguments, settings);
    }

    /** Starts the WAR on a port of the test's choice: again after its end, say. */
    public static LifelineServer startOn(int port, Path folder, List<String> arguments, String... settings) {
        return start(RunningProcess.java(), port, folder, arguments, settings);
    }

    /** The same with a JVM of the test's choice. */
    static LifelineServer startOn(String java, int port, Path folder, List<String> arguments, String... settings) {
        return start(java, port, folder, arguments, settings);
    }

    private static LifelineServer start(
            String java, int port, Path folder, List<String> arguments, String... settings) {
        RunningProcess process = launch(
                java,
                folder,
                arguments,
                Map.of("LIFELINE_PORT", Integer.toString(port), "LIFELINE_PUSH_KEY", PUSH_KEY),
                settings);
        process.awaitUp(() -> Http.answers("http://127.0.0.1:" + port + "/health"));
        return new LifelineServer(process, port);
    }

    /**
     * Starts the WAR and waits for nothing.
     *
     * @param folder its working folder; takes its log and temporary files
     */
    public static RunningProcess launch(
            String java, Path folder, List<String> arguments, Map<String, String> environment, String... settings) {
        List<String> command = new ArrayList<>(List.of(java));
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        command.add("-Djava.io.tmpdir=" + temporary(folder));
        command.addAll(List.of("-jar", war().toString()));
        command.addAll(arguments);
        Path log = folder.resolve("server-" + environment.getOrDefault("LIFELINE_PORT", "") + ".log");
        return RunningProcess.start(command, environment, folder, log);
    }

    /** What it left of the folders that it unpacked itself into. */
    public static List<String> leftIn(Path folder) {
        try (var left = Files.list(temporary(folder))) {
            return left.map(path -> path.getFileName().toString())
                    .filter(name -> name.startsWith("lifeline-"))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The archive under test. */
    public static Path war() {
        return Path.of(System.getProperty("lifeline.war", "target/ROOT.war")).toAbsolutePath();
    }

    private static Path temporary(Path folder) {
        try {
            return Files.createDirectories(folder.resolve("tmp"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public RunningProcess process() {
        return process;
    }

    /** Such as {@code http://127.0.0.1:8080}. */
    public String http() {
        return "http://127.0.0.1:" + port;
    }

    /** How many connections it has. */
    public int connections() {
        return Http.health(http()).get("connections").getAsInt();
    }

    /** The WebSocket address of a user. */
    public String address(String user) {
        return "ws://127.0.0.1:" + port + "/web/count/" + user;
    }

    /** What it has logged until now. */
    public String log() {
        return process.output();
    }

    @Override
    public void close() {
        process.close();
    }
}
