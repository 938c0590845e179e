package dev.lifeline.core.protocol;

/**
 * How far a client has got in a user's two streams. Immutable.
 *
 * @param epoch the history that the numbers belong to
 * @param seq the last message of the user's own stream; 0 before the first
 * @param all the last broadcast; 0 before the first
 */
public record Position(String epoch, long seq, long all) {

    public Position {
        if (seq < 0 || all < 0) {
            throw new IllegalArgumentException("position " + seq + ", " + all + ": must not be negative");
        }
    }

    /** The further of each stream. */
    public Position atLeast(long otherSeq, long otherAll) {
        return new Position(epoch, Math.max(seq, otherSeq), Math.max(all, otherAll));
    }

    /** Whether everything of {@code other}, a position of the same epoch, is covered. */
    public boolean covers(Position other) {
        return seq >= other.seq && all >= other.all;
    }
}
