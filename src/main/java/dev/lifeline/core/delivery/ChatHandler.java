package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Logged;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line of chat to where it belongs, and takes it back: to the friend or the group, and to the sender's other
 * devices. Sender, name, avatar and members come from the directory. Thread-safe.
 */
final class ChatHandler {

    /** How long its sender can take a line back. */
    static final Duration RECALLABLE = Duration.ofMinutes(2);

    private final Directory directory;
    private final Mailbox mailbox;
    private final Courier courier;
    private final InstantSource clock;
    private final AtomicLong unnamed = new AtomicLong();

    ChatHandler(Directory directory, Mailbox mailbox, Courier courier, InstantSource clock) {
        this.directory = directory;
        this.mailbox = mailbox;
        this.courier = courier;
        this.clock = clock;
    }

    /**
     * Stores and delivers a line.
     *
     * @return completes when it is durable
     */
    CompletionStage<Void> say(Connection from, Inbound.Chat line) throws Refusal.Thrown {
        UserId me = from.user();
        Person sender = directory
                .person(me)
                .orElseThrow(() ->
                        new Refusal.Thrown(Refusal.Code.NOT_A_FRIEND, "the directory does not know " + me, line.cid()));
        List<UserId> receivers = Friends.allIn(directory, me, line.to(), line.cid());
        long now = clock.millis();
        String cid = line.cid() != null ? line.cid() : "s" + now + "-" + unnamed.incrementAndGet();
        Message.Chat chat = new Message.Chat(me, sender.name(), sender.avatar(), line.to(), line.content(), cid, now);
        Post post = Post.to(receivers, courier.body(chat), now)
                .named(Courier.named(me, cid, line.to().log(me) + "\n" + line.content()), me)
                .loggedIn(line.to().log(me));
        return courier.deliver(chat, post, from, new Outbound.Sent(cid, now))
                .thenCompose(appended -> refusingConflict(appended, cid));
    }

    /**
     * Takes a line of the sender's own back, everywhere.
     *
     * @return completes when that is durable
     */
    CompletionStage<Void> recall(Connection from, Inbound.Recall recall) throws Refusal.Thrown {
        UserId me = from.user();
        List<UserId> receivers = Friends.allIn(directory, me, recall.to(), recall.cid());
        long now = clock.millis();
        return mailbox.find(Courier.scope(me), recall.cid()).thenCompose(found -> {
            Logged line = recallable(found, recall.to().log(me), now);
            if (line == null) {
                return CompletableFuture.failedFuture(new Refusal.Thrown(
                        Refusal.Code.NOT_RECALLABLE,
                        "no line of your own with that cid in this conversation, or older than "
                                + RECALLABLE.toMinutes() + " minutes",
                        recall.cid()));
            }
            Message.Recalled message = new Message.Recalled(me, recall.to(), recall.cid());
            Idempotency once = new Idempotency("r:" + me, recall.cid(), 0);
            Post post = Post.to(receivers, courier.body(message), now)
                    .named(once, me)
                    .erasing(line.id());
            return courier.deliver(message, post, from, new Outbound.Sent(recall.cid(), now))
                    .thenCompose(appended -> refusingConflict(appended, recall.cid()));
        });
    }

    /** A line that was taken back already counts: to ask again is no error. */
    private static @Nullable Logged recallable(Optional<Logged> found, String log, long now) {
        return found.filter(line -> log.equals(line.log()))
                .filter(line -> now - line.timestamp() <= RECALLABLE.toMillis())
                .orElse(null);
    }

    static CompletionStage<Void> refusingConflict(Appended appended, String cid) {
        return appended instanceof Appended.Conflict
                ? CompletableFuture.failedFuture(
                        new Refusal.Thrown(Refusal.Code.CONFLICT, "this cid was used for another message", cid))
                : CompletableFuture.completedFuture(null);
    }

    /** Who is to see that the user is writing, as each sees the conversation. */
    List<UserId> othersIn(UserId me, Conversation conversation) throws Refusal.Thrown {
        List<UserId> all = Friends.allIn(directory, me, conversation, null);
        return all.subList(1, all.size());
    }
}
