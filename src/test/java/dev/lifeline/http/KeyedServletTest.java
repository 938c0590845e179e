package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.directory.DemoDirectory;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.rig.OpenApi;
import dev.lifeline.security.AdmissionRules;
import dev.lifeline.security.ClientAddresses;
import dev.lifeline.security.KeyAttempts;
import dev.lifeline.security.Occupancy;
import dev.lifeline.security.PushKeys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings that no other test starts a server with. */
class KeyedServletTest {

    private static final AdmissionRules RULES = new AdmissionRules(1, 1, 1, 1, 3);

    private final LimitCounts counts = new LimitCounts();

    @Test
    void withoutAKey_nothingIsAnswered() throws Exception {
        List<KeyedServlet> servlets = List.of(
                new PushServlet(),
                new UsersServlet(),
                new GroupsServlet(),
                new DoctorServlet(),
                new FindingsServlet(),
                new LimitsServlet());
        for (KeyedServlet servlet : servlets) {
            for (Route route : servlet.routes()) {
                FakeExchange exchange =
                        new FakeExchange(route.method(), route.path()).serve(servlet, services(List.of()));
                assertEquals(403, exchange.status);
                assertTrue(exchange.text().contains("push-key-not-configured"), exchange::text);
                assertTrue(exchange.text().contains("Set lifeline.push-key"), exchange::text);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /u1",
        "PUT, /u1/friends/u2",
        "DELETE, /u1/friends/u2",
    })
    void usersOfTheApplicationsOwnDirectory_areNotChangedHere(String method, String path) throws Exception {
        assertNotEditable(new FakeExchange(method, path).serve(new UsersServlet(), services(List.of("key"))));
    }

    @ParameterizedTest
    @CsvSource({
        "DELETE, /g1",
        "PUT, /g1/members/u2",
        "DELETE, /g1/members/u2",
    })
    void groupsOfTheApplicationsOwnDirectory_areNotChangedHere(String method, String path) throws Exception {
        assertNotEditable(new FakeExchange(method, path).serve(new GroupsServlet(), services(List.of("key"))));
    }

    @Test
    void applicationsOwnDirectory_canBeRead() throws Exception {
        FakeExchange user = new FakeExchange("GET", "/u2").serve(new UsersServlet(), services(List.of("key")));
        assertTrue(user.status == 200 && user.text().contains("Anna Keller"), user::text);
        FakeExchange group = new FakeExchange("GET", "/g2").serve(new GroupsServlet(), services(List.of("key")));
        assertTrue(group.status == 200 && group.text().contains("\"members\":[\"u1\""), group::text);
    }

    @Test
    void wrongKeys_areTooManyAtLast_andTheRightOneIsLetIn() throws Exception {
        Services services = services(List.of("key"));
        for (int i = 0; i < 3; i++) {
            assertEquals(401, ask(services, "192.0.2.1", "Bearer wrong").status);
        }
        FakeExchange refused = ask(services, "192.0.2.1", "Bearer wrong");
        assertEquals(429, refused.status);
        assertEquals("20", refused.headers.get("Retry-After"));
        assertTrue(refused.text().contains("urn:lifeline:problem:too-many-attempts"), refused::text);
        assertTrue(refused.text().contains("at most 3 wrong keys a minute"), refused::text);
        assertTrue(refused.text().contains("lifeline.key-attempts"), refused::text);
        assertEquals(200, ask(services, "192.0.2.1", "Bearer key").status);
        assertEquals(401, ask(services, "192.0.2.1", null).status, "none is not a wrong one");
        assertEquals(401, ask(services, "192.0.2.2", "Bearer wrong").status, "from elsewhere");
    }

    private static FakeExchange ask(Services services, String remote, String authorization) throws Exception {
        FakeExchange exchange = new FakeExchange("GET", null);
        exchange.remote = remote;
        exchange.authorization = authorization;
        return exchange.serve(new LimitsServlet(), services);
    }

    @Test
    void limits_areAllToldWithTheirSettings() throws Exception {
        counts.met(Limit.SEND_TIME);
        JsonArray limits = JsonParser.parseString(
                        ask(services(List.of("key")), "192.0.2.1", "Bearer key").text())
                .getAsJsonObject()
                .getAsJsonArray("limits");
        List<String> expected = Arrays.stream(Limit.values()).map(Limit::slug).toList();
        assertEquals(
                expected,
                limits.asList().stream()
                        .map(limit -> limit.getAsJsonObject().get("limit").getAsString())
                        .toList());
        JsonObject first = limits.get(0).getAsJsonObject();
        assertEquals(
                JsonParser.parseString("{'limit':'connections','setting':'lifeline.connections.max',"
                        + "'value':'v-connections','met':0,'now':0}"),
                first);
        JsonObject met = limits.get(expected.indexOf(Limit.SEND_TIME.slug())).getAsJsonObject();
        assertEquals(1, met.get("met").getAsInt(), met::toString);
        Map<?, ?> described = (Map<?, ?>) OpenApi.read().at("components", "schemas", "LimitNow", "properties");
        assertEquals(described.keySet(), first.keySet());
    }

    @Test
    void routeThatIsNotTaken_tellsWhichAre() throws Exception {
        FakeExchange exchange =
                new FakeExchange("POST", "/u2/friends/u1").serve(new UsersServlet(), services(List.of("key")));
        assertEquals(405, exchange.status);
        List<String> allowed =
                new ArrayList<>(List.of(exchange.headers.get("Allow").split(", ")));
        assertEquals(List.of("PUT", "DELETE"), allowed);
    }

    private static void assertNotEditable(FakeExchange exchange) {
        assertEquals(409, exchange.status, exchange::text);
        assertTrue(exchange.text().contains("directory-not-editable"), exchange::text);
        assertTrue(exchange.text().contains("lifeline.directory"), exchange::text);
    }

    private Services services(List<String> keys) {
        return new Services(
                null,
                null,
                new ClientAddresses(List.of()),
                null,
                null,
                null,
                false,
                new PushKeys(keys),
                new KeyAttempts(RULES, counts, new ManualTicker()),
                new Services.Limits(limit -> "v-" + limit.slug(), counts, new Occupancy(RULES, counts)),
                new DemoDirectory("/a/"),
                Optional.empty(),
                null,
                null,
                null,
                null,
                List::of,
                null,
                null,
                Duration.ofSeconds(10),
                null,
                Optional.empty(),
                null,
                null);
    }
}
