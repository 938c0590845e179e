package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.h2.mvstore.MVMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store keeps, for how long, and what it lets go of; on the test's thread and clocks. */
class MvStoreUpkeepTest {

    private static final UserId ANNA = new UserId("anna");
    private static final Retention RETENTION = new Retention(Duration.ofDays(7), 1_000, 1 << 20);

    @TempDir
    Path folder;

    private final ManualTicker ticker = new ManualTicker();
    private long wallClock = 1_700_000_000_000L;
    private DataStore store;
    private MvStoreMailbox mailbox;

    @BeforeEach
    void open() {
        store = DataStore.open(DataFolder.hold(folder), path -> path, () -> Long.MAX_VALUE, 0, ticker, null);
        mailbox = new MvStoreMailbox(store, RETENTION, () -> Instant.ofEpochMilli(wallClock));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T get(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Appended append(Post post) {
        return get(mailbox.append(post));
    }

    private static Post post(UserId... to) {
        return Post.to(List.of(to), new byte[100], 1);
    }

    private Replay read(UserId user, long seq) {
        return get(mailbox.read(user, new Position(mailbox.epoch(), seq, 0), 1_000));
    }

    private int letters(UserId user, long seq) {
        return assertInstanceOf(Replay.Complete.class, read(user, seq))
                .letters()
                .size();
    }

    private long rows(Function<Tables, MVMap<?, ?>> table) {
        return get(store.run(tables -> table.apply(tables).sizeAsLong(), rows -> rows));
    }

    private void assertNothingLeft() {
        assertEquals(0, rows(tables -> tables.messages));
        assertEquals(0, rows(tables -> tables.shares));
        assertEquals(0, rows(tables -> tables.entries));
        assertEquals(0, rows(tables -> tables.topics));
        assertEquals(0, rows(tables -> tables.expiries));
        assertEquals(0, rows(tables -> tables.names));
        assertEquals(0, rows(tables -> tables.nameAges));
    }

    @Test
    void downtime_makesNothingOlder() {
        append(post(ANNA));
        ticker.advance(Duration.ofDays(6));
        append(post(ANNA));
        close();
        ticker.advance(Duration.ofDays(365));
        wallClock += Duration.ofDays(365).toMillis();
        open();
        assertEquals(2, letters(ANNA, 0));

        ticker.advance(Duration.ofDays(1).plusSeconds(2));

        assertInstanceOf(Replay.Lost.class, read(ANNA, 0));
        assertEquals(1, letters(ANNA, 1));
    }

    @Test
    void idleTime_countsToo_thoughTheServerWasKilled() {
        append(post(ANNA));
        ticker.advance(Duration.ofDays(8));
        // What a kill leaves behind: the file as it is after the last thing done.
        get(mailbox.marks(ANNA));
        get(mailbox.take(ANNA, new Position(mailbox.epoch(), 1, 0)));

        assertTrue(get(store.run(tables -> tables.counter("uptime"), saved -> saved))
                >= Duration.ofDays(8).toMillis());
    }

    @Test
    void sweep_leavesNothingBeyondRetention() {
        UserId ben = new UserId("ben");
        append(post(ANNA, ben).loggedIn("a-b").named(new Idempotency("anna", "c1", 1), ANNA));
        append(post(ANNA, ben).under("topic", Post.NEVER));
        append(post(ben).under("topic", wallClock + Duration.ofDays(300).toMillis()));
        append(Post.toAll(new byte[100], 1).named(new Idempotency("api", "1", 1), null));
        get(mailbox.sweep());
        assertEquals(4, rows(tables -> tables.messages));

        ticker.advance(Duration.ofDays(8));
        get(mailbox.sweep());

        assertNothingLeft();
        assertEquals(3, rows(tables -> tables.boxes)); // two users and the broadcasts: their numbers go on
        assertInstanceOf(Replay.Lost.class, read(ANNA, 0));
        Appended.Stored next = assertInstanceOf(Appended.Stored.class, append(post(ANNA)));
        assertEquals(3, next.seqs().get(ANNA));
    }

    @Test
    void sweep_removesWhatExpired() {
        append(post(ANNA).under("topic", wallClock + 1_000));
        append(Post.toAll(new byte[100], 1).under(null, wallClock + 2_000));
        wallClock += 2_000;
        get(mailbox.sweep());

        assertNothingLeft();
        assertEquals(0, letters(ANNA, 0));
        assertEquals(0, mailbox.dropped());
    }

    @Test
    void sweep_forgetsGuestsWhoNeverGotAnything() {
        get(mailbox.marks(ANNA));
        get(mailbox.marks(new UserId("guest")));
        ticker.advance(Duration.ofDays(6));
        get(mailbox.marks(ANNA));
        ticker.advance(Duration.ofDays(6));
        get(mailbox.sweep());

        assertEquals(1, rows(tables -> tables.boxes));
    }

    @Test
    void sweep_ofMuch_goesOnStepByStep() {
        List<UserId> users = users(1_000);
        for (int i = 0; i < 5; i++) {
            append(Post.to(users, new byte[100], 1).named(new Idempotency("api", "" + i, 1), null));
        }
        ticker.advance(Duration.ofDays(8));
        get(mailbox.sweep());

        assertNothingLeft();
        assertEquals(5_000, mailbox.dropped());
    }

    @Test
    void groupOfAThousand_sharesOneBody() throws IOException {
        long before = Files.size(folder.resolve(StoreFile.NAME));
        Post large = Post.to(users(1_000), new byte[60_000], 1);
        append(large);

        assertEquals(1, rows(tables -> tables.messages));
        assertTrue(Files.size(folder.resolve(StoreFile.NAME)) - before < 1_000_000);
    }

    @Test
    void sharedBody_goesWithItsLastEntry() {
        List<UserId> users = users(3);
        append(Post.to(users, new byte[100], 1).loggedIn("group"));
        ticker.advance(Duration.ofDays(8));
        for (UserId user : users) {
            assertEquals(1, rows(tables -> tables.messages));
            read(user, 0);
        }
        assertEquals(1, rows(tables -> tables.messages));
        assertEquals(List.of(), get(mailbox.history("group", Long.MAX_VALUE, 10)));
        assertNothingLeft();
    }

    @Test
    void messageForNobody_leavesItsNameOnly() {
        append(Post.to(List.of(), new byte[100], 7).named(new Idempotency("api", "1", 1), null));

        assertEquals(0, rows(tables -> tables.messages));
        assertEquals(7, get(mailbox.find("api", "1")).orElseThrow().timestamp());
    }

    @Test
    void busyStore_usesItsSpaceAgain() {
        Retention small = new Retention(Duration.ofDays(7), 10, 1 << 20);
        MvStoreMailbox little = new MvStoreMailbox(store, small, () -> Instant.ofEpochMilli(wallClock));
        List<UserId> users = users(20);
        Path file = folder.resolve(StoreFile.NAME);

        // What nobody needs any more may be overwritten a second later.
        Awaitility.await().until(() -> {
            long before = Files.size(file);
            for (int i = 0; i < 100; i++) {
                get(little.append(Post.to(List.of(users.get(i % 20)), new byte[20_000], 1)));
            }
            return Files.size(file) <= before;
        });
    }

    private static List<UserId> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> new UserId("u" + i)).toList();
    }
}
