package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.store.DataStore;
import dev.lifeline.store.MvStoreMailbox;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class MessageBoxTest extends DeliveryFixture {

    private static final UserId LIN = new UserId("u1");

    private final MessageBox box = new MessageBox(mailbox, codec);

    @Test
    void box_holdsWhatWasPushedAsMsgboxNewestFirst() {
        push("u1", notice("first"));
        push("u1", number(7));
        push("u2", notice("Anna's"));
        push("u1", "{\"type\":\"msgbox\",\"content\":\"asks\",\"from\":\"u2\",\"remark\":\"please\"}");

        MessageBox.Page page = page(1);
        assertEquals(1, page.pages());
        assertEquals(
                List.of(
                        new Notice("asks", new UserId("u2"), null, "please", null),
                        new Notice("first", null, null, null, null)),
                page.entries().stream().map(MessageBox.Entry::notice).toList());
        assertEquals(
                List.of(3L, 1L),
                page.entries().stream().map(MessageBox.Entry::seq).toList());
        assertEquals(NOW, page.entries().get(0).timestamp());
    }

    @Test
    void emptyBox_hasNoPages() {
        assertEquals(new MessageBox.Page(0, List.of()), page(1));
        push("u1", number(1));
        assertEquals(new MessageBox.Page(0, List.of()), page(1));
    }

    @Test
    void pages_haveTwentyEntries() {
        IntStream.rangeClosed(1, 41).forEach(n -> push("u1", notice("n" + n)));

        assertEquals(3, page(1).pages());
        assertEquals(
                IntStream.iterate(41, n -> n - 1)
                        .limit(20)
                        .mapToObj(n -> "n" + n)
                        .toList(),
                contents(page(1)));
        assertEquals("n21", contents(page(2)).get(0));
        assertEquals(List.of("n1"), contents(page(3)));
        assertEquals(List.of(), contents(page(4)));
        assertEquals(List.of(), contents(page(Integer.MAX_VALUE)));
    }

    @Test
    void entry_isReadOnceAClientAcknowledgedIt() {
        push("u1", notice("first"));
        push("u1", notice("second"));
        mailbox.take(LIN, new Position(mailbox.epoch(), 1, 0))
                .toCompletableFuture()
                .join();

        assertEquals(
                List.of(false, true),
                page(1).entries().stream().map(MessageBox.Entry::read).toList());
    }

    @Test
    void broadcasts_areInNobodysBox() {
        push("u1", notice("before"));
        pushToAll(notice("to all"));
        push("u1", notice("after"));
        assertEquals(List.of("after", "before"), contents(page(1)));
    }

    @Test
    void whatFellOutOfTheStream_isNoLongerInTheBox() {
        push("u1", notice("old"));
        push("u1", notice("older than the rest"));
        IntStream.rangeClosed(3, CAPACITY + 1).forEach(n -> push("u1", number(n)));
        assertEquals(List.of("older than the rest"), contents(page(1)));
    }

    @Test
    void longStream_isReadToItsEndAndNoFurtherThanTheReach() {
        Mailbox large = new MvStoreMailbox(
                DataStore.inMemory(() -> 0), new Retention(Duration.ofDays(7), 20_000, 1 << 24), clock);
        PushService pushes = new PushService(sessions, large, codec, directory, false, clock);
        pushed(pushes, notice("beyond the reach"));
        pushed(pushes, notice("within the reach"));
        IntStream.rangeClosed(3, MessageBox.REACH).forEach(n -> pushed(pushes, number(n)));
        pushed(pushes, notice("newest"));
        assertEquals(
                List.of("newest", "within the reach"),
                contents(new MessageBox(large, codec)
                        .of(LIN)
                        .toCompletableFuture()
                        .join()
                        .page(1)));
    }

    @Test
    void brokenStore_isToldToTheReader() {
        mailbox.broken(true);
        CompletionException failure = Assertions.assertThrows(
                CompletionException.class,
                () -> box.of(LIN).toCompletableFuture().join());
        Assertions.assertInstanceOf(MailboxUnavailableException.class, failure.getCause());
    }

    private MessageBox.Page page(int number) {
        return box.of(LIN).toCompletableFuture().join().page(number);
    }

    private static void pushed(PushService pushes, String json) {
        pushes.push(PushOrder.toUser(LIN, json)).toCompletableFuture().join();
    }

    private static List<String> contents(MessageBox.Page page) {
        return page.entries().stream().map(entry -> entry.notice().content()).toList();
    }

    private static String notice(String content) {
        return "{\"type\":\"msgbox\",\"content\":\"" + content + "\"}";
    }
}
