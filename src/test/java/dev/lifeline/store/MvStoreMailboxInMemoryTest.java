package dev.lifeline.store;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.MailboxContract;
import java.time.Duration;
import java.time.Instant;

/** The mailbox as unit tests of the core use it: in memory, on the caller's thread. */
class MvStoreMailboxInMemoryTest extends MailboxContract {

    private final ManualTicker ticker = new ManualTicker();
    private Instant wallClock = Instant.parse("2026-01-01T00:00:00Z");
    private final Mailbox mailbox = new MvStoreMailbox(DataStore.inMemory(ticker), RETENTION, () -> wallClock);

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
