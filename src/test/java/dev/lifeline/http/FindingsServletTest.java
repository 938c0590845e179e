package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.core.path.Cause;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.Hop;
import dev.lifeline.core.path.Hops;
import dev.lifeline.rig.OpenApi;
import dev.lifeline.security.PushKeys;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The list of findings as JSON. */
class FindingsServletTest {

    private static final CutFinding FINDING = new CutFinding(
            "f1",
            Cause.IDLE_LIMIT,
            "10.0.0.7",
            Duration.ofMillis(89_998),
            Duration.ofMillis(90_003),
            Duration.ofMillis(90_011),
            12,
            7,
            false,
            Duration.ofHours(2),
            Duration.ofMinutes(1),
            Hops.shipped().like(Hop.Kind.IDLE, Duration.ofSeconds(300)).subList(1, 2));

    @Test
    void finding_isToldWhole() throws Exception {
        JsonObject json = answer(Locale.ENGLISH).get(0).getAsJsonObject();
        assertEquals("f1", json.get("id").getAsString());
        assertEquals("idle-limit", json.get("cause").getAsString());
        assertEquals("10.0.0.7", json.get("proxy").getAsString());
        assertEquals(
                List.of(89_998, 90_003, 90_011, 12, 7),
                List.of("least", "typical", "most", "count", "users").stream()
                        .map(name -> json.get(name).getAsInt())
                        .toList());
        assertEquals(false, json.get("oneUserOnly").getAsBoolean());
        assertEquals(
                Duration.ofMinutes(119).toMillis(),
                json.get("last").getAsLong() - json.get("first").getAsLong());
        assertTrue(json.get("last").getAsLong() > 1_700_000_000_000L);
        JsonObject hop = json.getAsJsonArray("hops").get(0).getAsJsonObject();
        assertEquals("Huawei ELB", hop.get("name").getAsString());
        assertEquals("idle timeout of the listener", hop.get("setting").getAsString());
        assertTrue(json.get("what").getAsString().startsWith("Huawei ELB cuts connections after 90 quiet seconds"));
        assertEquals(2, json.getAsJsonArray("fix").size());
    }

    @Test
    void language_isTheReaders() throws Exception {
        JsonObject json = answer(Locale.CHINA).get(0).getAsJsonObject();
        assertTrue(json.get("what").getAsString().contains("安静 90 秒"));
        assertEquals(
                "监听器的空闲超时时间",
                json.getAsJsonArray("hops")
                        .get(0)
                        .getAsJsonObject()
                        .get("setting")
                        .getAsString());
    }

    @Test
    void fields_areThoseOfTheDescription() throws Exception {
        assertEquals(
                new TreeSet<>((List<?>) OpenApi.read().at("components", "schemas", "CutFinding", "required")),
                new TreeSet<>(answer(Locale.ENGLISH).get(0).getAsJsonObject().keySet()));
    }

    private static JsonArray answer(Locale locale) throws Exception {
        Services services = new Services(
                null,
                null,
                null,
                null,
                null,
                new PushKeys(List.of("key")),
                null,
                null,
                null,
                Optional.empty(),
                null,
                null,
                null,
                null,
                () -> List.of(FINDING),
                null,
                null,
                Duration.ofSeconds(10),
                null,
                Optional.empty(),
                null,
                null);
        FakeExchange exchange = new FakeExchange("GET", null);
        exchange.locale = locale;
        exchange.serve(new FindingsServlet(), services);
        assertEquals(200, exchange.status, exchange::text);
        return JsonParser.parseString(exchange.text()).getAsJsonObject().getAsJsonArray("findings");
    }
}
