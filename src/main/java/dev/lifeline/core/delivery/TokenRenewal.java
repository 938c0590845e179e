package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Judges a new token that a client shows on its open connection. Implementations are thread-safe and never wait. */
@FunctionalInterface
public interface TokenRenewal {

    /**
     * Judges a token.
     *
     * @param user whose connection it is: the token must be his too
     * @param token any text at all
     * @param cid the page's own name for the frame, for a refusal to refer to
     * @return how long it is good for, from now on; more than zero
     * @throws Refusal.Thrown if it is not good, or cannot be judged now
     */
    Duration renew(UserId user, String token, @Nullable String cid) throws Refusal.Thrown;

    /** Of a login that knows no tokens. */
    static TokenRenewal none() {
        return (user, token, cid) -> {
            throw new Refusal.Thrown(Refusal.Code.BAD_TOKEN, "no tokens are taken here (lifeline.auth)", cid);
        };
    }
}
