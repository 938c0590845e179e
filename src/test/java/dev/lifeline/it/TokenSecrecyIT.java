package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens, good ones and bad ones, leave no trace: neither in Lifeline's log at any level nor in nginx's access log. */
class TokenSecrecyIT {

    private static final Duration LONG = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private final List<String> shown = new ArrayList<>();

    /** @param level of Lifeline's own loggers; empty for what is logged by default */
    private LifelineServer server(String level) throws IOException {
        Path logging = Files.writeString(folder.resolve("logging.properties"), """
                handlers = java.util.logging.ConsoleHandler
                java.util.logging.ConsoleHandler.level = ALL
                java.util.logging.SimpleFormatter.format = %%4$s %%3$s %%5$s%%6$s%%n
                dev.lifeline.level = %s
                """.formatted(level));
        Stream<String> more = level.isEmpty()
                ? Stream.of("lifeline.jwt.cookie=token")
                : Stream.of("lifeline.jwt.cookie=token", "java.util.logging.config.file=" + logging);
        return LifelineServer.start(
                folder,
                List.of(),
                Stream.concat(Stream.of(Tokens.settings()), more).toArray(String[]::new));
    }

    private String token(String user, Duration validFor) {
        // No two are alike, in claims or signature.
        String claims = "{\"sub\":\"" + user + "\",\"exp\":"
                + (System.currentTimeMillis() + validFor.toMillis()) / 1_000 + ",\"jti\":\"" + shown.size() + "\"}";
        return noted(Tokens.hs256(Tokens.SECRET, "{\"alg\":\"HS256\"}", claims));
    }

    private String noted(String token) {
        shown.add(token);
        return token;
    }

    private List<String> allKinds() {
        return List.of(
                token("u1", LONG),
                token("u2", LONG),
                token("u1", Duration.ofHours(-1)),
                noted(Tokens.hs256("x".repeat(32), "{\"alg\":\"HS256\"}", "{\"sub\":\"u1\",\"exp\":99999999999}")),
                noted(Tokens.encoded("{\"alg\":\"none\"}") + "." + Tokens.encoded("{\"sub\":\"u1\",\"none\":1}") + "."),
                noted("broken-token-that-nobody-signed"),
                noted("long-token-that-nobody-signed".repeat(200)));
    }

    private void showEverywhere(String http, int port) {
        String address = http.replace("http:", "ws:") + "/web/count/u1";
        for (String token : allKinds()) {
            tries(address, "Authorization", "Bearer " + token);
            tries(address, "Cookie", "a=b; token=" + token);
            tries(address + "?access_token=" + token);
            tries(address + "?client=" + token);
            tries(address + "?epoch=" + token + "&seq=" + token);
            tries(address + "?probe=" + token);
            RawHttp.get(
                    port,
                    "/web/count/u1",
                    "Upgrade: websocket",
                    "Connection: Upgrade",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "Sec-WebSocket-Protocol: lifeline.v1, lifeline.token." + token);
            RawHttp.get(port, "/web/count/u1?access_token=" + token + "&x=%zz");
            RawHttp.get(port, "/api/v1/push", "Authorization: Bearer " + token);
            Http.get(http + "/web/count/u1?access_token=" + token);
            Http.get(http + "/api/v1/layim/init?user=u1&access_token=" + token);
            Http.post(http + "/web/count/u1?access_token=" + token, token);
        }
    }

    private static void tries(String address, String... headers) {
        try (JdkSocket socket = JdkSocket.plain(address, headers)) {
            socket.awaitRegistered();
        } catch (CompletionException refused) {
            // Which of them are is another test's.
        }
    }

    private void showOnAConnection(LifelineServer server) {
        try (JdkSocket page = JdkSocket.v1(server.address("u1"), token("u1", LONG))) {
            page.nextWith("welcome");
            for (String token : allKinds()) {
                page.send("{\"type\":\"token\",\"token\":\"" + token + "\"}");
                page.nextWith(token.equals(shown.get(shown.size() - 7)) ? "expiresIn" : "refused");
            }
            String misplaced = token("u1", LONG);
            page.send("{\"type\":\"" + misplaced + "\"}");
            page.nextWith("refused");
            page.send("{\"type\":\"token\",\"token\":[\"" + misplaced + "\"]}");
            page.nextWith("refused");
            page.send("{\"type\":\"token\",\"token\":\"" + misplaced);
            page.nextWith("refused");
        }
    }

    private void assertShowsNone(String log) {
        assertTrue(shown.size() >= 7);
        for (String token : shown) {
            Stream.of(token.split("\\.", -1)).skip(token.contains(".") ? 1 : 0).forEach(part -> {
                String piece = part.substring(0, Math.min(part.length(), 24));
                assertFalse(!piece.isEmpty() && log.contains(piece), () -> "of " + token + " in:\n" + log);
            });
        }
        assertFalse(log.contains(Tokens.SECRET), log);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ALL"})
    void log_holdsNoTokenAtAnyLevel(String level) throws IOException {
        try (LifelineServer server = server(level)) {
            showEverywhere(server.http(), server.port());
            showOnAConnection(server);
            if (level.isEmpty()) {
                // Not HTTP: Tomcat itself writes it at INFO, which is not logged by default.
                RawHttp.get(server.port(), "/web/count/u1?access_token=" + token("u1", LONG) + "|");
            }
            assertEquals(level.equals("ALL"), server.log().contains("Refused a frame"), "the level counts");
            assertTrue(server.log().contains("Refused 1 handshake"), server::log);
            assertShowsNone(server.log());
        }
    }

    /** Its error log writes the whole line of a request that fails there, and cannot be told otherwise. */
    @Test
    void nginx_writesNoTokenToItsAccessLog() throws IOException {
        try (LifelineServer server = server("");
                Nginx nginx = Nginx.before(server.port(), folder, text -> text)) {
            showEverywhere(nginx.http(), nginx.port());
            assertTrue(nginx.accessLog().contains("\"GET /web/count/u1\" 101"), nginx::accessLog);
            assertTrue(nginx.accessLog().contains("\"GET /web/count/u1\" 401"), nginx::accessLog);
            assertShowsNone(nginx.accessLog());
        }
    }
}
