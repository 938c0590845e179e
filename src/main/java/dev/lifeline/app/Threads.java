package dev.lifeline.app;

import dev.lifeline.core.heartbeat.TimingWheel;
import dev.lifeline.core.time.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Every thread that Lifeline starts in one web application, by what it does. A task that comes after the end is dropped:
 * the connection it was for has ended too.
 */
final class Threads {

    /** Closing handshakes at a time: each may block on a client that reads nothing. */
    private static final int CLOSERS = 16;

    /** Pings at a time: each may block for the container's blocking send timeout. */
    private static final int PINGERS = 8;

    private static final System.Logger LOG = System.getLogger(Threads.class.getName());

    private final String context;
    private final TimingWheel wheel = new TimingWheel(Ticker.system());
    private final ScheduledThreadPoolExecutor clockwork;
    private final ThreadPoolExecutor flushers;
    private final ThreadPoolExecutor pingers;
    private final ThreadPoolExecutor closers;
    private final ThreadPoolExecutor announcer;
    private final ThreadPoolExecutor handlers;
    private final ThreadPoolExecutor fetcher;

    /** @param context the web application's path, for the threads' names */
    Threads(String context, int flusherCount, int handlerCount) {
        this.context = context.isEmpty() ? "/" : context;
        this.clockwork = new ScheduledThreadPoolExecutor(1, factory("clock"));
        this.flushers = pool("flush", flusherCount);
        this.pingers = pool("ping", PINGERS);
        this.closers = pool("close", CLOSERS);
        this.announcer = pool("presence", 1);
        this.handlers = pool("handler", handlerCount);
        this.fetcher = pool("keys", 1);
    }

    void start() {
        long tick = TimingWheel.TICK.toNanos();
        var unused = clockwork.scheduleWithFixedDelay(this::turn, tick, tick, TimeUnit.NANOSECONDS);
    }

    /** An exception would end the clockwork for good, and with it every heartbeat. */
    private void turn() {
        try {
            wheel.advance();
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "A turn of the timing wheel failed", e);
        }
    }

    TimingWheel wheel() {
        return wheel;
    }

    ExecutorService flushers() {
        return flushers;
    }

    ExecutorService pingers() {
        return pingers;
    }

    ExecutorService closers() {
        return closers;
    }

    ExecutorService announcer() {
        return announcer;
    }

    /** For the application's own code, which may block. */
    ExecutorService handlers() {
        return handlers;
    }

    /** Fetches the keys that tokens are checked with. */
    ExecutorService fetcher() {
        return fetcher;
    }

    /** Runs a task once the wheel has turned so far, and waits for it; at once where the wheel does not turn any more. */
    void after(Duration delay, Runnable task) {
        CountDownLatch due = new CountDownLatch(1);
        wheel.schedule(delay.toNanos(), due::countDown);
        try {
            if (!due.await(10 * delay.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "The timing wheel does not turn any more");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        task.run();
    }

    /** Waits until every closing handshake that was asked for has been begun, for so long at most. */
    void awaitClosers(Duration most) {
        closers.shutdown();
        await(closers, most);
    }

    /** Ends all threads; waits for them, two seconds each at most. */
    void stop() {
        List<ThreadPoolExecutor> all = List.of(clockwork, fetcher, announcer, handlers, pingers, flushers, closers);
        all.forEach(ThreadPoolExecutor::shutdownNow);
        all.forEach(pool -> await(pool, Duration.ofSeconds(2)));
    }

    private static void await(ThreadPoolExecutor pool, Duration most) {
        try {
            if (!pool.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.log(System.Logger.Level.WARNING, "Still busy after " + most.toSeconds() + " s: " + pool);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ThreadPoolExecutor pool(String role, int threads) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads, threads, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(role));
        pool.allowCoreThreadTimeOut(true);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return pool;
    }

    ThreadFactory factory(String role) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "lifeline" + context + " " + role + " " + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
