package dev.lifeline.store;

import dev.lifeline.core.mailbox.Post;
import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A stored message, once for all its receivers. Immutable.
 *
 * @param timestamp in ms since 1970
 * @param expiresAt in ms since 1970, or {@link Post#NEVER}
 * @param log its conversation, or null
 * @param topic or null
 * @param body null once it was erased
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Message(
        long timestamp,
        long expiresAt,
        @Nullable String log,
        @Nullable String topic,
        byte @Nullable [] body) {

    static final RowType<Message> TYPE = new RowType<>(Message[]::new, Message::memory, Message::write, Message::read);

    static Message of(Post post) {
        return new Message(post.timestamp(), post.expiresAt(), post.log(), post.topic(), post.body());
    }

    Message erased() {
        return new Message(timestamp, expiresAt, log, topic, null);
    }

    /**
     * Whether nobody is to get it any more.
     *
     * @param now in ms since 1970
     */
    boolean gone(long now) {
        return body == null || expiresAt <= now;
    }

    private static int memory(Message row) {
        return 64
                + RowType.memoryOf(row.log)
                + RowType.memoryOf(row.topic)
                + (row.body == null ? 0 : 16 + row.body.length);
    }

    private static void write(WriteBuffer buffer, Message row) {
        buffer.putVarLong(row.timestamp).putVarLong(row.expiresAt);
        RowType.putText(buffer, row.log);
        RowType.putText(buffer, row.topic);
        if (row.body == null) {
            buffer.putVarInt(0);
        } else {
            buffer.putVarInt(row.body.length + 1).put(row.body);
        }
    }

    private static Message read(ByteBuffer buffer) {
        long timestamp = DataUtils.readVarLong(buffer);
        long expiresAt = DataUtils.readVarLong(buffer);
        String log = RowType.readText(buffer);
        String topic = RowType.readText(buffer);
        int size = DataUtils.readVarInt(buffer);
        byte[] body = null;
        if (size > 0) {
            body = new byte[size - 1];
            buffer.get(body);
        }
        return new Message(timestamp, expiresAt, log, topic, body);
    }
}
