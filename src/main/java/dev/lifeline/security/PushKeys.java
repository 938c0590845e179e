package dev.lifeline.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys that open the push API; two at once, so that one can be replaced without a gap. Immutable.
 *
 * <p>Compared in constant time: how long a refusal takes tells nothing about the key.
 */
public final class PushKeys {

    private final List<byte[]> keys;

    /** @param keys none turns the push API off */
    public PushKeys(List<String> keys) {
        this.keys =
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Whether there is a key at all. */
    public boolean configured() {
        return !keys.isEmpty();
    }

    /** @param authorization the value of the {@code Authorization} header (RFC 6750, section 2.1), null if absent */
    public boolean accepts(@Nullable String authorization) {
        String scheme = "Bearer ";
        if (authorization == null || !authorization.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return false;
        }
        byte[] given = authorization.substring(scheme.length()).strip().getBytes(StandardCharsets.UTF_8);
        boolean accepted = false;
        for (byte[] key : keys) {
            accepted |= MessageDigest.isEqual(key, given);
        }
        return accepted;
    }
}
