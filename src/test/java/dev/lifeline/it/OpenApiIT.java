package dev.lifeline.it;

import static dev.lifeline.rig.BackEnd.assertProblem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.rig.Client;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.DeployedWar;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.OpenApi;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What openapi.yaml describes is there; and what pages ask for. */
class OpenApiIT extends DeployedWar {

    @Test
    void description_isServed() {
        HttpResponse<String> answer = Http.get(http("/openapi.yaml"));
        assertEquals(200, answer.statusCode());
        assertEquals(
                "application/yaml",
                answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", ""));
        assertEquals(OpenApi.read().operations(), OpenApi.parse(answer.body()).operations());
    }

    @Test
    void everyAddress_answers() {
        OpenApi.read().operations().forEach((operation, parameters) -> {
            String method = operation.substring(0, operation.indexOf(' '));
            String path = operation.substring(operation.indexOf(' ') + 1);
            StringBuilder query = new StringBuilder("?");
            for (Map<?, ?> parameter : OpenApi.read().resolved(parameters)) {
                String name = String.valueOf(parameter.get("name"));
                path = path.replace("{" + name + "}", String.valueOf(parameter.get("example")));
                if ("query".equals(parameter.get("in")) && parameter.get("example") != null) {
                    query.append(name)
                            .append('=')
                            .append(String.valueOf(parameter.get("example")).replace(' ', '+'));
                    query.append('&');
                }
            }
            if (path.equals("/setup")) {
                // Only on a server that nobody configured.
                assertEquals(404, Http.send(method, http(path), "").statusCode());
                return;
            }
            boolean forAll = path.startsWith("/api/v1/layim/") || path.equals("/health");
            HttpResponse<String> keyless = Http.send(method, http(path + query), "");
            assertEquals(forAll ? 200 : 401, keyless.statusCode(), () -> operation + ": " + keyless.body());
            HttpResponse<String> answer =
                    Http.send(method, http(path + query), "", "Authorization", "Bearer " + LifelineServer.PUSH_KEY);
            assertFalse(
                    List.of(401, 403, 404, 405, 500).contains(answer.statusCode()),
                    () -> operation + ": " + answer.body());
        });
    }

    @Test
    void history_hasWhatWasSaidNewestFirst() {
        ClientSocket lin = plain(Client.JDK, "h1");
        ClientSocket anna = plain(Client.JDK, "h2");
        for (int n = 1; n <= 5; n++) {
            lin.send(Lines.toFriend("h2", "line " + n, "h-" + n));
            anna.nextWith("line " + n);
        }
        JsonArray newest = rows("/api/v1/layim/history?user=h2&id=h1&type=friend&limit=2");
        assertEquals(List.of("line 5", "line 4"), contents(newest));
        JsonObject row = newest.get(0).getAsJsonObject();
        assertEquals("h1", row.get("id").getAsString());
        assertEquals("h1", row.get("username").getAsString());
        assertEquals("h-5", row.get("cid").getAsString());
        assertTrue(Math.abs(System.currentTimeMillis() - row.get("timestamp").getAsLong()) < 60_000);
        String before = newest.get(1).getAsJsonObject().get("logid").getAsString();
        assertEquals(
                List.of("line 3", "line 2", "line 1"),
                contents(rows("/api/v1/layim/history?user=h1&id=h2&type=friend&before=" + before)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "history?user=u3&id=g2&type=group|404|not-found|u3 is in no group with that to.id.",
                "history?user=u3&id=u3&type=friend|404|not-found|u3 is not a friend of u3.",
                "history?user=u3&id=a%20b&type=friend|404|not-found|the receiver's id is not a valid user id.",
                "history?user=u3&id=u1|400|bad-request|'type' must be friend or group.",
                "history?user=u3&id=u1&type=friend&limit=201|400|bad-request|'limit' must be a whole number from 1 to 200.",
                "history?user=u3&id=u1&type=friend&limit=x|400|bad-request|'limit' must be a whole number from 1 to 200.",
                "history?user=u3&id=u1&type=friend&before=0|400|bad-request|'before' must be a whole number from 1 on.",
                "msgbox?user=u3&page=0|400|bad-request|'page' must be a whole number from 1 to 2147483647.",
                "msgbox?user=a%20b|400|bad-user-id|user id: U+0020 is not allowed; letters, digits, combining marks and _ . @ : - are.",
                "init|400|bad-user-id|user id: 0 code points, must be 1 to 64.",
                "other?user=u3|404|not-found|The API has no such address; openapi.yaml lists all.",
            })
    void wrongQuestion_isToldInWords(String query, int status, String slug, String detail) {
        assertProblem(status, slug, detail, Http.get(http("/api/v1/layim/" + query)));
    }

    private JsonArray rows(String path) {
        HttpResponse<String> answer = Http.get(http(path));
        assertEquals(200, answer.statusCode(), answer::body);
        JsonObject envelope = Lines.json(answer.body());
        assertEquals(0, envelope.get("code").getAsInt());
        assertEquals("", envelope.get("msg").getAsString());
        return envelope.getAsJsonArray("data");
    }

    private static List<String> contents(JsonArray rows) {
        return rows.asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(row -> row.get("content").getAsString())
                .toList();
    }
}
