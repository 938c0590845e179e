package dev.lifeline.core.mailbox;

import dev.lifeline.core.protocol.Position;
import java.util.List;

/** What follows a position: whole, or lost. Two cases, so that no caller can forget the second. */
public sealed interface Replay {

    /** The newest number of each stream at the time of reading. */
    Position newest();

    /**
     * Nothing is missing.
     *
     * @param letters in the order stored, as many as were asked for at the most
     * @param end where reading goes on: the position of the last letter, past gaps that follow it
     */
    record Complete(List<Letter> letters, Position end, Position newest) implements Replay {

        public Complete {
            letters = List.copyOf(letters);
        }

        /** Whether nothing follows. */
        public boolean last() {
            return end.covers(newest);
        }
    }

    /**
     * A part is gone, or the position is none of this store.
     *
     * @param oldest the earliest position that can be followed: behind all that fell out
     */
    record Lost(Reason reason, Position oldest, Position newest) implements Replay {}

    /** Why a position cannot be followed. */
    enum Reason {
        /** It belongs to another epoch. */
        EPOCH("epoch"),
        /** It is ahead of the store, as after a backup was restored. */
        AHEAD("ahead"),
        /** Retention has dropped messages behind it. */
        RETENTION("retention");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }
}
