package dev.lifeline.rig;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens (JWT) as any back end could: with the JDK alone, so that no library checks what it wrote itself. */
public final class Tokens {

    /** For {@code lifeline.jwt.secret}. */
    public static final String SECRET = "test-secret-0123456789-0123456789-abcdef";

    private Tokens() {}

    /** Settings of a server that takes these tokens, until the second at which they end. */
    public static String[] settings() {
        return new String[] {"lifeline.auth=jwt", "lifeline.jwt.secret=" + SECRET, "lifeline.jwt.leeway=0s"};
    }

    /**
     * A user's token, signed with {@link #SECRET}.
     *
     * @param validFor how long it is good for, up to a second less: tokens count in seconds; may be negative
     */
    public static String of(String user, Duration validFor) {
        long exp = (System.currentTimeMillis() + validFor.toMillis()) / 1000;
        return hs256(SECRET, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", "{\"sub\":\"" + user + "\",\"exp\":" + exp + "}");
    }

    /** Signs any header and claims with any secret; nothing is checked. */
    public static String hs256(String secret, String header, String claims) {
        return hs256(secret.getBytes(StandardCharsets.UTF_8), header, claims);
    }

    /** @param secret bytes such as those of a public key's PEM, for attacks */
    public static String hs256(byte[] secret, String header, String claims) {
        String signed = encoded(header) + "." + encoded(claims);
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + encoded(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A part of a token. */
    public static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    public static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
