package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeGateTest {

    private static final Map<String, String> HANDSHAKE = Map.of(
            "Host", "chat.example.com",
            "Upgrade", "websocket",
            "Connection", "Upgrade",
            "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");

    private boolean stopping;
    private final HandshakeGate demo = gate(Authenticator.demo(), "https://Partner.example");
    private final HandshakeGate closed = gate(Authenticator.closed());

    @Test
    void goodHandshake_isAdmittedAsItsUser() {
        Verdict.Admitted admitted = assertInstanceOf(
                Verdict.Admitted.class, judge(demo, request("u1", "Origin", "http://chat.example.com")));
        assertEquals(new UserId("u1"), admitted.handshake().user());
    }

    @Test
    void withoutALogin_everyHandshakeIsRefusedAndToldWhatToSet() {
        Verdict.Refused refused = refused(judge(closed, request("u1")));
        assertEquals(Problem.LOGIN_NOT_CONFIGURED, refused.problem());
        assertTrue(
                refused.detail().contains("lifeline.auth") && refused.detail().contains("LIFELINE_AUTH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "a/b", "a b", "\u0000", "😀"})
    void oddUsers_areRefusedFirst(String user) {
        assertEquals(Problem.BAD_USER_ID, refused(judge(closed, request(user))).problem());
    }

    @ParameterizedTest
    @CsvSource({
        "http://chat.example.com, chat.example.com, true",
        "http://chat.example.com, CHAT.example.com:80, true",
        "https://chat.example.com, chat.example.com:443, true",
        "https://chat.example.com, chat.example.com, true",
        "http://chat.example.com:8080, chat.example.com:8080, true",
        "https://partner.example, chat.example.com, true",
        "http://chat.example.com:8080, chat.example.com, false",
        "http://chat.example.com, chat.example.com:8080, false",
        "http://evil.example, chat.example.com, false",
        "http://chat.example.com.evil.example, chat.example.com, false",
        "http://evilchat.example.com, chat.example.com, false",
        "http://partner.example, chat.example.com, false",
        "https://partner.example.evil, chat.example.com, false",
        "null, chat.example.com, false",
        "chat.example.com, chat.example.com, false",
        "http://chat.example.com, lifeline, false",
        "x://chat.example.com, chat.example.com, false",
        "://chat.example.com, chat.example.com, false"
    })
    void origin_mustBeTheHostOrListed(String origin, String host, boolean admitted) {
        Verdict verdict = judge(demo, request("u1", "Origin", origin, "Host", host));
        if (admitted) {
            assertInstanceOf(Verdict.Admitted.class, verdict);
        } else {
            assertEquals(Problem.FOREIGN_ORIGIN, refused(verdict).problem());
        }
    }

    /** A foreign page must not learn whether its visitor's cookie would do. */
    @Test
    void foreignOrigin_isRefusedBeforeTheLogin() {
        Verdict verdict = judge(closed, request("u1", "Origin", "http://evil.example"));
        assertEquals(Problem.FOREIGN_ORIGIN, refused(verdict).problem());
    }

    @Test
    void foreignOrigin_namesTheNginxLine() {
        Verdict.Refused refused = refused(judge(demo, request("u1", "Origin", "http://a.example", "Host", "lifeline")));
        assertTrue(refused.detail().contains("proxy_set_header Host $http_host"), refused.detail());
    }

    @Test
    void plainGet_getsTheSameVerdictWithoutAnOriginHeader() {
        assertEquals(
                Problem.FOREIGN_ORIGIN,
                refused(judge(demo, plain("Host", "lifeline", "Referer", "http://chat.example.com/page?x=1")))
                        .problem());
        assertEquals(
                Problem.UPGRADE_REQUIRED,
                refused(judge(demo, plain("Host", "chat.example.com", "Referer", "http://chat.example.com")))
                        .problem());
    }

    @Test
    void handshakeThatLostItsUpgrade_namesTheNginxLines() {
        Verdict.Refused refused =
                refused(judge(demo, plain("Host", "x", "Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==")));
        assertEquals(Problem.UPGRADE_REQUIRED, refused.problem());
        assertTrue(refused.detail().contains("proxy_set_header Upgrade $http_upgrade"), refused.detail());
    }

    @Test
    void plainGetThroughAProxyThatShowsNoUpgrade_namesTheNginxLines() {
        Verdict.Refused refused = refused(judge(demo, plain("X-Forwarded-For", "10.0.0.1", "Connection", "close")));
        assertEquals(Problem.UPGRADE_REQUIRED, refused.problem());
        assertTrue(refused.detail().contains("came through a proxy"), refused.detail());
        assertTrue(refused.detail().contains("proxy_set_header Upgrade $http_upgrade"), refused.detail());
        Verdict.Refused fine = refused(judge(demo, plain("X-Forwarded-For", "10.0.0.1", "Connection", "upgrade")));
        assertTrue(fine.detail().contains("answered as it should be"), fine.detail());
    }

    @Test
    void tokensOnSeveralLines_countAsOneList() {
        assertInstanceOf(Verdict.Admitted.class, judge(demo, request("u1", "Connection", "keep-alive\nUpgrade")));
        assertInstanceOf(Verdict.Admitted.class, judge(demo, request("u1", "Upgrade", "h2c\nwebsocket, x")));
    }

    @Test
    void handshakeThatLostItsConnectionLine_isToldSo() {
        Verdict.Refused refused = refused(judge(demo, request("u1", "Connection", "close")));
        assertEquals(Problem.UPGRADE_REQUIRED, refused.problem());
        assertTrue(refused.detail().contains("without its Connection line"), refused.detail());
    }

    @Test
    void stoppingServer_takesNobody() {
        stopping = true;
        assertEquals(Problem.STOPPING, refused(judge(demo, request("u1"))).problem());
    }

    @Test
    void otherMethods_areRefused() {
        HandshakeRequest post = new HandshakeRequest("u1", "POST", name -> List.of(), name -> null);
        assertEquals(Problem.METHOD_NOT_ALLOWED, refused(judge(demo, post)).problem());
    }

    private HandshakeGate gate(Authenticator login, String... origins) {
        AdmissionRules rules = new AdmissionRules(10, 10, 10, 10, 10);
        LimitCounts counts = new LimitCounts();
        return new HandshakeGate(
                login,
                new OriginPolicy(List.of(origins)),
                () -> stopping,
                new Admission(rules, new Occupancy(rules, counts), counts, new ManualTicker(), new Random(1)));
    }

    private static Verdict judge(HandshakeGate gate, HandshakeRequest request) {
        return gate.judge(request, Caller.UNCOUNTED);
    }

    private static HandshakeRequest request(String user, String... headers) {
        return request(user, HANDSHAKE, headers);
    }

    private static HandshakeRequest plain(String... headers) {
        return request("u1", Map.of(), headers);
    }

    private static HandshakeRequest request(String user, Map<String, String> basis, String... headers) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(basis);
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return new HandshakeRequest(
                user,
                "GET",
                name -> all.containsKey(name) ? List.of(all.get(name).split("\n", -1)) : List.of(),
                name -> all.get("?" + name));
    }

    private static Verdict.Refused refused(Verdict verdict) {
        return assertInstanceOf(Verdict.Refused.class, verdict);
    }
}
