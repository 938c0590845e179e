package dev.lifeline.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What a sender's own name for a message stands for. It holds no body: that lives as long as a stream or a log has it.
 * Immutable.
 *
 * @param id of the {@link Message}
 * @param seq its number in its sender's stream, or 0
 * @param timestamp in ms since 1970
 * @param log its conversation, or null
 * @param fingerprint of all that made it
 * @param at when it came in, in ms on the store's own clock ({@link Uptime})
 */
record Name(long id, long seq, long timestamp, @Nullable String log, long fingerprint, long at) {

    static final RowType<Name> TYPE =
            new RowType<>(Name[]::new, row -> 64 + RowType.memoryOf(row.log), Name::write, Name::read);

    private static void write(WriteBuffer buffer, Name row) {
        buffer.putVarLong(row.id).putVarLong(row.seq).putVarLong(row.timestamp);
        RowType.putText(buffer, row.log);
        buffer.putLong(row.fingerprint).putVarLong(row.at);
    }

    private static Name read(ByteBuffer buffer) {
        return new Name(
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                DataUtils.readVarLong(buffer),
                RowType.readText(buffer),
                buffer.getLong(),
                DataUtils.readVarLong(buffer));
    }
}
