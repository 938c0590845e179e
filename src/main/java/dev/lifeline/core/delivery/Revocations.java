package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.UserId;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Whose tokens were taken back, and when. Implementations are thread-safe and never wait. */
public interface Revocations {

    /**
     * Whether a user's token was taken back.
     *
     * @param issuedAt when it was issued, to the second; null, of a token that does not say, counts as long ago
     */
    boolean isRevoked(UserId user, @Nullable Instant issuedAt);

    /**
     * Takes back all tokens of a user that were issued until now, the current second included.
     *
     * @return completes when that counts and is durable; fails with {@code MailboxUnavailableException} where nothing can
     *     be stored now
     */
    CompletionStage<Void> revoke(UserId user);

    /** Of a login that knows no tokens: there is nothing to take back. */
    static Revocations none() {
        return new Revocations() {
            @Override
            public boolean isRevoked(UserId user, @Nullable Instant issuedAt) {
                return false;
            }

            @Override
            public CompletionStage<Void> revoke(UserId user) {
                return CompletableFuture.failedFuture(new IllegalStateException("no tokens are taken here"));
            }
        };
    }
}
