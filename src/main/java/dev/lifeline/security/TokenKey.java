package dev.lifeline.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jspecify.annotations.Nullable;

/**
 * One key that tokens are checked with, and the one algorithm that it is for: which of them a token's header asks for
 * never decides how a key is used (RFC 8725, section 3.1). Immutable and thread-safe.
 *
 * @param id the key's {@code kid} (RFC 7517, section 4.5), or null where it has none
 */
record TokenKey(@Nullable String id, JWSAlgorithm algorithm, JWSVerifier verifier) {

    /** The least length of a secret, in bytes of UTF-8 (RFC 7518, section 3.2). */
    static final int MIN_SECRET_BYTES = 32;

    /** The least length of an RSA key, in bits (RFC 7518, section 3.3). */
    static final int MIN_RSA_BITS = 2_048;

    /**
     * For HS256.
     *
     * @throws IllegalArgumentException if the secret is too short
     */
    static TokenKey secret(String secret) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        if (bytes.length < MIN_SECRET_BYTES) {
            throw new IllegalArgumentException(
                    "a secret has " + bytes.length + " bytes, must be " + MIN_SECRET_BYTES + " or more");
        }
        try {
            return new TokenKey(null, JWSAlgorithm.HS256, new MACVerifier(bytes));
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the secret cannot be used", e);
        }
    }

    /**
     * For RS256 or ES256, as the key is.
     *
     * @throws IllegalArgumentException if it is neither an RSA key that is long enough nor one of the curve P-256
     */
    static TokenKey ofPublic(@Nullable String id, PublicKey key) {
        try {
            if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= MIN_RSA_BITS) {
                return new TokenKey(id, JWSAlgorithm.RS256, new RSASSAVerifier(rsa));
            }
            if (key instanceof ECPublicKey ec && Curve.P_256.equals(Curve.forECParameterSpec(ec.getParams()))) {
                return new TokenKey(id, JWSAlgorithm.ES256, new ECDSAVerifier(ec));
            }
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key cannot be used: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException(
                "a public key must be RSA of " + MIN_RSA_BITS + " bits or more, or of the curve P-256");
    }

    boolean fits(JWSHeader header) {
        return algorithm.equals(header.getAlgorithm());
    }

    /** @param signed what the signature is for */
    boolean hasSigned(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
        return verifier.verify(header, signed, signature);
    }
}
