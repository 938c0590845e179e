package dev.lifeline.store;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Logged;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Marks;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/** Mailboxes in a {@link DataStore}. Thread-safe; stages complete on the store's thread. */
public final class MvStoreMailbox implements Mailbox {

    /** How often everything is looked through for what is beyond retention. */
    private static final Duration SWEEP_EVERY = Duration.ofHours(1);

    /** What an entry adds to the store, roughly. */
    private static final long ENTRY_BYTES = 100;

    private static final int MOST = 1_000;

    private final DataStore store;
    private final Retention retention;
    private final InstantSource clock;
    private final LongAdder dropped = new LongAdder();

    /**
     * @param store where they are kept; whoever opened it closes it
     * @param clock the wall clock, which {@link Post#expiresAt} is compared with
     */
    public MvStoreMailbox(DataStore store, Retention retention, InstantSource clock) {
        this.store = store;
        this.retention = retention;
        this.clock = clock;
        store.every(SWEEP_EVERY, this::sweep);
    }

    @Override
    public String epoch() {
        return store.epoch();
    }

    @Override
    public CompletionStage<Appended> append(Post post, Consumer<Appended> durable) {
        return store.grow(
                post.body().length + ENTRY_BYTES * (1L + post.to().size()),
                counting(streams -> new Appending(streams).append(post)),
                done -> {
                    Appended appended = counted(done);
                    durable.accept(appended);
                    return appended;
                });
    }

    @Override
    public CompletionStage<Replay> read(UserId user, Position after, int most) {
        checkMost(most);
        return run(streams -> new Reading(streams, epoch()).read(user, after, most));
    }

    @Override
    public CompletionStage<Marks> marks(UserId user) {
        return run(streams -> new Reading(streams, epoch()).marks(user));
    }

    @Override
    @SuppressWarnings("NullAway") // a stage of Void is completed with null
    public CompletionStage<Void> take(UserId user, Position position) {
        return run(streams -> {
            new Reading(streams, epoch()).take(user, position);
            return null;
        });
    }

    @Override
    public CompletionStage<Optional<Logged>> find(String scope, String name) {
        return run(streams -> new Reading(streams, epoch()).find(scope, name));
    }

    @Override
    public CompletionStage<List<Logged>> history(String log, long before, int most) {
        checkMost(most);
        return run(streams -> new Reading(streams, epoch()).history(log, before, most));
    }

    @Override
    public long dropped() {
        return dropped.sum();
    }

    /**
     * Removes what is beyond retention, step by step between other operations. The store's thread does it every hour; a
     * store without a thread leaves it to the caller.
     */
    public CompletionStage<Void> sweep() {
        return sweep("");
    }

    private CompletionStage<Void> sweep(String from) {
        CompletionStage<Optional<String>> step = run(streams -> Optional.ofNullable(new Sweep(streams).step(from)));
        return step.thenCompose(next -> next.map(this::sweep).orElseGet(() -> CompletableFuture.completedFuture(null)));
    }

    private <T> CompletionStage<T> run(Function<Streams, T> work) {
        return store.run(counting(work), this::counted);
    }

    private <T> Function<Tables, Counted<T>> counting(Function<Streams, T> work) {
        return tables -> {
            Streams streams = new Streams(tables, retention, store.uptime(), clock.millis());
            return new Counted<>(work.apply(streams), streams);
        };
    }

    private <T> T counted(Counted<T> done) {
        dropped.add(done.streams.dropped());
        return done.answer;
    }

    private static void checkMost(int most) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException(most + " messages at a time, must be 1 to " + MOST);
        }
    }

    /** An answer, and what was dropped on the way to it. */
    private record Counted<T>(T answer, Streams streams) {}
}
