package dev.lifeline.core.mailbox;

import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Durable, ordered streams: one for every user, numbered from 1, and one of broadcasts for all. Implementations are
 * thread-safe, and no method waits: a stage completes on a thread of the implementation, on which its dependents must
 * not block. A dependent that is added to a stage which is complete already runs where it is added.
 *
 * <p><b>Guarantees.</b> What a completed {@code append} stored survives the end of the process at any moment. A read
 * completes with nothing that is not durable yet, and sees every append that completed before it was asked for. No state
 * is held between calls, so that any process may go on where another stopped. Where the store cannot serve, stages fail
 * with {@link MailboxUnavailableException}, and nothing of that call was stored; where the store failed in the middle of
 * the call, it may have been: an {@link Idempotency} name makes sending again safe in both cases.
 *
 * <p><b>Retention.</b> Of each stream the newest messages are kept, bounded by age, number and bytes ({@link
 * Retention}). What falls out makes {@link #read} from before it {@link Replay.Lost}; a message that expired, was
 * replaced under its topic or was erased leaves a permitted gap.
 */
public interface Mailbox {

    /**
     * Names this history. A position of another epoch means nothing here: a fresh store has a new one, and so has one that
     * was restored as documented.
     */
    String epoch();

    /**
     * Stores a message for all its receivers, or for none: whole or not at all.
     *
     * @param told what became of it, once it is durable and before the stage completes: one after the other, in the order
     *     in which the messages were numbered. What depends on that order belongs here; the stage's dependents run in
     *     none, since they can come late. Must not block
     */
    CompletionStage<Appended> append(Post post, Consumer<Appended> told);

    /** Stores a message whose order among others does not matter to the caller. */
    default CompletionStage<Appended> append(Post post) {
        return append(post, appended -> {});
    }

    /**
     * Reads what follows a position of this epoch, in the order in which it was stored.
     *
     * @param most messages at the most, 1 to 1,000; fewer where they are large, but one where there is one
     */
    CompletionStage<Replay> read(UserId user, Position after, int most);

    /** Where the user's streams stand. The first call for a user begins his {@code taken} at the newest broadcast. */
    CompletionStage<Marks> marks(UserId user);

    /** Notes that a client of the user has everything up to there. A smaller number than known changes nothing. */
    CompletionStage<Void> take(UserId user, Position position);

    /**
     * What was stored under an {@link Idempotency} name, if it is still remembered. A name holds no body: that is null once
     * it was erased, or no stream and no conversation has it any more.
     */
    CompletionStage<Optional<Logged>> find(String scope, String name);

    /**
     * Reads a conversation backwards, newest first.
     *
     * @param log as in {@link Post#log}
     * @param before the {@link Logged#id} to begin below; {@link Long#MAX_VALUE} for the newest
     * @param most messages at the most, 1 to 1,000
     */
    CompletionStage<List<Logged>> history(String log, long before, int most);

    /**
     * Messages that retention dropped before any client of their user had acknowledged them, since the start; once for each
     * user. Broadcasts are not counted, for they are nobody's own.
     */
    long dropped();
}
