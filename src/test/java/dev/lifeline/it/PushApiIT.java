package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A back end pushes over HTTP, asks who is there and ends connections. */
class PushApiIT {

    @TempDir
    private static Path folder;

    private static LifelineServer server;
    private static BackEnd backEnd;

    @BeforeAll
    static void start() {
        server = LifelineServer.demo(folder, "lifeline.presence.grace=0s");
        backEnd = new BackEnd(server.http());
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
            assertAnswer(
                    202,
                    "{'users':{'zoe':'queued','u1':'online','u2':'queued','u4':'online','u6':'queued'},"
                            + "'connections':2,'repeated':false}",
                    backEnd.push("{'to':{'users':['zoe'],'groups':['g2']},"
                            + "'message':{'type':'count','content':3,'x':[1,{},null]}}"));
            for (JdkSocket socket : List.of(u1, u4)) {
                assertTrue(socket.nextWith("count").contains("\"type\":\"count\",\"content\":3,\"x\":[1,{},null]}"));
            }
        }
    }

    @Test
    void unknownGroup_isToldAndHindersNobody() {
        assertAnswer(
                202,
                "{'users':{'al':'queued'},'groups':{'g9':'unknown-group'},'connections':0,'repeated':false}",
                backEnd.push("{'to':{'users':['al'],'groups':['g9']},'message':{'type':'t'}}"));
    }

    @Test
    void pushToAll_countsConnections() {
        try (JdkSocket one = JdkSocket.plain(server.address("a"));
                JdkSocket two = JdkSocket.plain(server.address("a"))) {
            one.awaitRegistered();
            two.awaitRegistered();
            assertAnswer(
                    202,
                    "{'connections':2,'repeated':false}",
                    backEnd.push("{'to':{'all':true},'message':{'type':'t'},'ttl':0}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"false, plain-1", "true, v1-1"})
    void whoeverWasAway_getsItWhenHeComes(boolean v1, String user) {
        backEnd.push("{'to':{'users':['" + user + "']},'message':{'type':'n','n':1}}");
        backEnd.push("{'to':{'users':['" + user + "']},'message':{'type':'n','n':2},'ttl':3600}");
        try (ClientSocket page = v1 ? JdkSocket.v1(server.address(user)) : JdkSocket.plain(server.address(user))) {
            String all = page.nextWith("\"n\"");
            if (!all.contains("\"n\":2")) {
                all += page.nextWith("\"n\":2");
            }
            assertTrue(all.indexOf("\"n\":1") < all.indexOf("\"n\":2") && all.contains("\"n\":1"), all);
            assertEquals(v1, all.contains("\"seq\":1"), all);
        }
    }

    @Test
    void batchOfAThousand_isStoredInItsOrderAndOneMoreIsRefused() {
        HttpResponse<String> answer = backEnd.push(batch(1_000));
        assertEquals(202, answer.statusCode(), answer::body);
        JsonArray results = JsonParser.parseString(answer.body()).getAsJsonArray();
        assertEquals(1_000, results.size());
        for (JsonElement result : results) {
            assertEquals(202, result.getAsJsonObject().get("status").getAsInt(), result::toString);
        }
        try (JdkSocket page = JdkSocket.plain(server.address("bulk"))) {
            for (int n = 0; n < 1_000; n++) {
                assertEquals(n, Lines.json(page.nextWith("\"n\"")).get("n").getAsInt());
            }
        }
        assertProblem(400, "bad-request", "1001 pushes, at most 1000 a request.", backEnd.push(batch(1_001)));
    }

    @Test
    void wrongOneInABatch_hindersNoOther() {
        HttpResponse<String> answer = backEnd.push(
                "[{'to':{'users':['b1']},'message':{'type':'t'}},7,{'to':{'users':['b1']},'message':{}},"
                        + "{'to':{'users':['b 1']},'message':{'type':'t'}},{'to':{'users':['b1']},'message':{'type':'t'}}]");
        assertEquals(202, answer.statusCode(), answer::body);
        assertEquals(
                "202  400 a push is an object. 400 message.type is missing or no string. "
                        + "400 user id: U+0020 is not allowed; letters, digits, combining marks and _ . @ : - are. 202 ",
                JsonParser.parseString(answer.body()).getAsJsonArray().asList().stream()
                        .map(JsonElement::getAsJsonObject)
                        .map(one -> one.get("status") + " "
                                + (one.has("detail") ? one.get("detail").getAsString() : ""))
                        .collect(Collectors.joining(" ")));
    }

    @Test
    void batchWithTooManyReceivers_isCutOff() {
        String users = IntStream.range(0, 1_000).mapToObj(n -> "'m" + n + "'").collect(Collectors.joining(","));
        String push = "{'to':{'users':[" + users + "]},'message':{'type':'t'},'ttl':0}";
        HttpResponse<String> answer = backEnd.push("[" + (push + ",").repeat(100) + push + "]");
        JsonArray results = JsonParser.parseString(answer.body()).getAsJsonArray();
        assertEquals(202, results.get(99).getAsJsonObject().get("status").getAsInt());
        assertEquals(
                "with this push the request has 101000 receivers, at most 100000 a request: send the rest in another.",
                results.get(100).getAsJsonObject().get("detail").getAsString());
    }

    @Test
    void sameId_storesOnceAndAnotherPushUnderItConflicts() {
        String push = "{'to':{'users':['ida']},'message':{'type':'t','n':1},'id':'order-7'}";
        assertAnswer(202, "{'users':{'ida':'queued'},'connections':0,'repeated':false}", backEnd.push(push));
        assertAnswer(202, "{'users':{'ida':'queued'},'connections':0,'repeated':true}", backEnd.push(push));
        assertProblem(
                409,
                "id-conflict",
                "id 'order-7' was used for another push.",
                backEnd.push(push.replace("'n':1", "'n':2")));
        backEnd.push("{'to':{'users':['ida']},'message':{'type':'t','n':3}}");
        try (JdkSocket page = JdkSocket.plain(server.address("ida"))) {
            assertEquals(1, Lines.json(page.nextWith("\"n\"")).get("n").getAsInt());
            assertEquals(3, Lines.json(page.nextWith("\"n\"")).get("n").getAsInt());
        }
    }

    @Test
    void topic_keepsTheNewestAndZeroTtlNothing() {
        backEnd.push("{'to':{'users':['tom']},'message':{'type':'count','content':1},'topic':'count'}");
        backEnd.push("{'to':{'users':['tom']},'message':{'type':'count','content':2},'topic':'count'}");
        assertAnswer(
                202,
                "{'users':{'tom':'offline'},'connections':0,'repeated':false}",
                backEnd.push("{'to':{'users':['tom']},'message':{'type':'count','content':9},'ttl':0}"));
        try (JdkSocket page = JdkSocket.plain(server.address("tom"))) {
            assertEquals("{\"type\":\"count\",\"content\":2}", page.nextWith("count"));
            assertAnswer(
                    202,
                    "{'users':{'tom':'online'},'connections':1,'repeated':false}",
                    backEnd.push("{'to':{'users':['tom']},'message':{'type':'count','content':3},'ttl':0}"));
            assertEquals("{\"type\":\"count\",\"content\":3}", page.nextWith("count"));
        }
    }

    @Test
    void presence_tellsWhoIsThere() {
        assertAnswer(200, "{'id':'pia','status':'offline','connections':0}", backEnd.get("/users/pia/presence"));
        try (JdkSocket page = JdkSocket.plain(server.address("pia"))) {
            page.awaitRegistered();
            awaitPresence("{'id':'pia','status':'online','connections':1}");
            page.send(Lines.status("hide"));
            awaitPresence("{'id':'pia','status':'hide','connections':1}");
        }
        awaitPresence("{'id':'pia','status':'offline','connections':0}");
    }

    @Test
    void kick_endsAllConnectionsForGood() {
        try (JdkSocket phone = JdkSocket.plain(server.address("kim"));
                JdkSocket desk = JdkSocket.v1(server.address("kim"));
                JdkSocket other = JdkSocket.v1(server.address("leo"))) {
            phone.awaitRegistered();
            desk.awaitRegistered();
            other.awaitRegistered();
            assertAnswer(200, "{'connections':2}", backEnd.delete("/users/kim/connections?reason=account%20closed"));
            assertEquals(new ClientSocket.End(4503, "account closed"), phone.awaitEnd());
            assertEquals(new ClientSocket.End(4503, "account closed"), desk.awaitEnd());
            other.awaitRegistered();
        }
        assertAnswer(200, "{'connections':0}", backEnd.delete("/users/kim/connections"));
        assertProblem(
                400,
                "bad-request",
                "'reason' of 126 bytes in UTF-8, at most 123.",
                backEnd.delete("/users/kim/connections?reason=" + "%E4%B8%AD".repeat(42)));
        assertProblem(
                400,
                "bad-request",
                "'revoke' must be true or false.",
                backEnd.delete("/users/kim/connections?revoke=yes"));
        assertProblem(
                400,
                "bad-request",
                "'revoke' takes tokens back, and there are none: lifeline.auth is not jwt.",
                backEnd.delete("/users/kim/connections?revoke=true"));
    }

    @Test
    void messageBox_holdsWhatWasPushedAsMsgbox() {
        String asks = "'message':{'type':'msgbox','content':'asks','from':'u1','remark':'please','href':null}}";
        backEnd.push("{'to':{'users':['mia']}," + asks);
        try (JdkSocket page = JdkSocket.plain(server.address("mia"))) {
            assertTrue(page.nextWith("msgbox").contains("\"remark\":\"please\""));
            backEnd.push("{'to':{'users':['mia']},'message':{'type':'msgbox','content':'live'}}");
            page.nextWith("live");
        }
        HttpResponse<String> answer = Http.get(server.http() + "/api/v1/layim/msgbox?user=mia");
        assertEquals(200, answer.statusCode(), answer::body);
        assertEquals(
                ("{'code':0,'msg':'','data':["
                                + "{'id':2,'content':'live','uid':'mia','from':null,'from_group':null,'type':1,"
                                + "'remark':null,'href':null,'read':?,'time':?,'user':{'id':null}},"
                                + "{'id':1,'content':'asks','uid':'mia','from':'u1','from_group':null,'type':1,"
                                + "'remark':'please','href':null,'read':?,'time':?,'user':{'username':'林小雨','id':'u1',"
                                + "'avatar':'/lifeline/avatars/u1.svg','sign':'雨后初晴'}}],'pages':1}")
                        .replace('\'', '"'),
                answer.body().replaceAll("\"(read|time)\":\\d+", "\"$1\":?"));
    }

    private static void awaitPresence(String expected) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertAnswer(200, expected, backEnd.get("/users/pia/presence")));
    }

    private static String batch(int pushes) {
        return IntStream.range(0, pushes)
                .mapToObj(n -> "{'to':{'users':['bulk']},'message':{'type':'t','n':" + n + "}}")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(body.replace('\'', '"'), answer.body());
    }
}
