package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.lifeline.core.ManualTicker;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A logout and an expiry, told apart. A session lasts 30 minutes here. */
class LogoutWatchTest {

    private static final Duration LASTS = Duration.ofMinutes(30);

    private final List<String> loggedOut = new ArrayList<>();
    private final ManualTicker ticker = new ManualTicker();
    private Instant wall = Instant.ofEpochSecond(1_700_000_000);
    private final LogoutWatch watch =
            new LogoutWatch((user, session) -> loggedOut.add(user.value()), () -> wall, ticker);

    private final Map<String, Object> attributes = new HashMap<>();
    private Instant lastAccessed = wall;
    private int lasts = (int) LASTS.toSeconds();
    private boolean valid = true;
    private String user = "ann";
    private boolean hasSession = true;

    private final HttpSession session = FakeExchange.fake(HttpSession.class, (name, arguments) -> {
        if (!valid && !name.equals("getMaxInactiveInterval")) {
            throw new IllegalStateException("the session has ended");
        }
        return switch (name) {
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> attributes.remove((String) arguments[0]);
            case "getMaxInactiveInterval" -> lasts;
            case "getLastAccessedTime" -> lastAccessed.toEpochMilli();
            default -> throw new UnsupportedOperationException(name);
        };
    });

    private final HttpServletRequest request =
            FakeExchange.fake(HttpServletRequest.class, (name, arguments) -> switch (name) {
                case "getSession" -> hasSession ? session : null;
                case "getUserPrincipal" -> user == null ? null : (Principal) () -> user;
                default -> throw new UnsupportedOperationException(name);
            });

    private void request(FilterChain chain) throws Exception {
        HttpServletResponse response = FakeExchange.fake(HttpServletResponse.class, (name, arguments) -> null);
        watch.doFilter(request, response, chain);
    }

    private void destroyed() {
        watch.sessionDestroyed(new HttpSessionEvent(session));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        ticker.advance(time);
    }

    @Test
    void sessionOfAConnection_hasOneNameForItsUser() {
        String name = LogoutWatch.of(request).session();
        assertEquals(name, LogoutWatch.of(request).session());
        user = "bo";
        assertEquals(false, name.equals(LogoutWatch.of(request).session()), "another user, another login");
        hasSession = false;
        assertNull(LogoutWatch.of(request).session());
        user = null;
        assertNull(LogoutWatch.of(request));
    }

    @Test
    void nameThatIsNoUserId_namesNoSession() {
        user = "not an id";
        assertNull(LogoutWatch.of(request).session());
        destroyed();
        assertEquals(List.of(), loggedOut);
    }

    @Test
    void sessionThatEndedJustNow_isNoLogin() {
        valid = false;
        assertNull(LogoutWatch.of(request));
    }

    @Test
    void endOfASessionBeforeItsTime_isALogout() {
        LogoutWatch.of(request);
        pass(LASTS.minusMillis(1));
        destroyed();
        assertEquals(List.of("ann"), loggedOut);
    }

    @Test
    void endOfASessionThatNeverExpires_isALogout() {
        LogoutWatch.of(request);
        lasts = 0;
        pass(LASTS);
        destroyed();
        lasts = -1;
        destroyed();
        assertEquals(List.of("ann", "ann"), loggedOut);
    }

    @Test
    void expiry_isNone() {
        LogoutWatch.of(request);
        pass(LASTS);
        destroyed();
        assertEquals(List.of(), loggedOut);
    }

    @Test
    void endOfASessionWithoutConnections_isNobodysBusiness() {
        destroyed();
        assertEquals(List.of(), loggedOut);
    }

    /** Tomcat counts from the start of the request before: it may have lasted, and so the session. */
    @Test
    void logoutThatLooksLikeAnExpiry_isSeenByItsRequest() throws Exception {
        LogoutWatch.of(request);
        pass(LASTS.plusMinutes(1));
        request((in, out) -> {
            destroyed();
            valid = false;
        });
        assertEquals(List.of("ann"), loggedOut);
    }

    @Test
    void expiryUnderARequestThatTakesLonger_isNoLogout() throws Exception {
        LogoutWatch.of(request);
        request((in, out) -> {
            pass(LASTS);
            destroyed();
            valid = false;
        });
        assertEquals(List.of(), loggedOut);
    }

    @Test
    void logoutThatKeepsTheSession_isSeenByItsRequest() throws Exception {
        String before = LogoutWatch.of(request).session();
        request((in, out) -> user = null);
        assertEquals(List.of("ann"), loggedOut);
        user = "ann";
        assertEquals(false, before.equals(LogoutWatch.of(request).session()), "the next login is another one");
    }

    @Test
    void requestThatLogsNobodyOut_changesNothing() throws Exception {
        LogoutWatch.of(request);
        request((in, out) -> {});
        user = null;
        request((in, out) -> {});
        request((in, out) -> user = "ann");
        hasSession = false;
        request((in, out) -> user = null);
        assertEquals(List.of(), loggedOut);
    }

    /** An application's filter may give the principal, and this one sees none; a failed request still counts. */
    @Test
    void endOfTheSession_countsWhoeverGaveThePrincipalAndHoweverTheRequestEnds() {
        LogoutWatch.of(request);
        user = null;
        try {
            request((in, out) -> {
                valid = false;
                throw new IllegalArgumentException("failed");
            });
        } catch (Exception e) {
            assertEquals("failed", e.getMessage());
        }
        assertEquals(List.of("ann"), loggedOut);
    }
}
