package dev.lifeline.security;

import com.nimbusds.jose.JWSHeader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys that tokens are checked with. Implementations are thread-safe and never wait. */
@FunctionalInterface
public interface TokenKeys {

    /** Whether a token is good cannot be told now; it can be asked again in a moment. */
    final class UnavailableException extends Exception {
        UnavailableException(String message) {
            super(message, null, false, false);
        }
    }

    /** Those that may have signed a token with that header; none where it names another algorithm or an unknown key. */
    List<TokenKey> candidates(JWSHeader header) throws UnavailableException;

    /**
     * Secrets for HS256.
     *
     * @param secrets two at once let one be replaced without a gap
     * @throws IllegalArgumentException if one has fewer than 32 bytes of UTF-8; holds none of them
     */
    static TokenKeys secrets(List<String> secrets) {
        return fixed(secrets.stream().map(TokenKey::secret).toList());
    }

    /**
     * Public keys for RS256 (2,048 bits or more) or ES256.
     *
     * @param pem one or more blocks {@code PUBLIC KEY} (RFC 7468, section 13)
     * @throws IllegalArgumentException naming what is wrong
     */
    static TokenKeys pem(String pem) {
        Matcher block = Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----")
                .matcher(pem);
        List<TokenKey> keys = new ArrayList<>();
        while (block.find()) {
            if (!block.group(1).equals("PUBLIC KEY")) {
                throw new IllegalArgumentException("a block '" + block.group(1) + "' is none of 'PUBLIC KEY'");
            }
            keys.add(TokenKey.ofPublic(null, publicKey(block.group(2))));
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no block '-----BEGIN PUBLIC KEY-----' is in it");
        }
        return fixed(List.copyOf(keys));
    }

    private static PublicKey publicKey(String base64) {
        X509EncodedKeySpec encoded =
                new X509EncodedKeySpec(Base64.getMimeDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
        for (String kind : List.of("RSA", "EC")) {
            try {
                return KeyFactory.getInstance(kind).generatePublic(encoded);
            } catch (GeneralSecurityException e) {
                // Of the other kind, or told below.
            }
        }
        throw new IllegalArgumentException("a public key is neither of RSA nor of an elliptic curve");
    }

    private static TokenKeys fixed(List<TokenKey> keys) {
        return header -> keys.stream().filter(key -> key.fits(header)).toList();
    }
}
