package dev.lifeline.store;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.MailboxContract;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The mailbox as the server has it: in a file, with a thread of its own. */
class MvStoreMailboxTest extends MailboxContract {

    @TempDir
    Path folder;

    private final ManualTicker ticker = new ManualTicker();
    private volatile Instant wallClock = Instant.parse("2026-01-01T00:00:00Z");
    private DataStore store;
    private Mailbox mailbox;

    @BeforeEach
    void open() {
        store = DataStore.open(folder, 0, ticker, Thread::new);
        mailbox = new MvStoreMailbox(store, RETENTION, () -> wallClock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Override
    protected Mailbox mailbox() {
        return mailbox;
    }

    @Override
    protected long now() {
        return wallClock.toEpochMilli();
    }

    @Override
    protected void pass(Duration time) {
        ticker.advance(time);
        wallClock = wallClock.plus(time);
    }

    @Override
    protected void jump(Duration time) {
        wallClock = wallClock.plus(time);
    }
}
