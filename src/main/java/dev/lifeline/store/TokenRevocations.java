package dev.lifeline.store;

import dev.lifeline.core.delivery.Revocations;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps whose tokens were taken back: all of it in memory, and in the store over a restart. Thread-safe. */
public final class TokenRevocations implements Revocations {

    /** The most users: some 15 MB of heap. To forget one would make his tokens good again, so one more is refused. */
    static final int MOST = 100_000;

    /** How often what is too old is forgotten. */
    private static final Duration PERIOD = Duration.ofHours(1);

    private final DataStore store;
    private final Duration keep;
    private final InstantSource clock;

    /** When the tokens of each user were last taken back, in seconds since 1970. */
    private final ConcurrentHashMap<UserId, Long> revoked = new ConcurrentHashMap<>();

    /** @param keep {@code lifeline.revocations.keep}: what is older is forgotten */
    public TokenRevocations(DataStore store, Duration keep, InstantSource clock) {
        this.store = store;
        this.keep = keep;
        this.clock = clock;
    }

    /** Gives back what was stored. Waits for the disk; to be called once, before any token is judged. */
    public void load() {
        forgetOld().toCompletableFuture().join();
        store.every(PERIOD, this::forgetOld);
    }

    @Override
    public boolean isRevoked(UserId user, @Nullable Instant issuedAt) {
        Long at = revoked.get(user);
        return at != null && (issuedAt == null || issuedAt.getEpochSecond() <= at);
    }

    /** Also on a full disk: a row is small, and to refuse it would leave a stolen token good. */
    @Override
    public CompletionStage<Void> revoke(UserId user) {
        long now = clock.instant().getEpochSecond();
        return store.run(tables -> put(tables, user.value(), now), stored -> {
                    if (stored) {
                        revoked.merge(user, now, Math::max);
                    }
                    return stored;
                })
                .thenCompose(stored -> stored
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(new MailboxUnavailableException("the tokens of " + MOST
                                + " users are taken back already, the most within lifeline.revocations.keep")));
    }

    private static boolean put(Tables tables, String user, long now) {
        Long before = tables.revocations.get(user);
        if (before == null && tables.revocations.size() >= MOST) {
            return false;
        }
        // A clock that was put back takes no revocation back.
        tables.revocations.put(user, before == null ? now : Math.max(before, now));
        return true;
    }

    /** Takes what is too old out of the store, and then the rest into memory. */
    private CompletionStage<Void> forgetOld() {
        long oldest = clock.instant().minus(keep).getEpochSecond();
        return store.run(
                tables -> {
                    Map<String, Long> kept = new HashMap<>(tables.revocations);
                    kept.values().removeIf(at -> at < oldest);
                    List<String> old = tables.revocations.keySet().stream()
                            .filter(user -> !kept.containsKey(user))
                            .toList();
                    old.forEach(tables.revocations::remove);
                    return kept;
                },
                kept -> {
                    revoked.values().removeIf(at -> at < oldest);
                    kept.forEach((user, at) -> revoked.merge(new UserId(user), at, Math::max));
                    return null;
                });
    }
}
