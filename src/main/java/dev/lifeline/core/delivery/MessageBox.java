package dev.lifeline.core.delivery;

import dev.lifeline.core.mailbox.Letter;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Marks;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What back ends put into users' message boxes: the pushed messages of one type, read from the user's own stream for as
 * long as retention keeps them. Broadcasts are in nobody's box. Thread-safe; never waits.
 */
public final class MessageBox {

    /** The most entries of a page. */
    public static final int PAGE = 20;

    /** How far back in a stream the box is looked for, in messages. */
    public static final int REACH = 10_000;

    private static final int STEP = 1_000;

    private final Mailbox mailbox;
    private final Codec codec;

    public MessageBox(Mailbox mailbox, Codec codec) {
        this.mailbox = mailbox;
        this.codec = codec;
    }

    /**
     * An entry.
     *
     * @param seq its number in the user's stream
     * @param timestamp when it was taken, in ms since 1970
     * @param read whether a client of the user has acknowledged it
     */
    public record Entry(long seq, long timestamp, boolean read, Notice notice) {}

    /**
     * A part of the box.
     *
     * @param pages of the whole box; 0 where it is empty
     * @param entries newest first
     */
    public record Page(int pages, List<Entry> entries) {}

    /** Reads a user's box. */
    public CompletionStage<Contents> of(UserId user) {
        return mailbox.marks(user).thenCompose(marks -> {
            Position newest = marks.newest();
            Position start = new Position(newest.epoch(), Math.max(0, newest.seq() - REACH), newest.all());
            return gather(user, start, new Contents(marks));
        });
    }

    private CompletionStage<Contents> gather(UserId user, Position after, Contents contents) {
        long until = contents.marks.newest().seq();
        if (after.seq() >= until) {
            return CompletableFuture.completedFuture(contents);
        }
        return mailbox.read(user, after, STEP).thenCompose(replay -> {
            Position next;
            if (replay instanceof Replay.Complete complete) {
                complete.letters().stream()
                        .filter(letter -> letter.seq() > 0 && codec.mayHoldNotice(letter.body()))
                        .forEach(contents.letters::add);
                next = complete.end();
            } else {
                // What fell out of the stream is no longer in the box.
                Position oldest = ((Replay.Lost) replay).oldest();
                next = new Position(after.epoch(), oldest.seq(), Math.max(after.all(), oldest.all()));
            }
            boolean further = next.seq() > after.seq() || next.all() > after.all();
            return further ? gather(user, next, contents) : CompletableFuture.completedFuture(contents);
        });
    }

    /**
     * A box as it was read. Its messages are decoded when a page is asked for, on the thread that asks: the mailbox's own
     * has no time for it. What can be no entry is not held: many boxes are read at once. For one thread.
     */
    public final class Contents {

        private final Marks marks;
        private final List<Letter> letters = new ArrayList<>();

        private Contents(Marks marks) {
            this.marks = marks;
        }

        /** @param number from 1; beyond the last one, a page without entries */
        public Page page(int number) {
            List<Entry> entries = new ArrayList<>();
            for (int i = letters.size() - 1; i >= 0; i--) {
                Letter letter = letters.get(i);
                codec.noticeIn(letter.body())
                        .map(notice -> new Entry(
                                letter.seq(),
                                letter.timestamp(),
                                letter.seq() <= marks.taken().seq(),
                                notice))
                        .ifPresent(entries::add);
            }
            int pages = (entries.size() + PAGE - 1) / PAGE;
            int from = (int) Math.min((number - 1L) * PAGE, entries.size());
            return new Page(pages, List.copyOf(entries.subList(from, Math.min(from + PAGE, entries.size()))));
        }
    }
}
