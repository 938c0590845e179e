package dev.lifeline.core.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user has shown to get in, as far as it can end before his connection does. Immutable; holds no secret.
 *
 * @param validFor how long it is good for, more than zero, or null where it has no end
 * @param issuedAt when his token was issued, to the second (RFC 7519, section 4.1.6), or null where it does not say
 * @param session names the session of the container that he is logged in to, or null where there is none
 */
public record Credential(
        @Nullable Duration validFor,
        @Nullable Instant issuedAt,
        @Nullable String session) {

    /** Of a login that does not end by itself. */
    public static final Credential ENDLESS = new Credential(null, null, null);

    /** Of a token. */
    public static Credential token(Duration validFor, @Nullable Instant issuedAt) {
        return new Credential(validFor, issuedAt, null);
    }

    /** Of a session of the container, or of a login without one. */
    public static Credential session(@Nullable String name) {
        return new Credential(null, null, name);
    }
}
