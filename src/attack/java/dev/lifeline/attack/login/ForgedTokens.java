package dev.lifeline.attack.login;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import dev.lifeline.rig.Tokens;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Handshakes with tokens that must not open anything, in each place where a token may stand. */
public final class ForgedTokens extends SimpleAttack {

    private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    /** In seconds since 1970: long after any run. */
    private static final long LATER = 4_000_000_000L;

    private record Forgery(String name, String token, int status) {}

    public ForgedTokens() {
        super(
                "forged tokens",
                "tokens unsigned, signed with another secret, under other algorithms, expired, not good yet, without an end,"
                        + " another user's, with bits changed, cut short, too long; as subprotocol, header and query",
                "answered 401, or 403 for another user's and nobody's");
    }

    private static List<Forgery> forgeries(Field field, Random random) {
        String good = field.passes().of(Field.MALLORY);
        String[] parts = good.split("\\.");
        String claims = claims("mallory", "\"exp\":" + LATER);
        return List.of(
                bad("unsigned", Tokens.encoded("{\"alg\":\"none\"}") + "." + Tokens.encoded(claims) + "."),
                bad("none, signed", signed("{\"alg\":\"none\"}", claims)),
                bad("None", signed("{\"alg\":\"None\"}", claims)),
                bad("without its signature", parts[0] + "." + parts[1] + "."),
                bad("of two parts", parts[0] + "." + parts[1]),
                bad("of five parts", good + ".AA.AA"),
                bad("another secret's", Tokens.hs256("another-secret-0123456789-0123456789-abc", HEADER, claims)),
                bad("an empty secret's", Tokens.hs256(new byte[] {0}, HEADER, claims)),
                bad("HS384", signed("{\"alg\":\"HS384\"}", claims)),
                bad("RS256 with the secret", signed("{\"alg\":\"RS256\"}", claims)),
                bad(
                        "ES256 with zeros",
                        Tokens.encoded("{\"alg\":\"ES256\"}") + "." + Tokens.encoded(claims) + "."
                                + Tokens.encoded(new byte[64])),
                bad(
                        "a key of its own",
                        Tokens.hs256(
                                "attacker-attacker-attacker-attacker",
                                "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"YXR0YWNrZXI\"},\"kid\":\"../../dev/null\"}",
                                claims)),
                bad("with crit", signed("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}", claims)),
                bad("expired", signed(HEADER, claims("mallory", "\"exp\":1000000000"))),
                bad("not good yet", signed(HEADER, claims("mallory", "\"exp\":" + LATER + ",\"nbf\":" + (LATER - 9)))),
                bad("without an end", signed(HEADER, claims("mallory", "\"iat\":1"))),
                bad("an end of text", signed(HEADER, claims("mallory", "\"exp\":\"later\""))),
                new Forgery("nobody's", signed(HEADER, "{\"exp\":" + LATER + "}"), 403),
                new Forgery("another user's", field.passes().of(Field.TRENT), 403),
                new Forgery("a longer user's", field.passes().of("mallory2"), 403),
                new Forgery("in other letters", field.passes().of("Mallory"), 403),
                bad("with other claims", parts[0] + "." + Tokens.encoded(claims) + "." + parts[2]),
                bad("a bit changed", flipped(good, random)),
                bad("cut short", good.substring(0, good.length() - 1 - random.nextInt(20))),
                bad("claims that are no JSON", signed(HEADER, "exp")),
                bad("a header that is no JSON", signed("alg", claims)),
                bad("a deep header", signed("{\"alg\":\"HS256\",\"x\":" + "[".repeat(2_000) + "}", claims)),
                bad("noise", Tokens.encoded(noise(random)) + "." + Tokens.encoded(noise(random)) + ".AA"),
                bad("of dots", "....."),
                bad("too long", good + "A".repeat(6_000)));
    }

    private static Forgery bad(String name, String token) {
        return new Forgery(name, token, 401);
    }

    private static String claims(String user, String more) {
        return "{\"sub\":\"" + user + "\"," + more + "}";
    }

    private static String signed(String header, String claims) {
        return Tokens.hs256(Tokens.SECRET, header, claims);
    }

    /** In the claims: in the signature's last letter some bits mean nothing. */
    private static String flipped(String token, Random random) {
        int at = token.indexOf('.') + 1 + random.nextInt(20);
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        return noise;
    }

    @Override
    public void run(Field field) throws IOException {
        Random random = field.random(this);
        int sent = 0;
        while (sent < field.size().handshakes()) {
            for (Forgery forgery : forgeries(field, random)) {
                for (Request request : List.of(
                        field.bare(Field.MALLORY)
                                .with("Sec-WebSocket-Protocol: lifeline.v1, lifeline.token." + forgery.token()),
                        field.bare(Field.MALLORY).with("Authorization: Bearer " + forgery.token()),
                        Request.handshake(
                                "/web/count/mallory?access_token=" + forgery.token(),
                                field.target().host()))) {
                    run(field, forgery, request);
                    sent++;
                }
            }
        }
    }

    private static void run(Field field, Forgery forgery, Request request) {
        field.tally().handshake();
        try (Wire wire = field.connect()) {
            wire.write(request.bytes());
            int status = wire.status();
            // A header too large for Tomcat or nginx ends with them.
            boolean tooLarge = request.bytes().length > 8_000 && (status == 400 || status == 414 || status == 431);
            field.judge(status == forgery.status() || tooLarge, "answered " + status, forgery.name());
        } catch (IOException e) {
            field.judge(false, e.toString(), forgery.name());
        }
    }
}
