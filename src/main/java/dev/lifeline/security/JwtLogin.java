package dev.lifeline.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lifeline.core.delivery.TokenRenewal;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Lets in whoever shows a signed token (JWT, RFC 7519) of the user that he asks for. Thread-safe; never waits. Keeps
 * nothing of a token, and no refusal shows any of it.
 */
public final class JwtLogin implements Authenticator, TokenRenewal {

    /** The most characters of a token. */
    public static final int MAX_LENGTH = 8_192;

    /**
     * The longest that a token counts on one connection, however far off its end. A browser's timer ends at 24 days, and
     * the client renews before it is up.
     */
    public static final Duration LONGEST = Duration.ofDays(7);

    /**
     * What a token must say, beside its signature.
     *
     * @param issuer its {@code iss}; empty for any
     * @param audience one of its {@code aud}; empty for any
     * @param leeway how far the issuer's clock may be off
     * @param cookie the name of the cookie that may hold a token; empty for none
     */
    public record Rules(String issuer, String audience, Duration leeway, String cookie) {}

    private final TokenKeys keys;
    private final Rules rules;
    private final InstantSource clock;

    public JwtLogin(TokenKeys keys, Rules rules, InstantSource clock) {
        this.keys = keys;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Verdict authenticate(UserId claimed, HandshakeRequest request) {
        return ShownToken.in(request, rules.cookie())
                .map(token -> judge(claimed, token))
                .orElseGet(() -> new Verdict.Refused(
                        Problem.NO_TOKEN,
                        "Show it as the subprotocol lifeline.token.<token> beside lifeline.v1, as the header"
                                + " 'Authorization: Bearer', or as access_token in the query"
                                + (rules.cookie().isEmpty() ? "." : ", or as the cookie " + rules.cookie() + ".")));
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Duration renew(UserId user, String token, @Nullable String cid) throws Refusal.Thrown {
        Verdict verdict = judge(user, token);
        if (verdict instanceof Verdict.Refused refused) {
            throw new Refusal.Thrown(
                    refused.problem() == Problem.KEYS_UNAVAILABLE ? Refusal.Code.UNAVAILABLE : Refusal.Code.BAD_TOKEN,
                    refused.problem().title() + ". " + refused.detail(),
                    cid);
        }
        return Objects.requireNonNull(((Verdict.Admitted) verdict).handshake().validFor());
    }

    private Verdict judge(UserId claimed, String token) {
        if (token.length() > MAX_LENGTH) {
            return bad("It has " + token.length() + " characters, at most " + MAX_LENGTH + ".");
        }
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            String flaw = flawOfSignature(jwt);
            return flaw == null ? judge(claimed, jwt.getJWTClaimsSet()) : bad(flaw);
        } catch (TokenKeys.UnavailableException e) {
            return new Verdict.Refused(Problem.KEYS_UNAVAILABLE, "Come back in a moment: " + e.getMessage() + ".");
        } catch (ParseException | JOSEException | IllegalArgumentException | IllegalStateException e) {
            // Its message may quote the token.
            return bad("It is no signed JSON Web Token in compact form (RFC 7515, section 3.1).");
        }
    }

    private @Nullable String flawOfSignature(SignedJWT jwt) throws JOSEException, TokenKeys.UnavailableException {
        JWSHeader header = jwt.getHeader();
        if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
            return "Its header asks for extensions (crit) that are not understood here (RFC 7515, section 4.1.11).";
        }
        var candidates = keys.candidates(header);
        if (candidates.isEmpty()) {
            return "No key that is configured here fits the algorithm (alg) and the key (kid) that its header names.";
        }
        for (TokenKey key : candidates) {
            if (key.hasSigned(header, jwt.getSigningInput(), jwt.getSignature())) {
                return null;
            }
        }
        return "Its signature was not made with the key that is configured here.";
    }

    private Verdict judge(UserId claimed, JWTClaimsSet claims) {
        Instant now = clock.instant();
        Date expires = claims.getExpirationTime();
        if (expires == null) {
            return bad("It has no end (exp).");
        }
        Duration left = Duration.between(now, expires.toInstant().plus(rules.leeway()));
        if (left.isNegative() || left.isZero()) {
            return new Verdict.Refused(
                    Problem.TOKEN_EXPIRED,
                    "It ended " + Duration.between(expires.toInstant(), now).toSeconds() + " s ago (exp), which is more"
                            + " than the " + rules.leeway().toSeconds() + " s that clocks may differ"
                            + " (lifeline.jwt.leeway).");
        }
        Date begins = claims.getNotBeforeTime();
        if (begins != null && begins.toInstant().minus(rules.leeway()).isAfter(now)) {
            return bad("It is not valid before " + begins.toInstant() + " (nbf); it is " + now + " here.");
        }
        if (!rules.issuer().isEmpty() && !rules.issuer().equals(claims.getIssuer())) {
            return bad("Its issuer (iss) is not the one of lifeline.jwt.issuer.");
        }
        if (!rules.audience().isEmpty() && !claims.getAudience().contains(rules.audience())) {
            return bad("Its audience (aud) is not the one of lifeline.jwt.audience.");
        }
        if (!isOf(claimed, claims.getSubject())) {
            return new Verdict.Refused(
                    Problem.WRONG_USER, "Its subject (sub) is not '" + claimed + "', whom the address names.");
        }
        return new Verdict.Admitted(new Handshake(claimed, left.compareTo(LONGEST) < 0 ? left : LONGEST));
    }

    /** Compared as user ids: the same name, however it is composed. */
    private static boolean isOf(UserId claimed, @Nullable String subject) {
        try {
            return subject != null && claimed.equals(new UserId(subject));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Verdict bad(String detail) {
        return new Verdict.Refused(Problem.BAD_TOKEN, detail);
    }
}
