package dev.lifeline.chaos.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventLogTest {

    @TempDir
    Path folder;

    @Test
    void whatWasAdded_isRead() throws IOException {
        try (EventLog log = new EventLog(folder.resolve("a.log"))) {
            log.add("u1", Kind.SENT, "cid", "u1-1", "seq", null);
            log.add("u1", Kind.LOST, "code", "a b");
            List<Event> events = EventLog.read(folder.resolve("a.log"));
            assertEquals(
                    List.of(Kind.SENT, Kind.LOST),
                    events.stream().map(Event::kind).toList());
            assertEquals("u1-1", events.get(0).text("cid"));
            assertFalse(events.get(0).has("seq"));
            assertEquals("a_b", events.get(1).text("code"));
            assertThrows(IllegalArgumentException.class, () -> events.get(0).number("seq"));
        }
    }

    @Test
    void halfALine_isLeftOut() throws IOException {
        Path file = folder.resolve("a.log");
        try (EventLog log = new EventLog(file)) {
            log.add("u1", Kind.LEFT);
        }
        Files.writeString(file, "123 u1 SE", StandardOpenOption.APPEND);
        assertEquals(1, EventLog.read(file).size());
    }
}
