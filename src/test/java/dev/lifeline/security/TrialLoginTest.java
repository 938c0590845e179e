package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.security.TrialLogin.Attempt;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrialLoginTest {

    private static final UserId LIN = new UserId("u1");
    private static final String OTHER = "0000-0000-0000-0000-0000-0000-0000-0000";

    private final SecureRandom random = new SecureRandom();
    private final ManualTicker ticker = new ManualTicker();
    private final String key = TrialLogin.newKey(random);
    private final TrialLogin login = new TrialLogin(key, random, ticker);

    @Test
    void newKey_has128BitsInGroupsOfFour() {
        assertTrue(key.matches("([0-9a-f]{4}-){7}[0-9a-f]{4}"), key);
        assertNotEquals(key, TrialLogin.newKey(random));
    }

    @Test
    void rightKey_letsInWhoeverBringsItsCookieAndNobodyElse() {
        String cookie = opened(login.enter(key));

        assertInstanceOf(Verdict.Admitted.class, asks(login.cookieName() + "=" + cookie));
        assertInstanceOf(Verdict.Admitted.class, asks("a=b; " + login.cookieName() + "=" + cookie + "; c=d"));
        assertRefused(null);
        assertRefused(login.cookieName() + "=");
        assertRefused(login.cookieName() + "=" + cookie.substring(1));
        assertRefused(login.cookieName() + "=" + key);
        assertRefused("x" + login.cookieName() + "=" + cookie);
        assertRefused("lifeline-trial=" + cookie);
        assertFalse(key.replace("-", "").contains(cookie), "the cookie is a secret of its own");
    }

    @Test
    void anyName_isTakenByTheBrowserThatOpened() {
        String cookie = login.cookieName() + "=" + opened(login.enter(key));
        Verdict verdict = login.authenticate(new UserId("somebody"), request(cookie));
        assertEquals(
                new UserId("somebody"), ((Verdict.Admitted) verdict).handshake().user());
    }

    @Test
    void beforeTheKey_nobodyIsLetIn() {
        assertRefused(null);
        assertRefused(login.cookieName() + "=" + key);
    }

    @Test
    void keyAsPeopleTypeIt_isTheKey() {
        opened(login.enter("  " + key.toUpperCase(Locale.ROOT).replace("-", " ") + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", OTHER, "\u0130\ud800"})
    void anythingElse_isWrong(String entered) {
        assertEquals(new Attempt.Wrong(), login.enter(entered));
    }

    @Test
    void usedKey_isAWrongOneAndChangesNothing() {
        String cookie = opened(login.enter(key));
        assertEquals(new Attempt.Wrong(), login.enter(key));
        assertInstanceOf(Verdict.Admitted.class, asks(login.cookieName() + "=" + cookie));
    }

    @Test
    void sixthWrongKeyOfAMinute_isToldToWait_andTheRightOneIsLetIn() {
        for (int i = 0; i < 5; i++) {
            assertEquals(new Attempt.Wrong(), login.enter(OTHER));
            ticker.advance(Duration.ofSeconds(10));
        }
        assertEquals(new Attempt.TooMany(Duration.ofSeconds(10)), login.enter(OTHER));
        ticker.advance(Duration.ofSeconds(10));
        assertEquals(new Attempt.Wrong(), login.enter(OTHER));
        assertInstanceOf(Attempt.TooMany.class, login.enter(OTHER));
        opened(login.enter(key));
    }

    @Test
    void wrongKeysAfterTheRightOne_leaveTheBrowserIn() {
        String cookie = opened(login.enter(key));
        for (int i = 0; i < 100; i++) {
            login.enter(OTHER);
        }
        assertInstanceOf(Verdict.Admitted.class, asks(login.cookieName() + "=" + cookie));
    }

    @Test
    void twoServers_haveCookiesOfTheirOwn() {
        TrialLogin neighbour = new TrialLogin(TrialLogin.newKey(random), random, ticker);
        assertNotEquals(login.cookieName(), neighbour.cookieName());
        assertTrue(login.cookieName().matches("lifeline-trial-[0-9a-f]{8}"), login::cookieName);
    }

    private void assertRefused(String cookie) {
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, asks(cookie));
        assertEquals(Problem.LOGIN_NOT_CONFIGURED, refused.problem());
        assertTrue(refused.detail().contains("setup key") && refused.detail().contains("LIFELINE_AUTH"));
    }

    private Verdict asks(String cookie) {
        return login.authenticate(LIN, request(cookie));
    }

    private static HandshakeRequest request(String cookie) {
        return new HandshakeRequest(
                LIN.value(),
                "GET",
                name -> name.equals("Cookie") && cookie != null ? List.of(cookie) : List.of(),
                name -> null);
    }

    private static String opened(Attempt attempt) {
        return assertInstanceOf(Attempt.Opened.class, attempt).cookie();
    }
}
