package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pushes that are not accepted, and what their sender is told. */
class PushRefusalsIT {

    @TempDir
    private static Path folder;

    private static LifelineServer server;
    private static BackEnd backEnd;

    @BeforeAll
    static void start() {
        server = LifelineServer.demo(folder);
        backEnd = new BackEnd(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x|The body is not strict JSON.",
                "``|The body is not strict JSON.",
                "7|a push is an object.",
                "{'message':{'type':'\\ud800'}}|The body is not strict JSON: a string holds half of a surrogate pair, such as an emoji cut in the middle.",
                "{}|'to' is missing or no object.",
                "{'to':{'all':true}}|'message' is missing or no object.",
                "{'to':{'all':true},'message':{}}|message.type is missing or no string.",
                "{'to':{'all':true},'message':{'type':'pong'}}|message.type 'pong' is one of the server's own: *, bye, delivered, heartbeat, live, pong, probe, read, refused, reload, sent, system, token, typing, welcome.",
                "{'to':{'all':true},'message':{'type':'friend','id':'u1'}}|message.content is missing: it must be a string of 1 to 3000 characters in a message of this type.",
                "{'message':{'type':'t'},'to':{}}|'to' names nobody: give users, groups, or all.",
                "{'message':{'type':'t'},'to':{'all':false}}|to.all must be true and stand alone.",
                "{'message':{'type':'t'},'to':{'all':true,'users':[]}}|to.all must be true and stand alone.",
                "{'message':{'type':'t'},'to':{'users':'u1'}}|to.users is no array.",
                "{'message':{'type':'t'},'to':{'users':[1]}}|to.users holds something that is no string.",
                "{'message':{'type':'t'},'to':{'all':true},'x':1}|'x' is no field of a push: to, message, id, topic, ttl are.",
                "{'message':{'type':'t'},'to':{'all':true},'id':''}|'id' must be a string of 1 to 64 characters.",
                "{'message':{'type':'t'},'to':{'all':true},'topic':7}|'topic' must be a string of 1 to 32 characters.",
                "{'message':{'type':'t'},'to':{'all':true},'ttl':-1}|'ttl' must be a number of seconds from 0 to 31536000.",
                "{'message':{'type':'t'},'to':{'all':true},'ttl':1e999999999}|'ttl' must be a number of seconds from 0 to 31536000.",
                "{'message':{'type':'t'},'to':{'all':true},'ttl':'5'}|'ttl' must be a number of seconds from 0 to 31536000.",
            })
    void requestThatCannotBeRead_namesWhatIsWrong(String body, String detail) {
        assertProblem(400, "bad-request", detail, backEnd.send("POST", "/push", body.replace('\'', '"')));
    }

    @Test
    void deepNesting_isRefused() {
        assertProblem(
                400, "bad-request", "The body is nested deeper than 16 levels.", backEnd.push("[".repeat(1 << 20)));
    }

    @Test
    void bodyThatIsNotUtf8_isRefused() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.http() + "/api/v1/push"))
                .header("Authorization", "Bearer " + LifelineServer.PUSH_KEY)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[] {'{', '"', (byte) 0xe4, '"', '}'}))
                .build();
        assertProblem(
                400,
                "bad-request",
                "The body is not UTF-8.",
                Http.CLIENT.send(request, HttpResponse.BodyHandlers.ofString()));
    }

    @Test
    void tooManyNamed_areRefusedWithTheLimit() {
        String users = "'u',".repeat(1_000) + "'u'";
        assertProblem(
                400,
                "bad-request",
                "to.users names 1001, at most 1000 a push.",
                backEnd.push("{'to':{'users':[" + users + "]},'message':{'type':'t'}}"));
    }

    @Test
    void tooLargeABody_is413() {
        assertProblem(
                413,
                "body-too-large",
                "At most 4194304 bytes a request.",
                backEnd.push("{'to':{'all':true},'message':{'type':'" + "x".repeat(4 << 20) + "'}}"));
    }

    @Test
    void wrongKeyOrMethod_isRefused() {
        for (HttpResponse<String> answer : List.of(
                Http.post(
                        server.http() + "/api/v1/push", "{}", "Authorization", "Bearer wrong-key-wrong-key-wrong-key"),
                Http.post(server.http() + "/api/v1/push", "{}"),
                Http.get(server.http() + "/api/v1/users/u1"))) {
            assertProblem(401, "bad-key", "Send 'Authorization: Bearer' and the value of lifeline.push-key.", answer);
            assertEquals(
                    "Bearer realm=\"lifeline\"",
                    answer.headers().firstValue("WWW-Authenticate").orElse(""));
        }
        HttpResponse<String> get = Http.get(server.http() + "/api/v1/push");
        assertProblem(405, "method-not-allowed", "This address takes POST.", get);
        assertEquals("POST", get.headers().firstValue("Allow").orElse(""));
    }
}
