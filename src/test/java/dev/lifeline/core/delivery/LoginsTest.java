package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Credential;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of connections whose login is ended. */
class LoginsTest extends DeliveryFixture {

    private static final UserId U1 = new UserId("u1");
    private static final String LOGGED_OUT = "<close 4501 logged out>";

    private Client inSession(String session, String user) {
        return with(Credential.session(session), user, Level.PLAIN);
    }

    @Test
    void logout_endsTheConnectionsOfItsSessionOnly() {
        Client first = inSession("a", "u1");
        Client second = inSession("a", "u1");
        Client otherBrowser = inSession("b", "u1");
        Client withoutSession = inSession(null, "u1");
        Client otherUser = inSession("c", "u2");
        assertEquals(2, logins.loggedOut(U1, "a"));
        first.next(LOGGED_OUT);
        second.next(LOGGED_OUT);
        for (Client stays : new Client[] {otherBrowser, withoutSession, otherUser}) {
            assertFalse(stays.hasMore());
        }
    }

    @Test
    void logoutWhileAConnectionOpens_endsItToo() {
        logins.loggedOut(U1, "a");
        inSession("a", "u1").next("<close 4501 the login was ended meanwhile>");
        Client other = inSession("b", "u1");
        assertFalse(other.hasMore());
        other.closed();
        time.pass(Duration.ofMinutes(2));
        logins.loggedOut(U1, "b");
        inSession("b", "u1").next("<close 4501 the login was ended meanwhile>");
        assertFalse(inSession("a", "u1").hasMore(), "no handshake takes so long: it is forgotten");
    }

    @Test
    void endedSessions_areRememberedUpToABound() {
        for (int i = 0; i <= 10_000; i++) {
            logins.loggedOut(U1, "s" + i);
        }
        assertFalse(inSession("s0", "u1").hasMore());
        inSession("s1", "u1").next("<close 4501 the login was ended meanwhile>");
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void revocation_endsAllOfAUser(Level level) {
        Client token = withToken("u1", level, Duration.ofHours(1));
        Client other = withToken("u2", level, Duration.ofHours(1));
        if (level == Level.V1) {
            token.welcome();
            other.welcome();
        }
        assertEquals(
                1, logins.revoke(U1, "account closed").toCompletableFuture().join());
        token.next("<close 4501 account closed>");
        assertFalse(other.hasMore());
    }

    @Test
    void tokenOfBefore_opensNothingAfterwards() {
        logins.revoke(U1, "account closed").toCompletableFuture().join();
        Instant before = wall.minusSeconds(1);
        with(Credential.token(Duration.ofHours(1), before), "u1", Level.PLAIN)
                .next("<close 4501 the login was ended meanwhile>");
        with(Credential.token(Duration.ofHours(1), null), "u1", Level.PLAIN)
                .next("<close 4501 the login was ended meanwhile>");
        Client newer = with(Credential.token(Duration.ofHours(1), wall.plusSeconds(1)), "u1", Level.PLAIN);
        assertFalse(newer.hasMore());
        assertFalse(with(Credential.token(Duration.ofHours(1), before), "u2", Level.PLAIN)
                .hasMore());
    }
}
