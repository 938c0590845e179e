package dev.lifeline.store;

import dev.lifeline.core.mailbox.Letter;
import dev.lifeline.core.mailbox.Logged;
import dev.lifeline.core.mailbox.Marks;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** Reads streams, logs and marks. For the store's thread only. */
final class Reading {

    /** Bytes of bodies that one call reads, and one message in any case: others wait for this thread. */
    static final long MOST_BYTES = 1 << 20;

    private final Streams streams;
    private final Tables tables;
    private final String epoch;

    Reading(Streams streams, String epoch) {
        this.streams = streams;
        this.tables = streams.tables();
        this.epoch = epoch;
    }

    Replay read(UserId user, Position after, int most) {
        Box own = streams.trim(Streams.ofUser(user));
        Box all = streams.trim(Streams.ALL);
        Position newest = newest(own, all);
        Position oldest = new Position(epoch, own == null ? 0 : own.floor(), all == null ? 0 : all.floor());
        if (!epoch.equals(after.epoch())) {
            return new Replay.Lost(Replay.Reason.EPOCH, oldest, newest);
        }
        if (!newest.covers(after)) {
            return new Replay.Lost(Replay.Reason.AHEAD, oldest, newest);
        }
        if (beganBelow(own, after.seq()) || beganBelow(all, after.all())) {
            return new Replay.Lost(Replay.Reason.RETENTION, oldest, newest);
        }
        Walk mine = streams.after(own, after.seq());
        Walk broadcasts = streams.after(all, after.all());
        List<Letter> letters = new ArrayList<>();
        long bytes = 0;
        while (letters.size() < most && bytes < MOST_BYTES) {
            boolean isMine = mine.id() < broadcasts.id();
            Walk next = isMine ? mine : broadcasts;
            byte[] body = next.body();
            if (body == null) {
                break;
            }
            letters.add(new Letter(isMine ? next.number() : 0, isMine ? 0 : next.number(), next.timestamp(), body));
            bytes += body.length;
            next.advance();
        }
        return new Replay.Complete(letters, new Position(epoch, mine.passed(), broadcasts.passed()), newest);
    }

    private static boolean beganBelow(@Nullable Box box, long number) {
        return box != null && number < box.floor();
    }

    private Position newest(@Nullable Box own, @Nullable Box all) {
        return new Position(epoch, own == null ? 0 : own.newest(), all == null ? 0 : all.newest());
    }

    /** Where the user's streams stand; the first call makes them. */
    Marks marks(UserId user) {
        String name = Streams.ofUser(user);
        Box own = streams.touch(name, streams.open(name));
        return new Marks(new Position(epoch, own.takenSeq(), own.takenAll()), newest(own, streams.find(Streams.ALL)));
    }

    void take(UserId user, Position position) {
        String name = Streams.ofUser(user);
        Box own = streams.open(name);
        if (!epoch.equals(position.epoch())
                || !newest(own, streams.find(Streams.ALL)).covers(position)) {
            return;
        }
        long seq = Math.max(position.seq(), own.takenSeq());
        long all = Math.max(position.all(), own.takenAll());
        if (seq != own.takenSeq() || all != own.takenAll()) {
            tables.boxes.put(name, own.taken(seq, all, streams.uptime()));
        }
    }

    Optional<Logged> find(String scope, String name) {
        Name known = tables.names.get(Keys.of(scope, name));
        if (known == null || streams.aged(known.at())) {
            return Optional.empty();
        }
        Message message = tables.messages.get(known.id());
        return Optional.of(
                new Logged(known.id(), known.timestamp(), known.log(), message == null ? null : message.body()));
    }

    List<Logged> history(String log, long before, int most) {
        Box box = streams.trim(Streams.ofLog(log));
        List<Logged> found = new ArrayList<>();
        if (box == null || before <= 0) {
            return found;
        }
        Cursor<byte[], Entry> cursor =
                tables.entries.cursor(Keys.of(box.stream(), before - 1), Keys.of(box.stream(), 0), true);
        while (found.size() < most && cursor.hasNext()) {
            cursor.next();
            long id = cursor.getValue().id();
            Message message = tables.messages.get(id);
            if (message != null) {
                found.add(new Logged(id, message.timestamp(), message.log(), message.body()));
            }
        }
        return found;
    }
}
