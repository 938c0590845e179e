package dev.lifeline.store;

import java.nio.ByteBuffer;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** How one kind of row is written into a page and read from it. Immutable. */
final class RowType<T> extends BasicDataType<T> {

    private final IntFunction<T[]> storage;
    private final ToIntFunction<T> memory;
    private final BiConsumer<WriteBuffer, T> writer;
    private final Function<ByteBuffer, T> reader;

    /** @param memory the bytes that a row takes on the heap, roughly: the size of pages and cache follow it */
    RowType(
            IntFunction<T[]> storage,
            ToIntFunction<T> memory,
            BiConsumer<WriteBuffer, T> writer,
            Function<ByteBuffer, T> reader) {
        this.storage = storage;
        this.memory = memory;
        this.writer = writer;
        this.reader = reader;
    }

    @Override
    public int getMemory(T row) {
        return memory.applyAsInt(row);
    }

    @Override
    public void write(WriteBuffer buffer, T row) {
        writer.accept(buffer, row);
    }

    @Override
    public T read(ByteBuffer buffer) {
        return reader.apply(buffer);
    }

    @Override
    public T[] createStorage(int size) {
        return storage.apply(size);
    }

    /** Writes a text that may be null. */
    static void putText(WriteBuffer buffer, @Nullable String text) {
        if (text == null) {
            buffer.putVarInt(0);
        } else {
            buffer.putVarInt(text.length() + 1).putStringData(text, text.length());
        }
    }

    static @Nullable String readText(ByteBuffer buffer) {
        int size = DataUtils.readVarInt(buffer);
        return size == 0 ? null : DataUtils.readString(buffer, size - 1);
    }

    /** Heap bytes of a text, roughly. */
    static int memoryOf(@Nullable String text) {
        return text == null ? 0 : 40 + 2 * text.length();
    }
}
