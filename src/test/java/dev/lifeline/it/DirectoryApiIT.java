package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.RawHttp;
import dev.lifeline.rig.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A back end keeps users, friends and groups. */
class DirectoryApiIT {

    private static final String PICTURE = "/lifeline/avatars/guest.svg";

    @TempDir
    private static Path folder;

    private static LifelineServer server;
    private static BackEnd backEnd;

    @BeforeAll
    static void start() {
        server = LifelineServer.start(folder, List.of(), settings("lifeline.group.max-members=4"));
        backEnd = new BackEnd(server.http());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** With a login: a server that nobody configured has the demo's people. */
    private static String[] settings(String... more) {
        return Stream.concat(Stream.of(Tokens.settings()), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void user_isAddedReplacedAndForgotten() {
        assertProblem(404, "not-found", "The directory knows no user ren\u00e9.", backEnd.get("/users/ren%C3%A9"));
        assertAnswer(
                201,
                "{'id':'ren\u00e9','name':'Ren\u00e9','avatar':'" + PICTURE + "','sign':''}",
                backEnd.put("/users/rene%CC%81", "{\"name\":\"Ren\u00e9\"}"));
        String second = "{'id':'ren\u00e9','name':'R. D.','avatar':'https://example.com/r.png','sign':'je pense'}";
        assertAnswer(
                200,
                second,
                backEnd.put(
                        "/users/ren%C3%A9",
                        "{\"name\":\"R. D.\",\"avatar\":\"https://example.com/r.png\",\"sign\":\"je pense\"}"));
        assertAnswer(200, second, backEnd.get("/users/ren%C3%A9"));
        assertAnswer(204, "", backEnd.delete("/users/ren%C3%A9"));
        assertAnswer(204, "", backEnd.delete("/users/ren%C3%A9"));
        assertEquals(404, backEnd.get("/users/ren%C3%A9").statusCode());
    }

    @Test
    void friends_areMadeAndParted() {
        add("f1", "f2");
        assertAnswer(204, "", backEnd.put("/users/f1/friends/f2", ""));
        assertAnswer(200, "{'friends':[" + person("f1") + "]}", backEnd.get("/users/f2/friends"));
        assertAnswer(204, "", backEnd.delete("/users/f2/friends/f1"));
        assertAnswer(204, "", backEnd.delete("/users/f2/friends/f1"));
        assertAnswer(200, "{'friends':[]}", backEnd.get("/users/f1/friends"));
        assertProblem(
                400,
                "bad-request",
                "person f1 cannot be a friend of himself.",
                backEnd.put("/users/f1/friends/f1", ""));
        assertProblem(404, "not-found", "The directory knows no user f9.", backEnd.put("/users/f1/friends/f9", ""));
        assertProblem(404, "not-found", "The directory knows no user f9.", backEnd.get("/users/f9/friends"));
    }

    @Test
    void group_isAddedReplacedAndForgotten() {
        add("o1", "o2", "o3", "o4", "o5");
        assertAnswer(
                201,
                "{'id':'team','name':'Team','avatar':'" + PICTURE + "','owner':'o1','members':['o1']}",
                backEnd.put("/groups/team", "{\"name\":\"Team\",\"owner\":\"o1\"}"));
        assertAnswer(
                200,
                "{'id':'team','name':'Crew','avatar':'/c.svg','owner':'o2','members':['o2','o1']}",
                backEnd.put(
                        "/groups/team",
                        "{\"name\":\"Crew\",\"avatar\":\"/c.svg\",\"owner\":\"o2\",\"members\":[\"o1\",\"o2\"]}"));
        assertAnswer(204, "", backEnd.put("/groups/team/members/o3", ""));
        assertAnswer(204, "", backEnd.put("/groups/team/members/o4", ""));
        assertProblem(
                400,
                "bad-request",
                "group team: 5 members, at most 4 (lifeline.group.max-members).",
                backEnd.put("/groups/team/members/o5", ""));
        assertAnswer(204, "", backEnd.delete("/groups/team/members/o1"));
        assertAnswer(204, "", backEnd.delete("/groups/team/members/o1"));
        assertAnswer(
                200,
                "{'id':'team','name':'Crew','avatar':'/c.svg','owner':'o2','members':['o2','o3','o4']}",
                backEnd.get("/groups/team"));
        assertProblem(
                400,
                "bad-request",
                "group team: o2 is its owner and cannot leave it.",
                backEnd.delete("/groups/team/members/o2"));
        assertProblem(404, "not-found", "The directory knows no user o9.", backEnd.put("/groups/team/members/o9", ""));
        assertProblem(
                404, "not-found", "The directory knows no group none.", backEnd.put("/groups/none/members/o1", ""));
        assertProblem(
                404, "not-found", "The directory knows no group none.", backEnd.delete("/groups/none/members/o1"));
        HttpResponse<String> pushed = backEnd.push("{'to':{'groups':['team']},'message':{'type':'t'},'ttl':0}");
        assertAnswer(
                202,
                "{'users':{'o2':'offline','o3':'offline','o4':'offline'},'connections':0,'repeated':false}",
                pushed);
        assertAnswer(204, "", backEnd.delete("/groups/team"));
        assertEquals(404, backEnd.get("/groups/team").statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/users/x|[]|The body is not an object.",
                "/users/x|{}|'name' is missing: it must be a string of 1 to 64 characters.",
                "/users/x|{'name':7}|'name' must be a string of 1 to 64 characters.",
                "/users/x|{'name':''}|'name' of 0 characters, must be 1 to 64.",
                "/users/x|{'name':' '}|'name' is blank.",
                "/users/x|{'name':'a\\nb'}|'name' holds a control character, such as a line end.",
                "/users/x|{'name':'a','mail':'b'}|'mail' is no field of a user: name, avatar, sign are.",
                "/users/x|{'name':'a','avatar':'javascript:alert(1)'}|'avatar' must be a relative or an http(s) address.",
                "/users/x|{'name':'a','avatar':'data:image/png;base64,AA'}|'avatar' must be a relative or an http(s) address.",
                "/users/x|{'name':'a','sign':null}|'sign' must be a string of 0 to 256 characters.",
                "/groups/x|{'name':'a'}|'owner' must name users by their ids, which are strings.",
                "/groups/x|{'name':'a','owner':'a b'}|'owner': user id: U+0020 is not allowed; letters, digits, combining marks and _ . @ : - are.",
                "/groups/x|{'name':'a','owner':'nobody'}|group x: there is no person nobody.",
                "/groups/x|{'name':'a','owner':'nobody','members':'b'}|'members' is no array.",
                "/groups/x|{'name':'a','owner':'nobody','members':[1]}|'members' must name users by their ids, which are strings.",
            })
    void wrongBody_isToldInWords(String path, String body, String detail) {
        assertProblem(400, "bad-request", detail, backEnd.put(path, body.replace('\'', '"')));
    }

    @Test
    void lengths_areBounded() {
        String name = "中".repeat(64);
        String sign = "中".repeat(256);
        assertEquals(
                201,
                backEnd.put("/users/long", "{\"name\":\"" + name + "\",\"sign\":\"" + sign + "\"}")
                        .statusCode());
        assertProblem(
                400,
                "bad-request",
                "'name' of 65 characters, must be 1 to 64.",
                backEnd.put("/users/long", "{\"name\":\"" + name + "x\"}"));
        assertProblem(
                400,
                "bad-request",
                "'sign' of 257 characters, must be 0 to 256.",
                backEnd.put("/users/long", "{\"name\":\"x\",\"sign\":\"" + sign + "x\"}"));
        assertProblem(
                400,
                "bad-request",
                "'avatar' of 1025 characters, must be 0 to 1024.",
                backEnd.put("/users/long", "{\"name\":\"x\",\"avatar\":\"/" + "a".repeat(1_024) + "\"}"));
    }

    /** What Tomcat itself refuses has no problem in its body. */
    @ParameterizedTest
    @CsvSource({
        "users/, bad-user-id",
        "users/%20, bad-user-id",
        "users/u%0A1, bad-user-id",
        "users/%3Cscript%3E/presence, bad-user-id",
        "users/a/friends/%E2%80%AE, bad-user-id",
        "groups/%20, bad-request",
        "groups/%F0%9F%98%80, bad-request",
        "users/a%2Fb, ''",
        "users/%00, ''",
        "users/%zz, ''",
        "groups/a%5Cb, ''",
    })
    void hostileIds_are400(String path, String slug) {
        boolean friend = path.contains("/friends/");
        int status;
        String text;
        if (friend) {
            HttpResponse<String> answer = backEnd.delete("/" + path);
            status = answer.statusCode();
            text = answer.body();
        } else {
            RawHttp.Answer answer =
                    RawHttp.get(server.port(), "/api/v1/" + path, "Authorization: Bearer " + LifelineServer.PUSH_KEY);
            status = answer.status();
            text = answer.text();
        }
        assertEquals(400, status, text);
        assertTrue(text.contains(slug), text);
    }

    @ParameterizedTest
    @CsvSource({"/users", "/users/a/", "/users/a/b", "/users/a/friends/b/c", "/groups", "/groups/a/members"})
    void otherAddresses_areNone(String path) {
        assertProblem(404, "not-found", "The API has no such address; openapi.yaml lists all.", backEnd.get(path));
    }

    @Test
    void everythingKept_outlivesAKill(@TempDir Path home) {
        try (LifelineServer first = LifelineServer.start(home, List.of(), settings())) {
            BackEnd before = new BackEnd(first.http());
            before.put("/users/k1", "{\"name\":\"One\"}");
            before.put("/users/k2", "{\"name\":\"Two\"}");
            before.put("/users/k3", "{\"name\":\"Three\"}");
            before.put("/users/k1/friends/k2", "");
            before.put("/groups/kg", "{\"name\":\"Group\",\"owner\":\"k1\"}");
            before.put("/groups/kg/members/k3", "");
            before.delete("/users/k2");
            before.put("/users/k2", "{\"name\":\"Two again\"}");
            assertAnswer(204, "", before.put("/users/k3/friends/k1", ""));
            first.process().signal("KILL");
        }
        try (LifelineServer second = LifelineServer.start(home, List.of(), settings())) {
            BackEnd after = new BackEnd(second.http());
            assertAnswer(
                    200,
                    "{'friends':[{'id':'k3','name':'Three','avatar':'" + PICTURE + "','sign':''}]}",
                    after.get("/users/k1/friends"));
            assertAnswer(200, "{'friends':[]}", after.get("/users/k2/friends"));
            assertAnswer(
                    200,
                    "{'id':'kg','name':'Group','avatar':'" + PICTURE + "','owner':'k1','members':['k1','k3']}",
                    after.get("/groups/kg"));
        }
    }

    private static void add(String... ids) {
        for (String id : ids) {
            backEnd.put("/users/" + id, "{\"name\":\"" + id + "\"}");
        }
    }

    private static String person(String id) {
        return "{'id':'" + id + "','name':'" + id + "','avatar':'" + PICTURE + "','sign':''}";
    }

    private static void assertAnswer(int status, String body, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        assertEquals(body.replace('\'', '"'), answer.body());
    }
}
