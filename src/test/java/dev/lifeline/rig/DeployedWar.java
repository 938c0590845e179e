package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The built WAR, deployed to a Tomcat by Arquillian. Each test starts and ends with nobody connected. */
@ExtendWith({ReservedPort.class, ArquillianExtension.class})
public abstract class DeployedWar {

    private final List<ClientSocket> opened = new ArrayList<>();

    /** Of this test alone: the server remembers the names of messages. */
    private final String test = UUID.randomUUID().toString().substring(0, 8);

    @ArquillianResource
    private URL base;

    protected DeployedWar() {}

    /** The archive as Maven built it. The web application reads its settings when it starts: from here. */
    @Deployment(testable = false)
    public static WebArchive war() {
        System.setProperty("lifeline.auth", "demo");
        System.setProperty("lifeline.presence.grace", "0s");
        System.setProperty("lifeline.push-key", LifelineServer.PUSH_KEY);
        System.setProperty("lifeline.data", temporaryFolder().toString());
        return ShrinkWrap.createFromZipFile(
                WebArchive.class, LifelineServer.war().toFile());
    }

    @AfterAll
    static void forgetSettings() {
        System.clearProperty("lifeline.auth");
        System.clearProperty("lifeline.presence.grace");
        System.clearProperty("lifeline.push-key");
        System.clearProperty("lifeline.data");
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory(
                    Path.of(System.getProperty("lifeline.war", "target/x")).getParent(), "data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void everybodyLeaves() {
        opened.forEach(ClientSocket::close);
        opened.clear();
        await().atMost(Duration.ofSeconds(20)).until(this::isDeserted);
    }

    /** Whether nobody is connected and nobody is shown as online any more. */
    private boolean isDeserted() {
        JsonObject health = Http.health(http(""));
        if (health.get("connections").getAsInt() > 0) {
            return false;
        }
        JsonObject init =
                Lines.json(Http.get(http("/api/v1/layim/init?user=nobody")).body());
        for (JsonElement friends : init.getAsJsonObject("data").getAsJsonArray("friend")) {
            for (JsonElement friend : friends.getAsJsonObject().getAsJsonArray("list")) {
                if (!friend.getAsJsonObject().get("status").getAsString().equals("offline")) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * An address of the web application.
     *
     * @param path begins with a slash
     */
    protected final String http(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /**
     * The WebSocket address of a user.
     *
     * @param user as it stands in a URL
     */
    protected final String address(String user) {
        return "ws://127.0.0.1:" + port() + "/web/count/" + user;
    }

    protected final int port() {
        return base.getPort();
    }

    /** Opens a plain connection, as a LayIM page does, and waits until it has the mail of earlier tests. */
    protected final ClientSocket plain(Client client, String user) {
        ClientSocket socket = closedAtEnd(client.plain(address(user)));
        String id = URLDecoder.decode(user.replaceAll(";.*", ""), StandardCharsets.UTF_8);
        String marker = UUID.randomUUID().toString();
        Http.push(
                http(""),
                LifelineServer.PUSH_KEY,
                "{\"users\":[\"" + id + "\"]}",
                "{\"type\":\"settled\",\"content\":\"" + marker + "\"}");
        socket.nextWith(marker);
        return socket;
    }

    /** A name for a message of this test. */
    protected final String cid(int number) {
        return "c-" + number + "-" + test;
    }

    /** Opens a connection of the shipped client's level. */
    protected final ClientSocket v1(Client client, String user) {
        return closedAtEnd(client.v1(address(user)));
    }

    protected final <T extends ClientSocket> T closedAtEnd(T socket) {
        opened.add(socket);
        return socket;
    }
}
