package dev.lifeline.store;

import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.time.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One file in a data folder, and the one thread that it belongs to. Operations gather in a queue; the thread takes what
 * has gathered, does all of it, makes it durable at once, and then answers in order (group commit). So an answer is never
 * about anything that is not durable, and an operation sees everything that was answered before it was asked for.
 * Thread-safe.
 */
public final class DataStore implements AutoCloseable {

    /** Operations in a batch at the most, and bytes: about ten milliseconds, so that the first waits no longer. */
    private static final int BATCH = 1_000;

    private static final long BATCH_BYTES = 2 << 20;

    /** Bytes that may wait, with what each operation takes itself: more is a store that cannot keep up. */
    private static final long WAITING_BYTES = 64 << 20;

    /** What an operation takes in the queue, roughly. */
    private static final long OPERATION_BYTES = 500;

    /** How long {@link #close} waits for the last batches. */
    private static final long CLOSE_MILLIS = 20_000;

    private static final String CLOSED = "the data store is closed: the server stops";

    private static final System.Logger LOG = System.getLogger(DataStore.class.getName());

    private final LinkedBlockingQueue<Pending<?, ?>> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final List<Periodic> periodics = new CopyOnWriteArrayList<>();
    private final Ticker ticker;
    private final Committer committer;
    private final String epoch;
    private final @Nullable DataFolder folder;

    /** Null where every operation is done on its caller's thread. */
    private final @Nullable Thread thread;

    private volatile boolean closed;
    private volatile boolean ended;

    private DataStore(
            Committer committer,
            String generation,
            @Nullable DataFolder folder,
            Ticker ticker,
            @Nullable ThreadFactory threads) {
        this.committer = committer;
        this.epoch = Long.toUnsignedString(committer.id(), 36) + "." + generation;
        this.folder = folder;
        this.ticker = ticker;
        this.thread = threads == null ? null : threads.newThread(this::work);
    }

    /**
     * Opens the store in a folder; makes both where they are missing.
     *
     * @param folder {@code lifeline.data}
     * @param minFree {@code lifeline.data.min-free}: with less free on the disk, in bytes, nothing is added
     * @param threads makes the one thread, which ends with {@link #close}
     * @throws IllegalStateException if the folder or the file cannot be used, saying why and what to do
     */
    public static DataStore open(Path folder, long minFree, Ticker ticker, ThreadFactory threads) {
        DataFolder held = DataFolder.hold(folder);
        try {
            return open(held, UnaryOperator.identity(), held::usableSpace, minFree, ticker, threads);
        } catch (RuntimeException | Error e) {
            held.close();
            throw e;
        }
    }

    /** With the file's address, the disk's free bytes and, where it is to have none, no thread, as a test wants them. */
    static DataStore open(
            DataFolder held,
            UnaryOperator<String> address,
            LongSupplier usable,
            long minFree,
            Ticker ticker,
            @Nullable ThreadFactory threads) {
        StoreFile file = new StoreFile(held.file(StoreFile.NAME), address);
        boolean existed = Files.exists(held.file(StoreFile.NAME));
        Committer committer = new Committer(file, new FreeSpace(usable, minFree, ticker), ticker);
        try {
            DataStore store = new DataStore(committer, held.generation(existed), held, ticker, threads);
            store.start();
            return store;
        } catch (RuntimeException | Error e) {
            committer.close();
            throw e;
        }
    }

    /**
     * A store in memory that does every operation on its caller's thread before the call returns, one caller after the
     * other. It has no thread, so nothing is done periodically.
     */
    public static DataStore inMemory(Ticker ticker) {
        Committer committer = new Committer(
                new StoreFile(null, UnaryOperator.identity()), new FreeSpace(() -> Long.MAX_VALUE, 0, ticker), ticker);
        return new DataStore(committer, "memory", null, ticker, null);
    }

    private void start() {
        if (thread != null) {
            thread.start();
        }
    }

    /** Names the history in this store: what its file was made with, and what its folder was. */
    String epoch() {
        return epoch;
    }

    /** In ms on the store's own clock. For operations only. */
    long uptime() {
        return committer.uptime();
    }

    /**
     * Does an operation, also on a full disk.
     *
     * @param work a function of the tables alone
     * @param finish makes the answer on the store's thread, once the work is durable
     */
    <R, T> CompletionStage<T> run(Function<Tables, R> work, Function<R, T> finish) {
        return submit(new Pending<>(0, work, finish));
    }

    /**
     * Does an operation, unless the disk is full.
     *
     * @param bytes that it adds, roughly
     * @param work as in {@link #run}
     * @param finish as in {@link #run}
     */
    <R, T> CompletionStage<T> grow(long bytes, Function<Tables, R> work, Function<R, T> finish) {
        return submit(new Pending<>(Math.max(1, bytes), work, finish));
    }

    private <T> CompletionStage<T> submit(Pending<?, T> pending) {
        String refusal = closed ? CLOSED : thread == null ? null : committer.outage();
        if (refusal == null && waitingBytes.get() > WAITING_BYTES) {
            refusal = "the data store cannot keep up: " + waitingBytes.get() + " bytes wait, at most " + WAITING_BYTES;
        }
        if (refusal != null) {
            pending.answer().completeExceptionally(new MailboxUnavailableException(refusal));
        } else if (thread == null) {
            doNow(pending);
        } else {
            waitingBytes.addAndGet(weight(pending));
            queue.add(pending);
            // The thread may have looked for the last time before this one came.
            if (ended && queue.remove(pending)) {
                pending.answer().completeExceptionally(new MailboxUnavailableException(CLOSED));
            }
        }
        return pending.answer();
    }

    private static long weight(Pending<?, ?> pending) {
        return OPERATION_BYTES + pending.growth();
    }

    private synchronized void doNow(Pending<?, ?> pending) {
        committer.maintain(false);
        committer.process(List.of(pending));
    }

    /** Runs a task on the store's thread again and again; it must not wait. */
    void every(Duration period, Runnable task) {
        periodics.add(new Periodic(period.toNanos(), task, ticker));
    }

    /**
     * Writes a copy while everything goes on: the store as it is after some batch of this moment. Waits for the disk, so
     * not for the store's own thread.
     *
     * @param target the copy, which must not be there yet
     * @throws IOException if it cannot be written, or cannot be read afterwards
     */
    public void backup(Path target) throws IOException {
        if (folder == null) {
            throw new IOException("a store in memory has no backup");
        }
        new Backup(this, folder.file(StoreFile.NAME)).to(target);
    }

    private void work() {
        while (!closed || !queue.isEmpty()) {
            try {
                List<Pending<?, ?>> batch = gather();
                if (!batch.isEmpty()) {
                    committer.process(batch);
                }
                committer.maintain(batch.isEmpty());
                periodics.forEach(Periodic::runIfDue);
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "A turn of the data store's thread failed", e);
            }
        }
        end();
        ended = true;
        List<Pending<?, ?>> late = new ArrayList<>();
        queue.drainTo(late);
        committer.process(late);
    }

    /** Waits for something to do, for a second at most, and takes what has gathered. */
    private List<Pending<?, ?>> gather() {
        List<Pending<?, ?>> batch = new ArrayList<>();
        Pending<?, ?> next = first();
        long bytes = 0;
        while (next != null) {
            batch.add(next);
            bytes += weight(next);
            next = batch.size() < BATCH && bytes < BATCH_BYTES ? queue.poll() : null;
        }
        waitingBytes.addAndGet(-bytes);
        return batch;
    }

    private @Nullable Pending<?, ?> first() {
        try {
            return closed ? queue.poll() : queue.poll(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Nobody ends this thread by an interrupt; close() wakes it.
            return queue.poll();
        }
    }

    /** Does what waits, saves, and lets go of the folder. From then on every stage fails. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (thread == null) {
            end();
            return;
        }
        queue.add(new Pending<>(0, tables -> "", done -> done));
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.log(System.Logger.Level.ERROR, "The data store does not close: its disk does not answer");
        }
    }

    private synchronized void end() {
        committer.close();
        if (folder != null) {
            folder.close();
        }
    }

    /** Something that is done again and again. For the store's thread only, once made. */
    private static final class Periodic {

        private final long nanos;
        private final Runnable task;
        private final Ticker ticker;
        private long dueAt;

        Periodic(long nanos, Runnable task, Ticker ticker) {
            this.nanos = nanos;
            this.task = task;
            this.ticker = ticker;
            this.dueAt = ticker.nanoTime() + nanos;
        }

        void runIfDue() {
            long now = ticker.nanoTime();
            if (now - dueAt < 0) {
                return;
            }
            dueAt = now + nanos;
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.log(System.Logger.Level.ERROR, "A periodic task of the data store failed", e);
            }
        }
    }
}
