package dev.lifeline.core.mailbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link Mailbox} has to do. An implementation's test makes one and moves its clocks. */
public abstract class MailboxContract {

    protected static final UserId ANNA = new UserId("anna");
    protected static final UserId BEN = new UserId("ben");
    protected static final UserId CAI = new UserId("cai");

    /** What the mailbox under test keeps: few enough to fill it. */
    protected static final Retention RETENTION = new Retention(Duration.ofDays(7), 10, 1_000);

    /** The fresh mailbox under test, with {@link #RETENTION}; the same one in every call of a test. */
    protected abstract Mailbox mailbox();

    /** The wall clock, in ms since 1970. */
    protected abstract long now();

    /** Lets time pass, for the wall clock and for the age of messages. */
    protected abstract void pass(Duration time);

    /** Moves the wall clock alone. */
    protected abstract void jump(Duration time);

    protected static <T> T get(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    protected static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    protected static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    protected Post post(String body, UserId... to) {
        return Post.to(List.of(to), bytes(body), now());
    }

    protected Post broadcast(String body) {
        return Post.toAll(bytes(body), now());
    }

    protected Appended.Stored store(Post post) {
        return assertInstanceOf(Appended.Stored.class, get(mailbox().append(post)));
    }

    protected Position at(long seq, long all) {
        return new Position(mailbox().epoch(), seq, all);
    }

    protected Replay.Complete complete(UserId user, long seq, long all, int most) {
        return assertInstanceOf(Replay.Complete.class, get(mailbox().read(user, at(seq, all), most)));
    }

    protected List<String> bodies(UserId user, long seq, long all) {
        return complete(user, seq, all, 1_000).letters().stream()
                .map(letter -> text(letter.body()))
                .toList();
    }

    protected Replay.Reason lost(UserId user, Position after) {
        return assertInstanceOf(Replay.Lost.class, get(mailbox().read(user, after, 100)))
                .reason();
    }

    private List<String> history(String log, long before, int most) {
        return get(mailbox().history(log, before, most)).stream()
                .map(logged -> logged.body() == null ? "-" : text(logged.body()))
                .toList();
    }

    private static void assertPosition(long seq, long all, Position position) {
        assertEquals(seq + "," + all, position.seq() + "," + position.all());
    }

    @Test
    void appendsOfManyThreads_areToldInTheOrderOfTheirNumbers() {
        Queue<Long> told = new ConcurrentLinkedQueue<>();
        List<CompletableFuture<Void>> threads = IntStream.range(0, 8)
                .mapToObj(thread -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 200; i++) {
                        get(mailbox().append(broadcast("x"), appended -> told.add(((Appended.Stored) appended).all())));
                    }
                }))
                .toList();
        threads.forEach(MailboxContract::get);
        assertEquals(LongStream.rangeClosed(1, 1_600).boxed().toList(), List.copyOf(told));
    }

    @Test
    void append_numbersEachStreamFromOne() {
        Appended.Stored first = store(post("1", ANNA, BEN));
        Appended.Stored second = store(post("2", BEN));

        assertEquals(List.of(ANNA, BEN), List.copyOf(first.seqs().keySet()));
        assertEquals(List.of(1L, 1L), List.copyOf(first.seqs().values()));
        assertEquals(2L, second.seqs().get(BEN));
        assertEquals(0, second.all());
        assertTrue(second.id() > first.id());
        assertEquals(List.of("1", "2"), bodies(BEN, 0, 0));
    }

    @Test
    void broadcasts_haveTheirOwnNumbers() {
        assertEquals(1, store(broadcast("a")).all());
        store(post("1", ANNA));
        Appended.Stored second = store(broadcast("b"));

        assertEquals(2, second.all());
        assertTrue(second.seqs().isEmpty());
        assertPosition(1, 2, complete(ANNA, 0, 0, 10).newest());
    }

    @Test
    void read_mergesBothStreamsInTheOrderStored() {
        store(broadcast("a"));
        store(post("1", ANNA));
        store(post("not hers", BEN));
        store(broadcast("b"));
        store(post("2", ANNA));

        List<Letter> letters = complete(ANNA, 0, 0, 10).letters();

        assertEquals(List.of("a", "1", "b", "2"), bodies(ANNA, 0, 0));
        assertEquals(List.of(0L, 1L, 0L, 2L), letters.stream().map(Letter::seq).toList());
        assertEquals(List.of(1L, 0L, 2L, 0L), letters.stream().map(Letter::all).toList());
        assertEquals(List.of("b", "2"), bodies(ANNA, 1, 1));
    }

    @Test
    void read_inSteps_giveEverythingOnce() {
        for (int i = 0; i < 8; i++) {
            store(i % 3 == 0 ? broadcast("" + i) : post("" + i, ANNA));
        }
        List<String> all = new ArrayList<>();
        Replay.Complete step = complete(ANNA, 0, 0, 3);
        while (true) {
            step.letters().forEach(letter -> all.add(text(letter.body())));
            if (step.last()) {
                break;
            }
            assertEquals(3, step.letters().size());
            step = complete(ANNA, step.end().seq(), step.end().all(), 3);
        }
        assertEquals(List.of("0", "1", "2", "3", "4", "5", "6", "7"), all);
        assertPosition(5, 3, step.end());
    }

    @Test
    void read_ofNothing_isCompleteAndLast() {
        Replay.Complete nothing = complete(ANNA, 0, 0, 10);

        assertTrue(nothing.letters().isEmpty());
        assertTrue(nothing.last());
    }

    @Test
    void read_fromAnotherEpoch_isLost() {
        store(post("1", ANNA));

        assertEquals(Replay.Reason.EPOCH, lost(ANNA, new Position("other", 0, 0)));
    }

    @Test
    void read_aheadOfTheStore_isLost() {
        store(post("1", ANNA));
        store(broadcast("a"));

        assertEquals(Replay.Reason.AHEAD, lost(ANNA, at(2, 0)));
        assertEquals(Replay.Reason.AHEAD, lost(ANNA, at(0, 2)));
        assertEquals(Replay.Reason.AHEAD, lost(CAI, at(1, 0)));
        assertPosition(
                1,
                1,
                assertInstanceOf(Replay.Lost.class, get(mailbox().read(ANNA, at(2, 0), 10)))
                        .newest());
    }

    @Test
    void read_outOfBounds_isRefused() {
        assertThrows(IllegalArgumentException.class, () -> mailbox().read(ANNA, at(0, 0), 0));
        assertThrows(IllegalArgumentException.class, () -> mailbox().read(ANNA, at(0, 0), 1_001));
    }

    @Test
    void marks_ofANewUser_beginAtTheNewestBroadcast() {
        store(broadcast("a"));
        Marks first = get(mailbox().marks(ANNA));
        store(broadcast("b"));
        Marks later = get(mailbox().marks(ANNA));

        assertPosition(0, 1, first.taken());
        assertPosition(0, 1, first.newest());
        assertPosition(0, 1, later.taken());
        assertPosition(0, 2, later.newest());
    }

    @Test
    void append_toANewUser_beginsAtTheNewestBroadcastToo() {
        store(broadcast("a"));
        store(post("1", ANNA));
        store(broadcast("b"));

        Marks marks = get(mailbox().marks(ANNA));

        assertPosition(0, 1, marks.taken());
        assertEquals(
                List.of("1", "b"),
                bodies(ANNA, marks.taken().seq(), marks.taken().all()));
    }

    @Test
    void take_onlyRises() {
        store(post("1", ANNA));
        store(post("2", ANNA));
        get(mailbox().marks(ANNA));
        store(broadcast("a"));

        get(mailbox().take(ANNA, at(2, 0)));
        assertPosition(2, 0, get(mailbox().marks(ANNA)).taken());
        get(mailbox().take(ANNA, at(1, 1)));
        assertPosition(2, 1, get(mailbox().marks(ANNA)).taken());
    }

    @Test
    void take_ofWhatIsNot_changesNothing() {
        store(post("1", ANNA));

        get(mailbox().take(ANNA, at(2, 0)));
        get(mailbox().take(ANNA, at(0, 1)));
        get(mailbox().take(ANNA, new Position("other", 1, 0)));

        assertPosition(0, 0, get(mailbox().marks(ANNA)).taken());
    }

    @Test
    void capacity_dropsTheOldest_andTells() {
        for (int i = 1; i <= 12; i++) {
            store(post("" + i, ANNA));
        }
        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(0, 0)));
        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(1, 0)));
        assertEquals(10, bodies(ANNA, 2, 0).size());
        assertEquals(2, mailbox().dropped());
    }

    @Test
    void capacity_ofBroadcasts_dropsTheOldest_andTells() {
        for (int i = 1; i <= 12; i++) {
            store(broadcast("" + i));
        }
        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(0, 1)));
        assertEquals(10, bodies(ANNA, 0, 2).size());
    }

    @Test
    void bytes_areBounded_butTheNewestStays() {
        String body = "x".repeat(400);
        store(post("1" + body, ANNA));
        store(post("2" + body, ANNA));
        store(post("3" + body, ANNA));
        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(0, 0)));
        assertEquals(2, bodies(ANNA, 1, 0).size());

        store(post(body.repeat(4), ANNA));
        assertEquals(List.of(body.repeat(4)), bodies(ANNA, 3, 0));
    }

    @Test
    void age_dropsWhatIsOlder_andTells() {
        store(post("1", ANNA));
        pass(Duration.ofDays(4));
        store(post("2", ANNA));
        pass(Duration.ofDays(4));

        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(0, 0)));
        assertEquals(List.of("2"), bodies(ANNA, 1, 0));
        assertEquals(1, mailbox().dropped());
    }

    @Test
    void dropped_countsOnlyWhatNobodyTook() {
        for (int i = 1; i <= 10; i++) {
            store(post("" + i, ANNA, BEN));
        }
        get(mailbox().take(ANNA, at(10, 0)));
        store(post("11", ANNA, BEN));

        assertEquals(1, mailbox().dropped());
    }

    @Test
    void wallClock_jumpingAhead_dropsNothing() {
        store(post("1", ANNA));
        store(broadcast("a"));
        jump(Duration.ofDays(10_000));
        store(post("2", ANNA));

        assertEquals(List.of("1", "a", "2"), bodies(ANNA, 0, 0));
        assertEquals(0, mailbox().dropped());
    }

    @Test
    void topic_replacesTheEarlierInEachStream() {
        store(post("old", ANNA, BEN).under("count", Post.NEVER));
        store(post("other", ANNA).under("colour", Post.NEVER));
        store(post("new", ANNA).under("count", Post.NEVER));

        assertEquals(List.of("other", "new"), bodies(ANNA, 0, 0));
        assertEquals(List.of("old"), bodies(BEN, 0, 0));
        assertEquals(0, mailbox().dropped());
    }

    @Test
    void topic_ofBroadcasts_replacesTheEarlier() {
        store(broadcast("old").under("count", Post.NEVER));
        store(post("hers", ANNA).under("count", Post.NEVER));
        store(broadcast("new").under("count", Post.NEVER));

        assertEquals(List.of("hers", "new"), bodies(ANNA, 0, 0));
    }

    @Test
    void topic_repeatedBeyondCapacity_losesNothingElse() {
        store(post("1", ANNA));
        for (int i = 0; i < 30; i++) {
            store(post("count " + i, ANNA).under("count", Post.NEVER));
        }
        assertEquals(List.of("1", "count 29"), bodies(ANNA, 0, 0));
    }

    @Test
    void expired_isNotDelivered_andEndPassesIt() {
        store(post("stays", ANNA));
        store(post("goes", ANNA).under(null, now() + 1_000));
        store(broadcast("goes too").under(null, now() + 1_000));
        assertEquals(3, bodies(ANNA, 0, 0).size());
        pass(Duration.ofSeconds(1));

        Replay.Complete replay = complete(ANNA, 0, 0, 1);

        assertEquals(List.of("stays"), bodies(ANNA, 0, 0));
        assertPosition(2, 1, replay.end());
        assertTrue(replay.last());
    }

    @Test
    void expired_crowdsOutNothing() {
        store(post("stays", ANNA));
        for (int i = 0; i < 30; i++) {
            store(post("tick", ANNA).under(null, now() + 1_000));
            pass(Duration.ofSeconds(2));
        }
        assertEquals(List.of("stays"), bodies(ANNA, 0, 0));
        assertEquals(0, mailbox().dropped());
    }

    @Test
    void erased_isGoneEverywhere_andHistoryKeepsItsPlace() {
        Appended.Stored line = store(post("secret", ANNA, BEN).loggedIn("a-b"));
        store(post("recall", ANNA, BEN).loggedIn("a-b").erasing(line.id()));

        assertEquals(List.of("recall"), bodies(ANNA, 0, 0));
        assertEquals(List.of("recall"), bodies(BEN, 0, 0));
        assertEquals(List.of("recall", "-"), history("a-b", Long.MAX_VALUE, 10));
    }

    @Test
    void erasing_whatIsNot_changesNothing() {
        store(post("1", ANNA).erasing(4_711));

        assertEquals(List.of("1"), bodies(ANNA, 0, 0));
    }

    @Test
    void name_again_storesNothing_andTellsTheFirst() {
        Post line = post("1", BEN, ANNA).named(new Idempotency("anna", "c1", 42), ANNA);
        store(post("0", ANNA));
        Appended.Stored first = store(line);
        pass(Duration.ofSeconds(5));

        Appended again = get(mailbox().append(post("1", BEN, ANNA).named(new Idempotency("anna", "c1", 42), ANNA)));

        Appended.Repeated repeated = assertInstanceOf(Appended.Repeated.class, again);
        assertEquals(first.id(), repeated.id());
        assertEquals(2, repeated.seq());
        assertEquals(line.timestamp(), repeated.timestamp());
        assertEquals(List.of("1"), bodies(BEN, 0, 0));
    }

    @Test
    void name_withOtherContent_isAConflict() {
        Appended.Stored first = store(post("1", BEN).named(new Idempotency("anna", "c1", 42), null));

        Appended other = get(mailbox()
                .append(post("2", BEN)
                        .named(new Idempotency("anna", "c1", 43), null)
                        .erasing(first.id())));

        assertInstanceOf(Appended.Conflict.class, other);
        assertEquals(List.of("1"), bodies(BEN, 0, 0));
    }

    @Test
    void name_inAnotherScope_isAnother() {
        store(post("1", BEN).named(new Idempotency("a", "bc", 1), null));
        store(post("2", BEN).named(new Idempotency("ab", "c", 2), null));

        assertEquals(List.of("1", "2"), bodies(BEN, 0, 0));
    }

    @Test
    void name_isForgottenWithAge() {
        store(post("1", BEN).named(new Idempotency("anna", "c1", 42), null));
        pass(Duration.ofDays(8));

        assertEquals(Optional.empty(), get(mailbox().find("anna", "c1")));
        store(post("1", BEN).named(new Idempotency("anna", "c1", 42), null));
    }

    @Test
    void find_tellsWhatWasStoredUnderAName() {
        Post line =
                post("1", BEN).named(new Idempotency("anna", "c1", 42), ANNA).loggedIn("a-b");
        Appended.Stored stored = store(line);

        Logged found = get(mailbox().find("anna", "c1")).orElseThrow();

        assertEquals(stored.id(), found.id());
        assertEquals(line.timestamp(), found.timestamp());
        assertEquals("a-b", found.log());
        assertArrayEquals(bytes("1"), found.body());
        assertEquals(Optional.empty(), get(mailbox().find("anna", "c2")));
    }

    @Test
    void find_ofAnErased_hasNoBody() {
        Appended.Stored line = store(post("1", BEN).named(new Idempotency("anna", "c1", 42), ANNA));
        store(post("recall", BEN).erasing(line.id()));

        assertNull(get(mailbox().find("anna", "c1")).orElseThrow().body());
    }

    @Test
    void history_isNewestFirst_inPages() {
        for (int i = 1; i <= 5; i++) {
            store(post("" + i, ANNA, BEN).loggedIn("a-b"));
            store(post("elsewhere", ANNA).loggedIn("a-c"));
        }
        List<Logged> page = get(mailbox().history("a-b", Long.MAX_VALUE, 2));

        assertEquals(List.of("5", "4"), history("a-b", Long.MAX_VALUE, 2));
        assertEquals(List.of("3", "2", "1"), history("a-b", page.get(1).id(), 10));
        assertEquals(List.of(), history("nobody", Long.MAX_VALUE, 10));
        assertEquals("a-b", page.get(0).log());
    }

    @Test
    void history_outlivesTheMailboxes() {
        Post line = post("old", ANNA).loggedIn("a-b");
        store(line);
        for (int i = 0; i < 10; i++) {
            store(post("" + i, ANNA));
        }
        assertEquals(Replay.Reason.RETENTION, lost(ANNA, at(0, 0)));
        assertEquals(List.of("old"), history("a-b", Long.MAX_VALUE, 10));
    }

    @Test
    void history_isBounded() {
        for (int i = 1; i <= 12; i++) {
            store(new Post(List.of(), false, bytes("" + i), now(), null, null, null, Post.NEVER, "a-b", 0));
        }
        assertEquals(10, history("a-b", Long.MAX_VALUE, 100).size());
        pass(Duration.ofDays(8));
        assertEquals(List.of(), history("a-b", Long.MAX_VALUE, 100));
    }

    @Test
    void epoch_staysTheSame() {
        assertEquals(mailbox().epoch(), mailbox().epoch());
        assertFalse(mailbox().epoch().isEmpty());
    }

    @Test
    void appends_completeInTheOrderNumbered() {
        List<CompletableFuture<Appended>> stages = IntStream.range(0, 300)
                .mapToObj(i -> mailbox().append(post("" + i, ANNA)).toCompletableFuture())
                .toList();

        assertInstanceOf(Appended.Stored.class, get(stages.get(299)));

        for (int i = 0; i < 300; i++) {
            assertTrue(stages.get(i).isDone());
            Appended.Stored stored = assertInstanceOf(Appended.Stored.class, get(stages.get(i)));
            assertEquals(i + 1L, stored.seqs().get(ANNA));
        }
    }

    @Test
    void appends_fromManyThreads_areToldInTheOrderNumbered() throws InterruptedException {
        int each = 500;
        Queue<Long> told = new ConcurrentLinkedQueue<>();
        List<Thread> senders = IntStream.range(0, 4)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        // One after the other: what is durable before a dependent is added is what went wrong.
                        get(mailbox()
                                .append(
                                        post("" + i, ANNA),
                                        appended -> told.add(((Appended.Stored) appended)
                                                .seqs()
                                                .get(ANNA))));
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(LongStream.rangeClosed(1, 4L * each).boxed().toList(), List.copyOf(told));
    }

    @Test
    void appends_fromManyThreads_areNumberedWithoutGapsOrRepeats() throws InterruptedException {
        int threads = 4;
        int each = 100;
        Queue<CompletionStage<Appended>> stages = new ConcurrentLinkedQueue<>();
        List<Thread> senders = IntStream.range(0, threads)
                .mapToObj(sender -> new Thread(() -> {
                    for (int i = 0; i < each; i++) {
                        stages.add(mailbox().append(post("" + i, ANNA, new UserId("u" + sender))));
                    }
                }))
                .toList();
        senders.forEach(Thread::start);
        for (Thread sender : senders) {
            sender.join();
        }
        assertEquals(
                LongStream.rangeClosed(1, 400).boxed().toList(),
                stages.stream()
                        .map(stage -> assertInstanceOf(Appended.Stored.class, get(stage)))
                        .map(stored -> stored.seqs().get(ANNA))
                        .sorted()
                        .toList());
        for (int sender = 0; sender < threads; sender++) {
            assertEquals(
                    IntStream.range(each - 10, each).mapToObj(i -> "" + i).toList(),
                    bodies(new UserId("u" + sender), each - 10, 0));
        }
    }
}
