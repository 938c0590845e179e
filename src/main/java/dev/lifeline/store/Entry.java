package dev.lifeline.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * A message's place in one stream. Immutable.
 *
 * @param id of the {@link Message}
 * @param bytes of its body when it came in
 * @param at when it came in, in ms on the store's own clock ({@link Uptime})
 * @param indexed whether it has a topic or expires, and so stands in an index too
 */
record Entry(long id, int bytes, long at, boolean indexed) {

    static final RowType<Entry> TYPE = new RowType<>(Entry[]::new, row -> 48, Entry::write, Entry::read);

    private static void write(WriteBuffer buffer, Entry row) {
        buffer.putVarLong(row.id).putVarInt(row.bytes).putVarLong(row.at).put((byte) (row.indexed ? 1 : 0));
    }

    private static Entry read(ByteBuffer buffer) {
        return new Entry(
                DataUtils.readVarLong(buffer),
                DataUtils.readVarInt(buffer),
                DataUtils.readVarLong(buffer),
                buffer.get() != 0);
    }
}
