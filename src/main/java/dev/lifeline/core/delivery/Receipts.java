package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.mailbox.Letter;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.Feed;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells senders how far their lines to friends have come. A receipt counts for all lines of the conversation up to the
 * one that it names, so it replaces its predecessor in the sender's mailbox. Thread-safe; never waits.
 */
final class Receipts {

    /** Lines looked through for a client that has more than it acknowledged; what is older gets no receipt. */
    private static final int MOST_CLAIMED = 1_000;

    private static final System.Logger LOG = System.getLogger(Receipts.class.getName());

    private final Mailbox mailbox;
    private final Courier courier;
    private final Directory directory;
    private final InstantSource clock;

    /** Up to where arrivals were told, of users who are connected: their other devices acknowledge the same lines. */
    private final ConcurrentHashMap<UserId, Long> told = new ConcurrentHashMap<>();

    Receipts(Mailbox mailbox, Courier courier, Directory directory, InstantSource clock) {
        this.mailbox = mailbox;
        this.courier = courier;
        this.directory = directory;
        this.clock = clock;
    }

    /** Lines have arrived at a device of the user. */
    void arrived(UserId user, List<Feed.Line> lines) {
        Map<UserId, String> newest = new LinkedHashMap<>();
        for (Feed.Line line : lines) {
            if (isNews(user, line.seq())) {
                newest.put(line.from(), line.cid());
            }
        }
        newest.forEach((sender, cid) -> tell(sender, new Message.Receipt(Message.Receipt.Kind.DELIVERED, user, cid)));
    }

    private boolean isNews(UserId user, long seq) {
        boolean[] news = {false};
        told.compute(user, (id, known) -> {
            news[0] = known == null || seq > known;
            return news[0] ? Long.valueOf(seq) : known;
        });
        return news[0];
    }

    /** The user has no connection any more. */
    void forget(UserId user) {
        told.remove(user);
    }

    /** A client comes with a position ahead of all that was acknowledged: what is between has arrived too. */
    void claimed(Connection connection, Position taken, Position own) {
        if (own.seq() <= taken.seq() && own.all() <= taken.all()) {
            return;
        }
        UserId user = connection.user();
        log(claimed(user, taken, own, MOST_CLAIMED).thenCompose(read -> mailbox.take(user, own)));
    }

    /** Reads on where one reading ends before: large messages come a few at a time. */
    private CompletionStage<Void> claimed(UserId user, Position after, Position own, int most) {
        return mailbox.read(user, after, most).thenCompose(replay -> {
            if (!(replay instanceof Replay.Complete page)) {
                return CompletableFuture.completedFuture(null);
            }
            arrived(user, lines(page.letters(), user, own.seq()));
            int left = most - page.letters().size();
            return left <= 0 || page.last() || page.end().seq() >= own.seq()
                    ? CompletableFuture.completedFuture(null)
                    : claimed(user, page.end(), own, left);
        });
    }

    private List<Feed.Line> lines(List<Letter> letters, UserId user, long upTo) {
        List<Feed.Line> lines = new ArrayList<>();
        for (Letter letter : letters) {
            Feed.Line line =
                    letter.seq() > 0 && letter.seq() <= upTo ? courier.line(letter.body(), user, letter.seq()) : null;
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** The user has seen a friend's lines, up to one. */
    void read(Connection from, Inbound.Read read) throws Refusal.Thrown {
        UserId reader = from.user();
        UserId writer = Friends.of(directory, reader, read.of(), read.cid());
        log(mailbox.find(Courier.scope(writer), read.cid()).thenAccept(line -> {
            String log = Conversation.friend(writer).log(reader);
            if (line.isPresent() && log.equals(line.get().log())) {
                tell(writer, new Message.Receipt(Message.Receipt.Kind.READ, reader, read.cid()));
            }
        }));
    }

    private void tell(UserId sender, Message.Receipt receipt) {
        String topic = receipt.kind().wire() + " " + receipt.by();
        Post post =
                Post.to(List.of(sender), courier.body(receipt), clock.millis()).under(topic, Post.NEVER);
        log(courier.deliver(receipt, post, null, null));
    }

    /** A receipt is worth no retry: the next one counts for all before it. */
    private static void log(CompletionStage<?> stage) {
        var unused = stage.whenComplete((done, failure) -> logFailure(failure));
    }

    private static void logFailure(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(System.Logger.Level.DEBUG, () -> "A receipt is lost: " + failure);
        }
    }
}
