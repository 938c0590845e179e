package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.lifeline.core.ManualExecutor;
import dev.lifeline.core.ManualTime;
import dev.lifeline.core.delivery.Revocations;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.rig.KeyPairs;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An issuer's key set on a clock and a network that the test moves. */
class JwksKeysTest {

    private static final KeyPair OLD = KeyPairs.RSA;
    private static final KeyPair NEW = KeyPairs.EC;
    private static final String CLAIMS = "{\"sub\":\"u1\",\"exp\":2000}";

    private final ManualTime time = new ManualTime();
    private final ManualExecutor fetcher = new ManualExecutor();
    private String published = set(KeyPairs.jwk(OLD, "old", ""));
    private boolean away;
    private int fetches;

    private final JwtLogin login = new JwtLogin(
            new JwksKeys(this::fetch, fetcher, time.wheel(), time.wheel()),
            new JwtLogin.Rules("", "", Duration.ZERO, ""),
            Revocations.none(),
            () -> Instant.ofEpochSecond(1000));

    private String fetch() throws IOException {
        fetches++;
        if (away) {
            throw new IOException("connection refused");
        }
        return published;
    }

    @Test
    void untilTheSetIsThere_nobodyWaitsAndNobodyIsCalledWrong() {
        assertEquals(Problem.KEYS_UNAVAILABLE, verdict(token(OLD, "old")));
        assertEquals(0, fetches, "whoever asks does not fetch");
        fetcher.runAll();
        assertGood(token(OLD, "old"));
        assertEquals(1, fetches);
    }

    @Test
    void newKey_isFetchedOnceWhenATokenNamesIt() {
        fetcher.runAll();
        published = set(KeyPairs.jwk(OLD, "old", ""), KeyPairs.jwk(NEW, "new", ""));
        time.pass(Duration.ofSeconds(31));
        assertEquals(Problem.KEYS_UNAVAILABLE, verdict(token(NEW, "new")));
        assertEquals(Problem.KEYS_UNAVAILABLE, verdict(token(NEW, "new")));
        fetcher.runAll();
        assertEquals(2, fetches);
        assertGood(token(NEW, "new"));
        assertGood(token(OLD, "old"));
    }

    @Test
    void tokensOfKeysThatDoNotExist_causeNoStreamOfFetches() {
        fetcher.runAll();
        time.pass(Duration.ofSeconds(31));
        for (int i = 0; i < 600; i++) {
            assertInstanceOf(Verdict.Refused.class, judge(token(NEW, "x" + i)));
            fetcher.runAll();
            time.pass(Duration.ofMillis(100));
        }
        assertEquals(3, fetches, "one at the start, and one each time that the set was 30 s old");
    }

    @Test
    void unknownKey_isBadOnceTheSetIsFresh() {
        fetcher.runAll();
        assertEquals(Problem.BAD_TOKEN, verdict(token(NEW, "new")));
    }

    @Test
    void keyThatIsTakenBack_endsWithTheNextRefresh() {
        fetcher.runAll();
        published = set(KeyPairs.jwk(NEW, "new", ""));
        time.pass(JwksKeys.REFRESH.minusSeconds(1));
        fetcher.runAll();
        assertGood(token(OLD, "old"));
        time.pass(Duration.ofSeconds(2));
        fetcher.runAll();
        assertEquals(Problem.BAD_TOKEN, verdict(token(OLD, "old")));
        assertGood(token(NEW, "new"));
    }

    @Test
    void outage_isBridgedWithTheLastSetForADay() {
        fetcher.runAll();
        away = true;
        letPass(Duration.ofHours(23));
        assertGood(token(OLD, "old"));
        letPass(Duration.ofHours(2));
        assertEquals(Problem.KEYS_UNAVAILABLE, verdict(token(OLD, "old")));
        away = false;
        letPass(JwksKeys.RETRY.plusSeconds(1));
        assertGood(token(OLD, "old"));
    }

    @Test
    void outageAtTheStart_isOverSoonAfterTheIssuerIsBack() {
        away = true;
        fetcher.runAll();
        assertEquals(Problem.KEYS_UNAVAILABLE, verdict(token(OLD, "old")));
        away = false;
        letPass(JwksKeys.RETRY.plusSeconds(1));
        assertGood(token(OLD, "old"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{}",
                "{\"keys\":[]}",
                "{\"keys\":7}",
                "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}"
            })
    void brokenSet_replacesNoGoodOne(String broken) {
        fetcher.runAll();
        published = broken;
        letPass(JwksKeys.REFRESH.plusSeconds(1));
        assertEquals(2, fetches);
        assertGood(token(OLD, "old"));
    }

    @Test
    void tokenWithoutAKeysName_isTriedWithAllOfItsAlgorithm() {
        published = set(KeyPairs.jwk(KeyPairs.rsa(2_048), "a", ""), KeyPairs.jwk(OLD, "b", ""));
        fetcher.runAll();
        assertGood(KeyPairs.signed(OLD, "{\"alg\":\"RS256\"}", CLAIMS));
        assertEquals(Problem.BAD_TOKEN, verdict(KeyPairs.signed(NEW, "{\"alg\":\"ES256\"}", CLAIMS)));
    }

    @Test
    void keysForOtherThings_areNotUsed() {
        String secret = Tokens.encoded(Tokens.SECRET);
        published = set(
                KeyPairs.jwk(OLD, "old", "\"use\":\"enc\","),
                KeyPairs.jwk(OLD, "ps", "\"alg\":\"PS256\","),
                "{\"kty\":\"oct\",\"kid\":\"oct\",\"k\":\"" + secret + "\"}",
                KeyPairs.jwk(NEW, "new", "\"use\":\"sig\",\"alg\":\"ES256\","));
        fetcher.runAll();
        assertGood(token(NEW, "new"));
        assertEquals(Problem.BAD_TOKEN, verdict(token(OLD, "old")));
        assertEquals(Problem.BAD_TOKEN, verdict(token(OLD, "ps")));
        assertEquals(Problem.BAD_TOKEN, verdict(token(OLD, "new")));
        assertEquals(
                Problem.BAD_TOKEN, verdict(Tokens.hs256(Tokens.SECRET, "{\"alg\":\"HS256\",\"kid\":\"oct\"}", CLAIMS)));
    }

    private void letPass(Duration span) {
        for (Duration left = span; !left.isNegative(); left = left.minusSeconds(1)) {
            time.jump(Duration.ofSeconds(1));
            fetcher.runAll();
        }
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static String token(KeyPair pair, String kid) {
        String algorithm = pair == NEW ? "ES256" : "RS256";
        return KeyPairs.signed(pair, "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\"}", CLAIMS);
    }

    private void assertGood(String token) {
        assertInstanceOf(Verdict.Admitted.class, judge(token));
    }

    private Problem verdict(String token) {
        return assertInstanceOf(Verdict.Refused.class, judge(token)).problem();
    }

    private Verdict judge(String token) {
        return login.authenticate(
                new UserId("u1"),
                new HandshakeRequest(
                        "u1", "GET", name -> List.of(), name -> name.equals("access_token") ? token : null));
    }
}
