package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Tomcat as its makers ship it, as a process of its own with its own {@code CATALINA_BASE}. Its configuration is the
 * stock one, but for the port, no shutdown port, and a look into {@code webapps} every second.
 */
public final class StockTomcat implements AutoCloseable {

    /** Not below the versions that Lifeline asks for. */
    public static final String TEN = System.getProperty("lifeline.stock-10", "10.1.60");

    /** Below them: Lifeline warns. */
    public static final String ELEVEN = System.getProperty("lifeline.stock-11", "11.0.24");

    /** What Tomcat's own start script opens, for its search for leaks. */
    private static final List<String> OPENED = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

    private final List<String> command;
    private final Path base;
    private final int port;
    private volatile RunningProcess process;

    private StockTomcat(List<String> command, Path base, int port) {
        this.command = command;
        this.process = run(command, base);
        this.base = base;
        this.port = port;
    }

    /** A folder for {@link #start}: deploy into it and configure it before. */
    public static Path base(String version, Path folder) {
        try {
            Path base = Files.createDirectories(folder.resolve("tomcat-" + version));
            copy(home(version).resolve("conf"), base.resolve("conf"));
            for (String name : List.of("logs", "temp", "webapps", "work")) {
                Files.createDirectory(base.resolve(name));
            }
            return base;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts and waits until Tomcat says so.
     *
     * @param settings such as {@code lifeline.auth=demo}
     */
    public static StockTomcat start(String version, Path base, String... settings) {
        int port = Ports.free();
        configure(base.resolve("conf/server.xml"), port);
        List<String> command = new ArrayList<>(List.of(RunningProcess.java()));
        command.addAll(OPENED);
        for (String setting : settings) {
            command.add("-D" + setting);
        }
        Path home = home(version);
        command.add("-Dcatalina.home=" + home);
        command.add("-Dcatalina.base=" + base);
        command.add("-Djava.io.tmpdir=" + base.resolve("temp"));
        command.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
        command.add("-Djava.util.logging.config.file=" + base.resolve("conf/logging.properties"));
        command.add("-cp");
        command.add(home.resolve("bin/bootstrap.jar") + ":" + home.resolve("bin/tomcat-juli.jar"));
        command.addAll(List.of("org.apache.catalina.startup.Bootstrap", "start"));
        return new StockTomcat(List.copyOf(command), base, port);
    }

    private static RunningProcess run(List<String> command, Path base) {
        RunningProcess process = RunningProcess.start(command, Map.of(), base, base.resolve("logs/console.log"));
        process.awaitUp(() -> process.output().contains("Server startup in"));
        return process;
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.close();
        process.awaitExit();
    }

    /** Starts it once more after its end, on the same port with the same settings and folder. */
    public void startAgain() {
        process = run(command, base);
    }

    private static Path home(String version) {
        return Path.of(System.getProperty("lifeline.stock", "target/stock"), "apache-tomcat-" + version)
                .toAbsolutePath();
    }

    private static void configure(Path serverXml, int port) {
        try {
            String stock = Files.readString(serverXml);
            String ours = stock.replace("port=\"8005\"", "port=\"-1\"")
                    .replace("port=\"8080\"", "address=\"127.0.0.1\" port=\"" + port + "\"")
                    .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ");
            Files.writeString(serverXml, ours);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Files.createDirectories(to.resolve(from.relativize(folder)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Puts an archive into {@code webapps}, in one move: a running Tomcat must not see half of it. */
    public static void deploy(Path base, Path war, String name) {
        try {
            Path whole = Files.copy(war, base.resolve("temp").resolve(name), StandardCopyOption.REPLACE_EXISTING);
            // Another time than that of an earlier copy: that is how Tomcat sees a replacement.
            Files.setLastModifiedTime(whole, FileTime.from(Instant.now()));
            Files.move(whole, base.resolve("webapps").resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an archive into the running Tomcat, or another one in its place. */
    public void deploy(Path war, String name) {
        deploy(base, war, name);
    }

    /** Takes an archive out of the running Tomcat and waits until it is gone. */
    public void undeploy(String name) {
        Path war = base.resolve("webapps").resolve(name);
        Path unpacked = base.resolve("webapps").resolve(name.replace(".war", ""));
        try {
            Files.delete(war);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> Files.notExists(unpacked));
    }

    /** All that Tomcat and its web applications have logged. */
    public String log() {
        StringBuilder log = new StringBuilder(process.output());
        try (var files = Files.newDirectoryStream(base.resolve("logs"), "localhost.*.log")) {
            for (Path file : files) {
                log.append(Files.readString(file, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return log.toString();
    }

    public RunningProcess process() {
        return process;
    }

    public int port() {
        return port;
    }

    /** @param path begins with a slash */
    public String http(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /**
     * The WebSocket address of a user.
     *
     * @param context empty for ROOT, else such as {@code /chat}
     */
    public String address(String context, String user) {
        return "ws://127.0.0.1:" + port + context + "/web/count/" + user;
    }

    @Override
    public void close() {
        process.close();
    }
}
