package dev.lifeline.security;

import static dev.lifeline.rig.Tokens.SECRET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.delivery.Revocations;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Credential;
import dev.lifeline.rig.KeyPairs;
import dev.lifeline.rig.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens are taken, and what is said of the others. */
class JwtLoginTest {

    private static final long NOW = 1_700_000_000L;
    private static final UserId U1 = new UserId("u1");
    private static final String HS256 = "{\"alg\":\"HS256\"}";
    private static final String RS256 = "{\"alg\":\"RS256\"}";
    private static final String ES256 = "{\"alg\":\"ES256\"}";
    private static final String CLAIMS = "{\"sub\":\"u1\",\"exp\":" + (NOW + 600) + "}";
    private static final JwtLogin.Rules RULES = new JwtLogin.Rules("", "", Duration.ofSeconds(30), "");

    private Revocations revocations = Revocations.none();

    @Test
    void goodToken_letsItsUserInUntilItEnds() {
        Verdict.Admitted admitted =
                assertInstanceOf(Verdict.Admitted.class, judge(secrets(SECRET), Tokens.hs256(SECRET, HS256, CLAIMS)));
        assertEquals(new Handshake(U1, Credential.token(Duration.ofSeconds(630), null)), admitted.handshake());
    }

    @Test
    void tokensOfEitherPublicKey_areGood() {
        assertGood(TokenKeys.pem(KeyPairs.pem(KeyPairs.RSA)), KeyPairs.signed(KeyPairs.RSA, RS256, CLAIMS));
        assertGood(TokenKeys.pem(KeyPairs.pem(KeyPairs.EC)), KeyPairs.signed(KeyPairs.EC, ES256, CLAIMS));
        TokenKeys both = TokenKeys.pem(KeyPairs.pem(KeyPairs.RSA) + "\n" + KeyPairs.pem(KeyPairs.EC));
        assertGood(both, KeyPairs.signed(KeyPairs.RSA, RS256, CLAIMS));
        assertGood(both, KeyPairs.signed(KeyPairs.EC, ES256, CLAIMS));
    }

    @Test
    void twoSecrets_areBothGood() {
        TokenKeys keys = secrets("another-secret-of-more-than-32-characters", SECRET);
        assertGood(keys, Tokens.hs256(SECRET, HS256, CLAIMS));
        assertGood(keys, Tokens.hs256("another-secret-of-more-than-32-characters", HS256, CLAIMS));
    }

    static List<String> attacksOnASecret() {
        String good = Tokens.hs256(SECRET, HS256, CLAIMS);
        String[] parts = good.split("\\.", -1);
        String none = Tokens.encoded("{\"alg\":\"none\"}");
        return List.of(
                "",
                ".",
                "..",
                "a.b.c",
                "null",
                none + "." + parts[1] + ".",
                none + "." + parts[1] + "." + parts[2],
                Tokens.encoded("{\"alg\":\"None\"}") + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                good + ".",
                good + "." + parts[1] + "." + parts[2],
                parts[0] + "." + Tokens.encoded(CLAIMS.replace("u1", "u2")) + "." + parts[2],
                parts[0] + "." + parts[1] + "." + Tokens.encoded(new byte[32]),
                Tokens.hs256("x".repeat(40), HS256, CLAIMS),
                Tokens.hs256(new byte[] {0}, HS256, CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS384\"}", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS512\"}", CLAIMS),
                Tokens.hs256(SECRET, RS256, CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"hs256\"}", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":7}", CLAIMS),
                Tokens.hs256(SECRET, "{}", CLAIMS),
                Tokens.hs256(SECRET, "[]", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":true}", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS256\",\"crit\":[\"exp\"],\"exp\":1}", CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS256\",\"b64\":false}", CLAIMS),
                // A key that the token brings along.
                KeyPairs.signed(
                        KeyPairs.RSA,
                        "{\"alg\":\"RS256\",\"jwk\":" + KeyPairs.jwk(KeyPairs.RSA, "a", "") + "}",
                        CLAIMS),
                Tokens.hs256(SECRET, "{\"alg\":\"HS256\",\"zip\":\"DEF\"}", CLAIMS.substring(1)),
                Tokens.hs256(SECRET, "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000), CLAIMS),
                Tokens.hs256(SECRET, HS256, "[".repeat(5_000)),
                Tokens.hs256(SECRET, HS256, "[]"),
                Tokens.hs256(SECRET, HS256, "null"),
                Tokens.hs256(SECRET, HS256, ""));
    }

    @ParameterizedTest
    @MethodSource("attacksOnASecret")
    void whatTheSecretDidNotSign_isRefused(String token) {
        assertBad(secrets(SECRET), token);
    }

    static List<String> attacksOnPublicKeys() {
        String pem = KeyPairs.pem(KeyPairs.RSA);
        return List.of(
                // The public key, which anybody may know, as an HMAC secret.
                Tokens.hs256(pem, HS256, CLAIMS),
                Tokens.hs256(pem.strip(), HS256, CLAIMS),
                Tokens.hs256(KeyPairs.RSA.getPublic().getEncoded(), HS256, CLAIMS),
                Tokens.hs256(KeyPairs.EC.getPublic().getEncoded(), HS256, CLAIMS),
                Tokens.hs256(pem, RS256, CLAIMS),
                KeyPairs.signed(KeyPairs.rsa(2_048), RS256, CLAIMS),
                KeyPairs.signed(KeyPairs.ec("secp256r1"), ES256, CLAIMS),
                KeyPairs.signed(KeyPairs.RSA, "{\"alg\":\"RS512\"}", CLAIMS),
                KeyPairs.signed(KeyPairs.RSA, "{\"alg\":\"PS256\"}", CLAIMS),
                KeyPairs.signed(KeyPairs.EC, "{\"alg\":\"ES384\"}", CLAIMS),
                KeyPairs.signed(KeyPairs.EC, RS256, CLAIMS),
                KeyPairs.signed(KeyPairs.RSA, ES256, CLAIMS),
                // CVE-2022-21449: a signature of zeros.
                Tokens.encoded(ES256) + "." + Tokens.encoded(CLAIMS) + "." + Tokens.encoded(new byte[64]),
                Tokens.encoded("{\"alg\":\"none\"}") + "." + Tokens.encoded(CLAIMS) + ".");
    }

    @ParameterizedTest
    @MethodSource("attacksOnPublicKeys")
    void whatThePrivateKeyDidNotSign_isRefused(String token) {
        assertBad(TokenKeys.pem(KeyPairs.pem(KeyPairs.RSA) + KeyPairs.pem(KeyPairs.EC)), token);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'sub':'u1','exp':NOW-29                      |               | ",
                "'sub':'u1','exp':NOW-30                      | TOKEN_EXPIRED | ended 30 s ago",
                "'sub':'u1','exp':NOW-3600                    | TOKEN_EXPIRED | lifeline.jwt.leeway",
                "'sub':'u1','exp':0                           | TOKEN_EXPIRED | (exp)",
                "'sub':'u1','exp':-99999999999999999          | TOKEN_EXPIRED | (exp)",
                "'sub':'u1'                                   | BAD_TOKEN     | no end (exp)",
                "'sub':'u1','exp':null                        | BAD_TOKEN     | no end (exp)",
                "'sub':'u1','exp':'NOW+60'                    | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':NOW+60,'nbf':NOW+30         |               | ",
                "'sub':'u1','exp':NOW+60,'nbf':NOW+31         | BAD_TOKEN     | (nbf)",
                "'sub':'u1','exp':NOW+60,'nbf':'soon'         | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u2','exp':NOW+60                      | WRONG_USER    | is not 'u1'",
                "'sub':'U1','exp':NOW+60                      | WRONG_USER    | (sub)",
                "'sub':'u1 ','exp':NOW+60                     | WRONG_USER    | (sub)",
                "'sub':'','exp':NOW+60                        | WRONG_USER    | (sub)",
                "'exp':NOW+60                                 | WRONG_USER    | (sub)",
                "'sub':1,'exp':NOW+60                         | WRONG_USER    | (sub)",
                "'sub':['u1'],'exp':NOW+60                    | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','sub':'u2','exp':NOW+60           | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u2','exp':NOW+60,'sub':'u1'           | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':null,'exp':NOW+60                      | WRONG_USER    | (sub)",
                "'sub':{'u1':'u1'},'exp':NOW+60               | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':true,'exp':NOW+60                      | BAD_TOKEN     | no signed JSON Web Token",
                "'SUB':'u1','exp':NOW+60                      | WRONG_USER    | (sub)",
                "'sub':'u1','exp':[NOW+60]                    | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':true                        | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':1e400                       | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':NOW+60,'iat':'today'        | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':NOW+60,'iat':99999999999    |               | ",
                "'sub':'u1','exp':NOW+60,'iss':7,'aud':7      | BAD_TOKEN     | no signed JSON Web Token",
                "'sub':'u1','exp':NOW+60,'aud':{'a':1}        | BAD_TOKEN     | no signed JSON Web Token",
            })
    void claims_areHeldAgainstTheClockAndTheAddress(String claims, Problem problem, String detail) {
        String json = claims.replace('\'', '"');
        for (long offset : List.of(60L, 31L, 30L, -29L, -30L, -3600L)) {
            json = json.replace("\"NOW" + sign(offset) + "\"", "\"x\"")
                    .replace("NOW" + sign(offset), "" + (NOW + offset));
        }
        Verdict verdict = judge(secrets(SECRET), Tokens.hs256(SECRET, HS256, "{" + json + "}"));
        if (problem == null) {
            assertInstanceOf(Verdict.Admitted.class, verdict, claims);
        } else {
            Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, verdict, claims);
            assertEquals(problem, refused.problem(), claims);
            assertTrue(refused.detail().contains(detail), refused.detail());
        }
    }

    private static String sign(long offset) {
        return offset < 0 ? Long.toString(offset) : "+" + offset;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'iss':'https://login.example','aud':'push'            | true",
                "'iss':'https://login.example','aud':['shop','push']   | true",
                "'iss':'https://login.example/','aud':'push'           | false",
                "'aud':'push'                                          | false",
                "'iss':'https://login.example','aud':'pushy'           | false",
                "'iss':'https://login.example','aud':[]                | false",
                "'iss':'https://login.example'                         | false",
            })
    void issuerAndAudience_areCheckedWhereTheyAreSet(String claims, boolean good) {
        JwtLogin.Rules strict = new JwtLogin.Rules("https://login.example", "push", Duration.ofSeconds(30), "");
        String token = Tokens.hs256(SECRET, HS256, "{" + claims.replace('\'', '"') + "," + CLAIMS.substring(1));
        assertEquals(good, login(secrets(SECRET), strict).authenticate(U1, with(token)) instanceof Verdict.Admitted);
        assertGood(secrets(SECRET), token);
    }

    /** RFC 8725, sections 3.1 and 3.10: what a header points to is neither fetched nor read, and decides nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'jku':'http://127.0.0.1:1/keys'",
                "'x5u':'file:///etc/passwd'",
                "'x5c':['AAAA']",
                "'x5t':'AAAA'",
                "'kid':'../../../../dev/null'",
                "'kid':'1; DROP TABLE keys'",
                "'kid':''",
                "'typ':'JOSE'",
                "'typ':'at+jwt'",
                "'cty':'JWT'",
                "'unheard-of':{'a':1}",
            })
    void whatAHeaderPointsTo_isIgnored(String more) {
        String header = "{'alg':'HS256',".replace('\'', '"') + more.replace('\'', '"') + "}";
        assertGood(secrets(SECRET), Tokens.hs256(SECRET, header, CLAIMS));
        assertBad(secrets(SECRET), Tokens.hs256("x".repeat(40), header, CLAIMS));
        assertBad(secrets(SECRET), Tokens.hs256(new byte[] {0}, header, CLAIMS));
    }

    @Test
    void tokenInAToken_isNotOpened() {
        String inner = Tokens.hs256(SECRET, HS256, CLAIMS);
        String nested = "{\"alg\":\"HS256\",\"cty\":\"JWT\"}";
        assertBad(secrets(SECRET), Tokens.hs256(SECRET, nested, inner));
        assertBad(secrets(SECRET), Tokens.hs256("x".repeat(40), nested, inner));
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\t", "=", "%", "\u0000", "\u00A0"})
    void signThatIsNotOfBase64Url_spoilsWhatIsSigned(String sign) {
        String[] parts = Tokens.hs256(SECRET, HS256, CLAIMS).split("\\.", -1);
        assertBad(secrets(SECRET), parts[0] + sign + "." + parts[1] + "." + parts[2]);
        assertBad(secrets(SECRET), parts[0] + "." + sign + parts[1] + "." + parts[2]);
        assertBad(
                secrets(SECRET),
                parts[0] + "." + parts[1].substring(0, 9) + sign + parts[1].substring(9) + "." + parts[2]);
    }

    @Test
    void takenBackToken_isRefusedWhateverElseItSays() {
        Instant at = Instant.ofEpochSecond(NOW - 60);
        revocations = new Revocations() {
            @Override
            public boolean isRevoked(UserId user, Instant issuedAt) {
                return user.equals(U1) && (issuedAt == null || !issuedAt.isAfter(at));
            }

            @Override
            public CompletionStage<Void> revoke(UserId user) {
                throw new UnsupportedOperationException();
            }
        };
        String old = Tokens.hs256(SECRET, HS256, CLAIMS.replace("{", "{\"iat\":" + (NOW - 60) + ","));
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, judge(secrets(SECRET), old));
        assertEquals(Problem.TOKEN_REVOKED, refused.problem());
        assertTrue(refused.detail().contains("(iat)"), refused.detail());
        Verdict.Refused silent =
                assertInstanceOf(Verdict.Refused.class, judge(secrets(SECRET), Tokens.hs256(SECRET, HS256, CLAIMS)));
        assertEquals(Problem.TOKEN_REVOKED, silent.problem());
        assertTrue(silent.detail().contains("does not say when"), silent.detail());
        assertGood(secrets(SECRET), Tokens.hs256(SECRET, HS256, CLAIMS.replace("{", "{\"iat\":" + (NOW - 59) + ",")));
        Refusal renewal = assertThrows(
                        Refusal.Thrown.class,
                        () -> login(secrets(SECRET), RULES).renew(U1, old, "c-1"))
                .refusal();
        assertEquals(Refusal.Code.BAD_TOKEN, renewal.code());
        assertTrue(renewal.detail().contains("taken back"), renewal.detail());
    }

    @Test
    void composedAndDecomposedNames_areOneUser() {
        String token = Tokens.hs256(SECRET, HS256, CLAIMS.replace("u1", "zoe\u0308"));
        assertInstanceOf(
                Verdict.Admitted.class,
                login(secrets(SECRET), RULES).authenticate(new UserId("zo\u00EB"), with(token)));
    }

    @Test
    void tokenOfManyYears_countsForAWeekOnOneConnection() {
        String token = Tokens.hs256(SECRET, HS256, CLAIMS.replace("" + (NOW + 600), "99999999999"));
        Verdict.Admitted admitted = assertInstanceOf(Verdict.Admitted.class, judge(secrets(SECRET), token));
        assertEquals(JwtLogin.LONGEST, admitted.handshake().credential().validFor());
    }

    @Test
    void hugeToken_isRefusedWithTheLimit() {
        String fits = Tokens.hs256(SECRET, HS256, padded(5_900));
        assertTrue(fits.length() <= JwtLogin.MAX_LENGTH && fits.length() > JwtLogin.MAX_LENGTH - 400);
        assertGood(secrets(SECRET), fits);
        Verdict.Refused refused = assertInstanceOf(
                Verdict.Refused.class, judge(secrets(SECRET), Tokens.hs256(SECRET, HS256, padded(6_100))));
        assertTrue(refused.detail().contains("at most " + JwtLogin.MAX_LENGTH), refused.detail());
    }

    private static String padded(int length) {
        return "{\"x\":\"" + "x".repeat(length) + "\"," + CLAIMS.substring(1);
    }

    @Test
    void brokenTokens_neverFailAndNeverShowInTheAnswer() {
        Random random = new Random(7);
        String good = Tokens.hs256(SECRET, HS256, CLAIMS);
        for (int i = 0; i < 3_000; i++) {
            char[] broken = good.toCharArray();
            int at = random.nextInt(good.length());
            broken[at] = (char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : 33 + random.nextInt(94));
            String token = new String(broken);
            Verdict verdict = judge(secrets(SECRET), token);
            if (verdict instanceof Verdict.Refused refused) {
                assertFalse(refused.detail().contains(token.substring(0, 10)), refused.detail());
            } else {
                // What is signed is the text; only of the signature's own may some bits count for nothing.
                assertTrue(token.equals(good) || at > good.lastIndexOf('.'), token);
            }
        }
    }

    @Test
    void renewal_tellsHowLongOrWhyNot() throws Refusal.Thrown {
        JwtLogin login = login(secrets(SECRET), RULES);
        String good = Tokens.hs256(SECRET, HS256, CLAIMS);
        assertEquals(Duration.ofSeconds(630), login.renew(U1, good, "c-1"));
        Refusal others = assertThrows(Refusal.Thrown.class, () -> login.renew(new UserId("u2"), good, "c-1"))
                .refusal();
        assertEquals(Refusal.Code.BAD_TOKEN, others.code());
        assertEquals("c-1", others.cid());
        assertTrue(others.detail().contains("another user's"), others.detail());
        TokenKeys away = header -> {
            throw new TokenKeys.UnavailableException("the issuer is away");
        };
        assertEquals(
                Refusal.Code.UNAVAILABLE,
                assertThrows(Refusal.Thrown.class, () -> login(away, RULES).renew(U1, good, null))
                        .refusal()
                        .code());
    }

    private static TokenKeys secrets(String... secrets) {
        return TokenKeys.secrets(List.of(secrets));
    }

    private void assertGood(TokenKeys keys, String token) {
        assertInstanceOf(Verdict.Admitted.class, judge(keys, token));
    }

    private void assertBad(TokenKeys keys, String token) {
        Problem problem =
                assertInstanceOf(Verdict.Refused.class, judge(keys, token)).problem();
        assertEquals(token.isEmpty() ? Problem.NO_TOKEN : Problem.BAD_TOKEN, problem, token);
    }

    private Verdict judge(TokenKeys keys, String token) {
        return login(keys, RULES).authenticate(U1, with(token));
    }

    private JwtLogin login(TokenKeys keys, JwtLogin.Rules rules) {
        return new JwtLogin(keys, rules, revocations, () -> Instant.ofEpochSecond(NOW));
    }

    private static HandshakeRequest with(String token) {
        return new HandshakeRequest("u1", "GET", name -> List.of(), name -> name.equals("access_token") ? token : null);
    }
}
