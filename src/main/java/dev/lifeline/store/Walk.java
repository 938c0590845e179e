package dev.lifeline.store;

import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** Goes along a stream; erased and expired messages are passed by. For the store's thread only. */
final class Walk {

    private final Tables tables;
    private final long wallClock;
    private final long stream;
    private final long newest;
    private final @Nullable Cursor<byte[], Entry> cursor;
    private long number;
    private long id = Long.MAX_VALUE;
    private long timestamp;
    private byte @Nullable [] body;

    Walk(Tables tables, long wallClock, @Nullable Box box, long after) {
        this.tables = tables;
        this.wallClock = wallClock;
        this.stream = box == null ? 0 : box.stream();
        this.newest = box == null ? 0 : box.newest();
        this.cursor = box == null || after >= box.newest() ? null : tables.entries.cursor(Keys.of(stream, after + 1));
        advance();
    }

    void advance() {
        body = null;
        id = Long.MAX_VALUE;
        while (body == null && cursor != null && cursor.hasNext()) {
            byte[] key = cursor.next();
            if (Keys.part(key, 0) != stream) {
                return;
            }
            Entry entry = cursor.getValue();
            Message message = tables.messages.get(entry.id());
            if (message != null && !message.gone(wallClock)) {
                number = Keys.part(key, 1);
                id = entry.id();
                timestamp = message.timestamp();
                body = message.body();
            }
        }
    }

    /** The body of the message that comes next, or null at the end. */
    byte @Nullable [] body() {
        return body;
    }

    /** Its id; {@link Long#MAX_VALUE} at the end. */
    long id() {
        return id;
    }

    long number() {
        return number;
    }

    /** When it was taken, in ms since 1970. */
    long timestamp() {
        return timestamp;
    }

    /** The number up to which nothing is left to deliver. */
    long passed() {
        return body == null ? newest : number - 1;
    }
}
