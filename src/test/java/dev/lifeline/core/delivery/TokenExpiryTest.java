package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A connection lasts as long as its token, and as those that follow it. */
class TokenExpiryTest extends DeliveryFixture {

    private static final String EXPIRED = "<close 4001 the token has expired; come back with a new one>";
    private static final String RENEW = "{\"type\":\"token\",\"token\":\"good\"}";

    @BeforeEach
    void oneGoodToken() {
        tokens = (user, token, cid) -> {
            if (!token.equals("good")) {
                throw new Refusal.Thrown(Refusal.Code.BAD_TOKEN, "not good", cid);
            }
            return Duration.ofSeconds(8);
        };
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void tokenThatEnds_closesItsConnection(Level level) {
        Client page = withToken("u1", level, Duration.ofSeconds(5));
        if (level == Level.V1) {
            assertEquals(5_000, page.welcome().get("expiresIn").getAsLong());
        }
        time.pass(Duration.ofMillis(4_900));
        assertFalse(page.hasMore());
        time.pass(Duration.ofMillis(150));
        page.next(EXPIRED);
    }

    @Test
    void withoutAToken_nothingEndsAndNothingIsTold() {
        Client page = v1("u1");
        assertFalse(page.welcome().has("expiresIn"));
        time.pass(Duration.ofSeconds(20));
        assertFalse(page.hasMore());
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void renewedToken_movesTheEnd(Level level) {
        Client page = withToken("u1", level, Duration.ofSeconds(5));
        if (level == Level.V1) {
            page.welcome();
        }
        time.pass(Duration.ofSeconds(4));
        page.says(RENEW);
        JsonObject answer = page.next("token");
        assertEquals(8_000, answer.get("expiresIn").getAsLong());
        assertEquals(2, answer.size());
        time.pass(Duration.ofMillis(7_900));
        assertFalse(page.hasMore());
        time.pass(Duration.ofMillis(150));
        page.next(EXPIRED);
    }

    @Test
    void badToken_isRefusedAndTheOldOneGoesOn() {
        Client page = withToken("u1", Level.V1, Duration.ofSeconds(5));
        page.welcome();
        page.says("{\"type\":\"token\",\"token\":\"other\",\"cid\":\"t-1\"}");
        JsonObject refused = page.next("refused");
        assertEquals("bad-token", refused.get("code").getAsString());
        assertEquals("t-1", refused.get("cid").getAsString());
        page.says("{\"type\":\"token\"}");
        assertEquals("bad-message", page.next("refused").get("code").getAsString());
        time.pass(Duration.ofMillis(4_900));
        assertFalse(page.hasMore());
        time.pass(Duration.ofMillis(150));
        page.next(EXPIRED);
    }

    @Test
    void connectionThatHasEnded_isNotEndedAgain() {
        Client page = withToken("u1", Level.V1, Duration.ofSeconds(5));
        page.welcome();
        page.closed();
        page.connection.expireIn(Duration.ofSeconds(1));
        time.pass(Duration.ofSeconds(9));
        assertFalse(page.hasMore());
    }

    @Test
    void whereNoTokensAreTaken_oneIsRefused() {
        tokens = TokenRenewal.none();
        Client page = v1("u1");
        page.welcome();
        page.says(RENEW);
        assertEquals("bad-token", page.next("refused").get("code").getAsString());
    }
}
