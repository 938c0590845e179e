package dev.lifeline.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A real nginx with the project's own configuration from {@code nginx/}, changed only where a test must: ports, paths of
 * files, and the lines that the test is about.
 */
public final class Nginx implements AutoCloseable {

    private final RunningProcess process;
    private final Path folder;
    private final int upstreamPort;
    private final int port;
    private final int tlsPort;

    private Nginx(RunningProcess process, Path folder, int upstreamPort, int port, int tlsPort) {
        this.process = process;
        this.folder = folder;
        this.upstreamPort = upstreamPort;
        this.port = port;
        this.tlsPort = tlsPort;
    }

    /**
     * Starts nginx before a server.
     *
     * @param change changes lines of the configuration files
     */
    public static Nginx before(int upstreamPort, Path folder, UnaryOperator<String> change) {
        return start(upstreamPort, folder, change, false);
    }

    /** The same, with HTTPS too. */
    public static Nginx withTls(int upstreamPort, Path folder) {
        return start(upstreamPort, folder, UnaryOperator.identity(), true);
    }

    private static Nginx start(int upstreamPort, Path folder, UnaryOperator<String> change, boolean tls) {
        int port = Ports.free();
        int tlsPort = Ports.free();
        try {
            Files.createDirectories(folder.resolve("logs"));
            write(folder, upstreamPort, port, tlsPort, tls, change);
            if (tls) {
                certificate(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // One process, so that the test ends all of it; a reload needs the master.
        RunningProcess process =
                RunningProcess.start(command(folder, "daemon off;"), Map.of(), folder, folder.resolve("nginx.out"));
        process.awaitUp(() -> Http.answers("http://127.0.0.1:" + port + "/health"));
        return new Nginx(process, folder, upstreamPort, port, tlsPort);
    }

    /** The change of the configuration that has nginx cut after so much silence, in whole seconds. */
    public static UnaryOperator<String> idleLimit(Duration limit) {
        return text -> text.replace("proxy_read_timeout 90s;", "proxy_read_timeout " + limit.toSeconds() + "s;");
    }

    /** What nginx itself says of the project's configuration, as an administrator would check it. */
    public static String check(Path folder, UnaryOperator<String> change) {
        try {
            Files.createDirectories(folder.resolve("logs"));
            write(folder, Ports.free(), Ports.free(), Ports.free(), true, change);
            certificate(folder);
            Path log = folder.resolve("check.out");
            try (RunningProcess check = RunningProcess.start(command(folder, "", "-t"), Map.of(), folder, log)) {
                return check.awaitExit() + "\n" + check.output();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code nginx -T} prints of the project's own configuration; fails where nginx refuses it.
     *
     * @param change changes lines of the configuration files
     */
    public static String dumpOwn(Path folder, UnaryOperator<String> change) {
        try {
            Files.createDirectories(folder.resolve("logs"));
            write(folder, Ports.free(), Ports.free(), Ports.free(), true, change);
            certificate(folder);
            return dump(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of any configuration, on sockets and with other files; no line moves. */
    public static String dump(Path folder, String configuration) {
        String text =
                configuration.replace("http {\n", "http { " + temporary(folder).replace("\n", " ") + "\n");
        // Ports may be taken or root's; on a socket the host has none, as on 80.
        for (String port : List.of("80", "[::]:80", "8443")) {
            String socket = "listen unix:" + folder.resolve(port.replaceAll("\\W", "") + port.length() + ".socket");
            text = text.replace("listen " + port + " ", socket + " ").replace("listen " + port + ";", socket + ";");
        }
        try {
            Files.createDirectories(folder.resolve("logs"));
            Files.writeString(folder.resolve("nginx.conf"), "pid " + folder.resolve("nginx.pid") + "; " + text);
            return dump(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String dump(Path folder) {
        Path out = folder.resolve("dump.out");
        try (RunningProcess dump = RunningProcess.start(command(folder, "", "-T"), Map.of(), folder, out)) {
            if (dump.awaitExit() != 0) {
                throw new IllegalStateException(dump.output());
            }
            return dump.output();
        }
    }

    private static List<String> command(Path folder, String directives, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Tools.nginx(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                folder.resolve("logs/start.log").toString()));
        if (!directives.isEmpty()) {
            command.addAll(List.of("-g", directives));
        }
        command.addAll(List.of(more));
        return command;
    }

    private static void write(
            Path folder, int upstream, int port, int tlsPort, boolean tls, UnaryOperator<String> change)
            throws IOException {
        for (String name : List.of("nginx.conf", "lifeline-location.conf", "tls.conf")) {
            String text = Files.readString(Path.of("nginx", name))
                    .replace("127.0.0.1:8080", "127.0.0.1:" + upstream)
                    .replace("listen 80;", "listen 127.0.0.1:" + port + ";")
                    .replace("listen 443 ssl;", "listen 127.0.0.1:" + tlsPort + " ssl;")
                    .replace("/var/log/nginx/", folder + "/logs/")
                    .replace("/run/nginx.pid", folder + "/nginx.pid")
                    .replace("/etc/nginx/tls/", folder + "/")
                    .replace("    # include tls.conf;", tls ? "    include tls.conf;" : "");
            if (name.equals("nginx.conf")) {
                text = text.replace("http {\n", "http {\n" + temporary(folder));
            }
            Files.writeString(folder.resolve(name), change.apply(text));
        }
    }

    private static String temporary(Path folder) {
        StringBuilder paths = new StringBuilder();
        for (String kind : List.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")) {
            paths.append("    ")
                    .append(kind)
                    .append("_temp_path ")
                    .append(folder)
                    .append("/")
                    .append(kind)
                    .append(";\n");
        }
        return paths.toString();
    }

    private static void certificate(Path folder) throws IOException {
        List<String> command = List.of(
                Tools.openssl(),
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1",
                "-keyout",
                "privkey.pem",
                "-out",
                "fullchain.pem");
        try (RunningProcess openssl = RunningProcess.start(command, Map.of(), folder, folder.resolve("openssl.out"))) {
            if (openssl.awaitExit() != 0) {
                throw new IOException(openssl.output());
            }
        }
    }

    public int port() {
        return port;
    }

    public String http() {
        return "http://127.0.0.1:" + port;
    }

    public String address(String user) {
        return "ws://127.0.0.1:" + port + "/web/count/" + user;
    }

    public String tlsAddress(String user) {
        return "wss://localhost:" + tlsPort + "/web/count/" + user;
    }

    public Path certificate() {
        return folder.resolve("fullchain.pem");
    }

    /** Reloads the configuration, as {@code nginx -s reload} does. */
    public void reload() {
        process.signal("HUP");
    }

    /** The same, with other lines in the configuration than until now; HTTPS is off then. */
    public void reload(UnaryOperator<String> change) {
        try {
            write(folder, upstreamPort, port, tlsPort, false, change);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reload();
    }

    /** The error log, where a cut stands at level info. */
    public String errorLog() {
        return read("logs/error.log");
    }

    public String accessLog() {
        return read("logs/access.log");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.signal("TERM");
            process.awaitExit();
        }
        process.close();
    }
}
