package dev.lifeline.core.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.Credential;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Ends connections whose login was ended: by the user, who logged out, or by the back end, which took his tokens back.
 * Thread-safe; never waits.
 */
public final class Logins {

    /** The longest from the moment when a handshake is judged to that when its connection can be found. */
    private static final Duration OPENING = Duration.ofMinutes(1);

    /** Ended sessions that are remembered so long; of more, the oldest is forgotten. */
    private static final int MOST_ENDED = 10_000;

    private final SessionRegistry sessions;
    private final Revocations revocations;
    private final Ticker ticker;

    /** When each session was ended, on the ticker; oldest first. */
    @GuardedBy("ended")
    private final Map<String, Long> ended = new LinkedHashMap<>();

    public Logins(SessionRegistry sessions, Revocations revocations, Ticker ticker) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.ticker = ticker;
    }

    /**
     * A user has logged out of one session: ends the connections that came with it, his others stay.
     *
     * @param session its name, as in {@link Credential#session}
     * @return how many there were
     */
    public int loggedOut(UserId user, String session) {
        synchronized (ended) {
            ended.remove(session);
            ended.put(session, ticker.nanoTime());
            forgetOld();
        }
        return end(user, connection -> connection.isOf(session), "logged out");
    }

    /**
     * Takes back all tokens of a user that were issued until now, and then ends all his connections.
     *
     * @param reason told to him
     * @return completes with how many there were, once the revocation is durable
     * @see Revocations#revoke
     */
    public CompletionStage<Integer> revoke(UserId user, String reason) {
        return revocations.revoke(user).thenApply(done -> end(user, connection -> true, reason));
    }

    /**
     * Whether a login was ended since its handshake was judged. To be asked once the connection is registered: whoever
     * ends a login later finds it there.
     */
    boolean hasEnded(UserId user, Credential credential) {
        if (revocations.isRevoked(user, credential.issuedAt())) {
            return true;
        }
        synchronized (ended) {
            return credential.session() != null && ended.containsKey(credential.session());
        }
    }

    private int end(UserId user, Predicate<Connection> which, String reason) {
        List<Connection> found = sessions.of(user).stream().filter(which).toList();
        found.forEach(connection -> connection.close(CloseCode.TOKEN_REVOKED, reason));
        return found.size();
    }

    @GuardedBy("ended")
    private void forgetOld() {
        long now = ticker.nanoTime();
        var oldest = ended.values().iterator();
        while (oldest.hasNext() && (now - oldest.next() > OPENING.toNanos() || ended.size() > MOST_ENDED)) {
            oldest.remove();
        }
    }
}
