package dev.lifeline.attack;

import dev.lifeline.attack.neighbours.Neighbours;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.StockTomcat;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** The real WAR on a stock Tomcat, behind a real nginx as well, set as one would on the open internet. */
final class Site implements AutoCloseable {

    private final StockTomcat tomcat;
    private final Nginx nginx;

    private Site(StockTomcat tomcat, Nginx nginx) {
        this.tomcat = tomcat;
        this.nginx = nginx;
    }

    /** @param folder for their configurations and logs; empty */
    static Site start(String version, Path war, Path folder) throws IOException {
        Path base = StockTomcat.base(version, folder);
        Files.writeString(base.resolve("conf/lifeline.properties"), settings());
        StockTomcat.deploy(base, war, "ROOT.war");
        StockTomcat tomcat = StockTomcat.start(version, base);
        try {
            awaitHealthy(tomcat);
            Nginx nginx = Nginx.before(
                    tomcat.port(), Files.createDirectories(folder.resolve("nginx-" + version)), text -> text);
            Site site = new Site(tomcat, nginx);
            Neighbours.introduce(site.backEnd());
            Neighbours.befriend(site.backEnd(), Field.EVE, Field.TRENT);
            return site;
        } catch (IOException | RuntimeException e) {
            tomcat.close();
            throw e;
        }
    }

    private static void awaitHealthy(StockTomcat tomcat) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> Http.answers(tomcat.http("/health")));
    }

    private static String settings() {
        return String.join(
                "\n",
                "lifeline.auth=jwt",
                "lifeline.jwt.secret=" + Tokens.SECRET,
                "lifeline.jwt.leeway=0s",
                "lifeline.hosts=127.0.0.1,localhost",
                "lifeline.push-key=" + LifelineServer.PUSH_KEY,
                // Those who read nothing are to be gone before the next attack.
                "lifeline.send-timeout=2s",
                "lifeline.body-timeout=3s",
                // A storm of 8,000, and the neighbours.
                "lifeline.connections.max=8200",
                "");
    }

    Target direct() {
        return new Target("direct", tomcat.port(), false);
    }

    Target proxied() {
        return new Target("behind nginx", nginx.port(), true);
    }

    BackEnd backEnd() {
        return new BackEnd(tomcat.http(""));
    }

    /** Asked of Tomcat itself, on a connection of its own for each question. */
    int connections() {
        return Http.health(tomcat.http("")).get("connections").getAsInt();
    }

    ServerLog log() {
        return new ServerLog(tomcat::log);
    }

    Vitals vitals() throws IOException {
        return Vitals.of(tomcat.process().pid());
    }

    @Override
    public void close() {
        nginx.close();
        tomcat.close();
    }
}
