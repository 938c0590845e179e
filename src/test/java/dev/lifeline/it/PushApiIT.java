package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A back end pushes over HTTP. */
class PushApiIT {

    @TempDir
    private static Path folder;

    private static LifelineServer server;

    @BeforeAll
    static void start() {
        server = LifelineServer.demo(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void pushToUsersAndGroups_reachesWhoIsThereAndTellsWhoIsNot() {
        try (JdkSocket u1 = JdkSocket.plain(server.address("u1"));
                JdkSocket u4 = JdkSocket.v1(server.address("u4"))) {
            u1.awaitRegistered();
            u4.awaitRegistered();
            HttpResponse<String> answer = push(
                    "{\"users\":[\"zoe\"],\"groups\":[\"g2\"]}", "{\"type\":\"count\",\"content\":3,\"x\":[1,{}]}");
            assertEquals(200, answer.statusCode());
            assertEquals(
                    "{\"users\":{\"zoe\":\"offline\",\"u1\":\"online\",\"u2\":\"offline\",\"u4\":\"online\",\"u6\":\"offline\"}}",
                    answer.body());
            for (JdkSocket socket : List.of(u1, u4)) {
                assertTrue(socket.nextWith("count").contains("{\"type\":\"count\",\"content\":3,\"x\":[1,{}]}"));
            }
        }
    }

    @Test
    void pushToAll_countsConnections() {
        try (JdkSocket one = JdkSocket.plain(server.address("a"));
                JdkSocket two = JdkSocket.plain(server.address("a"))) {
            one.awaitRegistered();
            two.awaitRegistered();
            assertEquals(
                    "{\"connections\":2}",
                    push("{\"all\":true}", "{\"type\":\"t\"}").body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|The body is not strict JSON.",
                "{\"message\":{\"type\":\"\\ud800\"}}|The body is not strict JSON: a string holds half of a surrogate pair, such as an emoji cut in the middle.",
                "[]|The body is not an object.",
                "{}|'message' is missing or no object.",
                "{\"message\":{}}|message.type is missing or no string.",
                "{\"message\":{\"type\":\"t\"}}|'to' is missing or no object.",
                "{\"message\":{\"type\":\"t\"},\"to\":{}}|'to' names nobody: give users, groups, or all.",
                "{\"message\":{\"type\":\"t\"},\"to\":{\"all\":false}}|to.all must be true and stand alone.",
                "{\"message\":{\"type\":\"t\"},\"to\":{\"all\":true,\"users\":[]}}|to.all must be true and stand alone.",
                "{\"message\":{\"type\":\"t\"},\"to\":{\"users\":\"u1\"}}|to.users is no array.",
                "{\"message\":{\"type\":\"t\"},\"to\":{\"users\":[1]}}|to.users holds something that is no string.",
                "{\"message\":{\"type\":\"t\"},\"to\":{\"groups\":[\"g9\"]}}|to.groups: there is no group 'g9'.",
            })
    void requestThatCannotBeRead_namesWhatIsWrong(String body, String detail) {
        HttpResponse<String> answer = post(body, LifelineServer.PUSH_KEY);
        assertEquals(400, answer.statusCode());
        assertEquals(detail, Lines.field(answer.body(), "detail"));
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    @Test
    void tooManyReceivers_areRefusedWithTheLimit() {
        String users = "\"u\",".repeat(1_000) + "\"u\"";
        HttpResponse<String> answer = push("{\"users\":[" + users + "]}", "{\"type\":\"t\"}");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("names 1001, at most 1000"), answer.body());
    }

    @Test
    void tooLargeABody_is413() {
        HttpResponse<String> answer = push("{\"all\":true}", "{\"type\":\"" + "x".repeat(1 << 20) + "\"}");
        assertEquals(413, answer.statusCode());
    }

    @Test
    void wrongKeyOrMethod_isRefused() {
        assertEquals(401, post("{}", "wrong-key-wrong-key-wrong-key-wrong").statusCode());
        assertEquals(401, Http.post(server.http() + "/api/v1/push", "{}").statusCode());
        HttpResponse<String> get = Http.get(server.http() + "/api/v1/push");
        assertEquals(405, get.statusCode());
        assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
    }

    private static HttpResponse<String> push(String to, String message) {
        return Http.push(server.http(), LifelineServer.PUSH_KEY, to, message);
    }

    private static HttpResponse<String> post(String body, String key) {
        return Http.post(server.http() + "/api/v1/push", body, "Authorization", "Bearer " + key);
    }
}
