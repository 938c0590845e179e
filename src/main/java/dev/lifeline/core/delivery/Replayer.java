package dev.lifeline.core.delivery;

import dev.lifeline.core.limits.Rate;
import dev.lifeline.core.mailbox.Letter;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.ConnectionSettings;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives a new connection what its user missed: greets it, then reads the store page by page, each when the client has
 * room for it, until the connection's feed is live. Thread-safe; never waits.
 */
final class Replayer {

    /** Messages read at a time. */
    static final int PAGE = 64;

    /** Bytes handed over at a time, and one message in any case: a page of large ones is no sign of a slow reader. */
    static final int PAGE_BYTES = 256 << 10;

    private static final String FELL_OUT = "有较早的消息因超过保留期限而未能送达 · Earlier messages were kept no longer and are lost";

    private static final System.Logger LOG = System.getLogger(Replayer.class.getName());

    private final Mailbox mailbox;
    private final Courier courier;
    private final Receipts receipts;
    private final Codec codec;
    private final int maxMessageBytes;
    private final Rate messages;
    private final InstantSource clock;
    private final int page;
    private final int pageBytes;

    Replayer(
            Mailbox mailbox,
            Courier courier,
            Receipts receipts,
            Codec codec,
            ConnectionSettings settings,
            int maxMessageBytes,
            InstantSource clock) {
        this.mailbox = mailbox;
        this.courier = courier;
        this.receipts = receipts;
        this.codec = codec;
        this.maxMessageBytes = maxMessageBytes;
        this.messages = settings.limits().messages();
        this.clock = clock;
        // Half of what may wait: a page must not cut its own reader.
        this.page = Math.min(PAGE, settings.limits().maxOutboxMessages() / 2);
        this.pageBytes = Math.min(PAGE_BYTES, settings.limits().maxOutboxBytes() / 2);
    }

    /**
     * Starts a connection that is registered already, so that nothing can slip in between.
     *
     * @param own the client's position, or null where it has none
     */
    void begin(Connection connection, @Nullable Position own) {
        var unused = mailbox.marks(connection.user())
                .thenCompose(marks -> {
                    Position from = own == null ? marks.taken() : own;
                    return mailbox.read(connection.user(), from, page).thenAccept(replay -> {
                        if (replay instanceof Replay.Complete first) {
                            greet(connection, from, first.newest(), null);
                            receipts.claimed(connection, marks.taken(), from);
                            hand(connection, first);
                        } else if (replay instanceof Replay.Lost lost) {
                            lost(connection, from, lost);
                        }
                    });
                })
                .whenComplete((done, failure) -> report(connection, failure));
    }

    private void greet(Connection connection, Position from, Position newest, @Nullable String lost) {
        connection.feed().begin(from, newest);
        connection.start(
                connection.level() == Level.PLAIN
                        ? null
                        : codec.encode(new Outbound.Welcome(
                                connection.id(),
                                from,
                                newest,
                                lost,
                                connection.heartbeat().interval(),
                                connection.heartbeat().patience(),
                                maxMessageBytes,
                                messages.amount(),
                                messages.burst(),
                                clock.millis(),
                                connection.validFor())));
    }

    /** A client with a position loads its state anew; a plain one is told, and gets what is left. */
    private void lost(Connection connection, Position from, Replay.Lost lost) {
        LOG.log(
                System.Logger.Level.DEBUG,
                () -> connection + ": cannot be recovered, " + lost.reason().wire());
        if (connection.level() == Level.V1) {
            greet(connection, lost.newest(), lost.newest(), lost.reason().wire());
            pageDone(connection, lost.newest(), true);
        } else {
            greet(connection, from.atLeast(lost.oldest().seq(), lost.oldest().all()), lost.newest(), null);
            tellGap(connection);
            next(connection);
        }
    }

    private void tellGap(Connection connection) {
        connection.send(codec.encode(new Outbound.SystemLine(Conversation.friend(connection.user()), FELL_OUT)));
    }

    /** Reads on where the client has room for more. */
    void resume(Connection connection) {
        if (connection.feed().resume()) {
            next(connection);
        }
    }

    private void next(Connection connection) {
        if (!connection.isOpen()) {
            return;
        }
        var unused = mailbox.read(connection.user(), connection.feed().given(), page)
                .thenAccept(replay -> {
                    if (replay instanceof Replay.Complete more) {
                        hand(connection, more);
                    } else if (replay instanceof Replay.Lost lost && connection.level() == Level.PLAIN) {
                        tellGap(connection);
                        connection.skip(lost.oldest().seq(), lost.oldest().all());
                        next(connection);
                    } else {
                        // It came back in time and read too slowly: the next welcome tells the page.
                        connection.close(
                                CloseCode.OVERLOAD,
                                "read more slowly than messages fall out of the mailbox (lifeline.mailbox.*)");
                    }
                })
                .whenComplete((done, failure) -> report(connection, failure));
    }

    private void hand(Connection connection, Replay.Complete read) {
        Position end = connection.feed().given();
        int bytes = 0;
        int handed = 0;
        for (Letter letter : read.letters()) {
            if (handed > 0 && bytes + letter.body().length > pageBytes) {
                break;
            }
            courier.replay(connection, letter.seq(), letter.all(), letter.body());
            end = end.atLeast(letter.seq(), letter.all());
            bytes += letter.body().length;
            handed++;
        }
        boolean whole = handed == read.letters().size();
        pageDone(connection, whole ? read.end() : end, whole && read.last());
    }

    private void pageDone(Connection connection, Position end, boolean last) {
        if (connection.feed().pageDone(end, last)) {
            next(connection);
        } else if (connection.level() == Level.V1 && connection.feed().caughtUp()) {
            connection.send(codec.encode(new Outbound.Live()));
        }
    }

    private static void report(Connection connection, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(System.Logger.Level.WARNING, () -> connection + ": its messages cannot be read: " + failure);
            connection.close(CloseCode.OVERLOAD, "the store cannot be read now");
        }
    }
}
