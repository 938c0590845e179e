package dev.lifeline.chaos;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.StockTomcat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The real WAR on a stock Tomcat behind a real nginx, with its data on a disk that can be full. */
final class Site implements AutoCloseable {

    static final String PUSH_KEY = "chaos-key-0123456789-0123456789-0123";

    private static final String ARCHIVE = "ROOT.war";

    private static final String CLASS_LOADER = "org.apache.catalina.loader.ParallelWebappClassLoader";

    /** What Tomcat says of threads, thread-locals and classes that outlive their application. */
    private static final List<String> LEAK_WORDS =
            List.of("memory leak", "has failed to stop it", "failed to remove it", "Still busy");

    private final Path war;
    private final DataDisk disk;
    private final StockTomcat tomcat;
    private final Nginx nginx;

    private Site(Path war, DataDisk disk, StockTomcat tomcat, Nginx nginx) {
        this.war = war;
        this.disk = disk;
        this.tomcat = tomcat;
        this.nginx = nginx;
    }

    static Site start(ChaosOptions options) {
        Path folder = options.folder();
        DataDisk disk = DataDisk.at(folder.resolve("data"));
        try {
            Path base = StockTomcat.base(options.tomcat(), folder);
            Files.writeString(base.resolve("conf/lifeline.properties"), settings(disk.folder()));
            StockTomcat.deploy(base, options.war(), ARCHIVE);
            StockTomcat tomcat = StockTomcat.start(options.tomcat(), base);
            try {
                Nginx nginx = Nginx.before(
                        tomcat.port(),
                        Files.createDirectories(folder.resolve("nginx")),
                        text -> text.replace("worker_shutdown_timeout 5m;", "worker_shutdown_timeout 1s;"));
                return new Site(options.war(), disk, tomcat, nginx);
            } catch (RuntimeException e) {
                tomcat.close();
                throw e;
            }
        } catch (IOException e) {
            disk.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    private static String settings(Path data) {
        return String.join(
                "\n",
                "lifeline.auth=demo",
                "lifeline.push-key=" + PUSH_KEY,
                "lifeline.heartbeat.interval=2s",
                "lifeline.heartbeat.patience=1s",
                "lifeline.data=" + data,
                "lifeline.data.min-free=16m",
                "lifeline.mailbox.capacity=100000",
                "lifeline.mailbox.max-bytes=256m",
                "");
    }

    int nginxPort() {
        return URI.create(nginx.http()).getPort();
    }

    /** Of Tomcat itself: nginx lets no pushes in. */
    String http() {
        return tomcat.http("");
    }

    DataDisk disk() {
        return disk;
    }

    void reload() {
        nginx.reload();
    }

    void kill() {
        tomcat.kill();
    }

    void startAgain() {
        tomcat.startAgain();
    }

    /** Deploys the archive anew and waits until Tomcat has done so. */
    void redeploy() {
        long before = deployments();
        tomcat.deploy(war, ARCHIVE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> deployments() > before);
    }

    private long deployments() {
        return tomcat.log()
                .lines()
                .filter(line -> line.contains(ARCHIVE) && line.contains("has finished"))
                .count();
    }

    /** What is left of web applications that are gone; waits a little for it to go. */
    List<String> leaks() {
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> tomcat.process().instances(CLASS_LOADER) == 1);
        } catch (ConditionTimeoutException e) {
            return List.of(tomcat.process().instances(CLASS_LOADER) + " class loaders of one web application");
        }
        List<String> leaks = new ArrayList<>();
        List<String> threads = tomcat.process().threads("lifeline");
        threads.stream().filter(name -> name.endsWith(" store")).skip(1).forEach(leaks::add);
        tomcat.log()
                .lines()
                .filter(line -> LEAK_WORDS.stream().anyMatch(line::contains))
                .forEach(leaks::add);
        return leaks;
    }

    /** Waits until the web application takes connections. */
    void awaitHealthy() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Http.answers(http() + "/health"));
    }

    @Override
    public void close() {
        nginx.close();
        tomcat.close();
        disk.close();
    }
}
