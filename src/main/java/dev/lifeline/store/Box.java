package dev.lifeline.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * What is known of one stream: a user's, the one of broadcasts, or a conversation's log. Immutable.
 *
 * @param stream its number, in the keys of its entries
 * @param newest the last number given to a message in it
 * @param floor the last number that retention dropped a message of: who stands below has lost something
 * @param takenSeq of a user's own stream, the last that a client of his acknowledged
 * @param takenAll of the broadcasts, likewise
 * @param count entries in it
 * @param bytes of their bodies
 * @param oldest when the oldest entry came in, or an earlier moment, in ms on the store's own clock
 * @param touched when it was last used, likewise and roughly
 */
record Box(
        long stream,
        long newest,
        long floor,
        long takenSeq,
        long takenAll,
        int count,
        long bytes,
        long oldest,
        long touched) {

    static final RowType<Box> TYPE = new RowType<>(Box[]::new, row -> 88, Box::write, Box::read);

    static Box of(long stream, long takenAll, long now) {
        return new Box(stream, 0, 0, 0, takenAll, 0, 0, now, now);
    }

    Box added(long number, int size, long now) {
        long first = count == 0 ? now : oldest;
        return new Box(stream, number, floor, takenSeq, takenAll, count + 1, bytes + size, first, now);
    }

    Box removed(int size) {
        return new Box(stream, newest, floor, takenSeq, takenAll, count - 1, bytes - size, oldest, touched);
    }

    Box lost(long number) {
        return new Box(stream, newest, number, takenSeq, takenAll, count, bytes, oldest, touched);
    }

    Box taken(long seq, long all, long now) {
        return new Box(stream, newest, floor, seq, all, count, bytes, oldest, now);
    }

    Box oldestAt(long at) {
        return new Box(stream, newest, floor, takenSeq, takenAll, count, bytes, at, touched);
    }

    Box touchedAt(long at) {
        return new Box(stream, newest, floor, takenSeq, takenAll, count, bytes, oldest, at);
    }

    private static void write(WriteBuffer buffer, Box row) {
        buffer.putVarLong(row.stream)
                .putVarLong(row.newest)
                .putVarLong(row.floor)
                .putVarLong(row.takenSeq)
                .putVarLong(row.takenAll)
                .putVarInt(row.count)
                .putVarLong(row.bytes)
                .putVarLong(row.oldest)
                .putVarLong(row.touched);
    }

    private static Box read(ByteBuffer buffer) {
        return new Box(
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarInt(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer));
    }
}
