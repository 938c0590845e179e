package dev.lifeline.chaos.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An append-only file of events, in the order in which they happened. Thread-safe. */
public final class EventLog implements AutoCloseable {

    private final BufferedWriter out;

    public EventLog(Path file) {
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param pairs as in {@link Event#of} */
    public synchronized void add(String who, Kind kind, Object... pairs) {
        try {
            out.write(Event.of(System.currentTimeMillis(), who, kind, pairs).line());
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What has been written so far; nothing where there is no file yet, and no line that is not whole yet. */
    public static List<Event> read(Path file) {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            try (Stream<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines()) {
                return lines.map(Event::parse).toList();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
