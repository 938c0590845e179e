package dev.lifeline.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real HAProxy, Apache httpd or Caddy with the project's own configuration from {@code nginx/others/}. */
public final class OtherProxy implements AutoCloseable {

    /** Which one. */
    public enum Kind {
        HAPROXY("haproxy.cfg", "timeout tunnel 90s", "timeout tunnel %ds"),
        HTTPD("httpd.conf", "timeout=90", "timeout=%d"),
        /** Has no idle limit. */
        CADDY("Caddyfile", "", "");

        private final String file;
        private final String limit;
        private final String changedLimit;

        Kind(String file, String limit, String changedLimit) {
            this.file = file;
            this.limit = limit;
            this.changedLimit = changedLimit;
        }

        private List<String> command(Path configuration) {
            return switch (this) {
                case HAPROXY -> List.of(Tools.haproxy(), "-db", "-f", configuration.toString());
                case HTTPD -> List.of(Tools.httpd(), "-X", "-f", configuration.toString());
                case CADDY ->
                    List.of(Tools.caddy(), "run", "--adapter", "caddyfile", "--config", configuration.toString());
            };
        }
    }

    private final RunningProcess process;
    private final int port;

    private OtherProxy(RunningProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it before a server and waits until it passes requests on.
     *
     * @param limit after how much silence it cuts, in whole seconds
     */
    public static OtherProxy before(int upstreamPort, Path folder, Kind kind, Duration limit) {
        int port = Ports.free();
        try {
            Files.createDirectories(folder);
            String text = Files.readString(Path.of("nginx/others", kind.file))
                    .replace("127.0.0.1:8080", "127.0.0.1:" + upstreamPort)
                    .replace("bind :80", "bind 127.0.0.1:" + port)
                    .replace("Listen 80", "Listen 127.0.0.1:" + port)
                    .replace("*:80>", "*:" + port + ">")
                    .replace(":80 {", "http://127.0.0.1:" + port + " {")
                    .replace("auto_https disable_redirects", "admin off")
                    .replace("/run/", folder + "/")
                    .replace("/var/log/", folder + "/");
            if (!kind.limit.isEmpty()) {
                text = text.replace(kind.limit, kind.changedLimit.formatted(limit.toSeconds()));
            }
            Files.writeString(folder.resolve(kind.file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        RunningProcess process = RunningProcess.start(
                kind.command(folder.resolve(kind.file)),
                Map.of("HOME", folder.toString()),
                folder,
                folder.resolve("proxy.out"));
        process.awaitUp(() -> Http.answers("http://127.0.0.1:" + port + "/health"));
        return new OtherProxy(process, port);
    }

    public String http() {
        return "http://127.0.0.1:" + port;
    }

    public String address(String user) {
        return "ws://127.0.0.1:" + port + "/web/count/" + user;
    }

    @Override
    public void close() {
        process.close();
    }
}
