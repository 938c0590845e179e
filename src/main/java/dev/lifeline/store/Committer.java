package dev.lifeline.store;

import dev.lifeline.core.time.Ticker;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Does batches of operations: applies all to the tables, makes them durable by one commit and one sync, and answers only
 * then. An I/O error closes the store; it is opened anew until that works. For one thread at a time.
 */
final class Committer {

    private static final System.Logger LOG = System.getLogger(Committer.class.getName());

    private static final long REOPEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A store that writes anyway notes the time this often, in ms: what a crash may take back. */
    private static final long BUSY_SAVE_MILLIS = TimeUnit.SECONDS.toMillis(1);

    /** An idle store writes no oftener than this, in ms: only to note that time went by. */
    private static final long IDLE_SAVE_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private final StoreFile file;
    private final FreeSpace space;
    private final Uptime uptime;
    private final Ticker ticker;
    private final long id;
    private @Nullable OpenStore store;
    private long reopenAt;

    /** Why nothing works now; null if all is well. */
    private volatile @Nullable String outage;

    /** @throws IllegalStateException if the store cannot be opened */
    Committer(StoreFile file, FreeSpace space, Ticker ticker) {
        this.file = file;
        this.space = space;
        this.ticker = ticker;
        this.uptime = new Uptime(ticker);
        OpenStore opened = file.open();
        this.id = StoreFile.id(opened);
        this.store = opened;
        uptime.resume(opened.tables());
    }

    /** The random number of the store. */
    long id() {
        return id;
    }

    /** In ms on the store's own clock. */
    long uptime() {
        return uptime.now();
    }

    /** Why nothing works now; null if all is well. For any thread. */
    @Nullable
    String outage() {
        return outage;
    }

    /** Does a batch and answers it, in order. */
    void process(List<Pending<?, ?>> batch) {
        OpenStore open = store;
        if (open == null) {
            failAll(batch, outage == null ? "the data store is closed" : outage);
            return;
        }
        try {
            applyAll(open, batch);
            commit(open);
        } catch (RuntimeException | Error e) {
            breakDown(open, e);
            failAll(batch, String.valueOf(outage));
            return;
        }
        batch.forEach(Pending::settle);
    }

    /** An operation that fails takes its half-made changes with it: the others are applied anew, without it. */
    private void applyAll(OpenStore open, List<Pending<?, ?>> batch) {
        while (!applied(open, batch)) {
            open.rollback();
        }
    }

    private boolean applied(OpenStore open, List<Pending<?, ?>> batch) {
        for (Pending<?, ?> pending : batch) {
            if (pending.failed()) {
                continue;
            }
            String complaint = pending.growth() == 0 ? null : space.complaint(pending.growth());
            if (complaint != null) {
                pending.failUnavailable(complaint);
                continue;
            }
            try {
                pending.apply(open.tables());
            } catch (RefusedException e) {
                pending.fail(new IllegalArgumentException(e.getMessage()));
            } catch (MVStoreException e) {
                if (open.isClosed() || isInputOutput(e)) {
                    throw e;
                }
                LOG.log(System.Logger.Level.ERROR, "The data store is damaged; docs/operations.md tells what to do", e);
                pending.failUnavailable("the data store is damaged: " + e.getMessage());
                return false;
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.ERROR, "An operation on the data store failed", e);
                pending.fail(e);
                return false;
            }
        }
        return true;
    }

    private void commit(OpenStore open) {
        if (open.isChanged()) {
            if (uptime.unsaved() >= BUSY_SAVE_MILLIS) {
                uptime.save(open.tables());
            }
            open.commit();
        }
    }

    private static boolean isInputOutput(MVStoreException e) {
        return e.getErrorCode() == DataUtils.ERROR_READING_FAILED
                || e.getErrorCode() == DataUtils.ERROR_WRITING_FAILED
                || e.getErrorCode() == DataUtils.ERROR_CLOSED;
    }

    private static void failAll(List<Pending<?, ?>> batch, String message) {
        for (Pending<?, ?> pending : batch) {
            pending.failUnavailable(message);
            pending.settle();
        }
    }

    private void breakDown(OpenStore broken, Throwable cause) {
        LOG.log(
                System.Logger.Level.ERROR,
                "The data store failed; it is opened anew every second until that works",
                cause);
        outage = "the data store failed and is opened anew every second: " + cause.getMessage();
        store = null;
        reopenAt = ticker.nanoTime() + REOPEN_NANOS;
        try {
            broken.abandon();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, "The failed data store cannot be closed", e);
        }
    }

    /**
     * What has to be done from time to time: opening anew, giving space back. Call it after each batch, and once a second
     * where there is none.
     *
     * @param idle whether nobody waits
     */
    void maintain(boolean idle) {
        long now = ticker.nanoTime();
        OpenStore open = store;
        if (open == null) {
            if (outage != null && now - reopenAt >= 0) {
                reopen(now);
            }
            return;
        }
        try {
            if (uptime.unsaved() >= IDLE_SAVE_MILLIS) {
                uptime.save(open.tables());
                open.commit();
            }
            open.compact(idle);
        } catch (RuntimeException | Error e) {
            breakDown(open, e);
        }
    }

    private void reopen(long now) {
        reopenAt = now + REOPEN_NANOS;
        // An interrupt, by whatever code ran on this thread, would close the file again.
        boolean unused = Thread.interrupted();
        try {
            OpenStore opened = file.open();
            if (StoreFile.id(opened) != id) {
                opened.abandon();
                throw new IllegalStateException("another store lies in its place");
            }
            store = opened;
            outage = null;
            LOG.log(System.Logger.Level.INFO, "The data store works again");
        } catch (RuntimeException | Error e) {
            String message = "the data store failed and is opened anew every second: " + e.getMessage();
            if (!message.equals(outage)) {
                LOG.log(System.Logger.Level.ERROR, "The data store cannot be opened anew", e);
            }
            outage = message;
        }
    }

    /** Saves what there is, and ends. */
    void close() {
        OpenStore open = store;
        store = null;
        outage = null;
        if (open == null) {
            return;
        }
        try {
            uptime.save(open.tables());
            open.commit();
            open.close();
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The data store failed while it was closed; what it had answered is safe",
                    e);
            open.abandon();
        }
    }
}
