package dev.lifeline.core.mailbox;

import dev.lifeline.core.protocol.UserId;
import java.util.Map;

/** What became of a {@link Post}. */
public sealed interface Appended {

    /**
     * It is durable.
     *
     * @param id its number among all messages of the store, rising
     * @param seqs its number in each receiver's stream, in the order given
     * @param all its number in the stream of broadcasts; 0 where it is none
     */
    record Stored(long id, Map<UserId, Long> seqs, long all) implements Appended {}

    /**
     * It was stored before under the same name; nothing was stored now.
     *
     * @param id of the first
     * @param seq the first's number in its sender's stream ({@link Post#from}), 0 where it has none
     * @param timestamp the first's
     */
    record Repeated(long id, long seq, long timestamp) implements Appended {}

    /** Another message has that name; nothing was stored. */
    record Conflict() implements Appended {}
}
