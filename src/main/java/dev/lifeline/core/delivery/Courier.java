package dev.lifeline.core.delivery;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.Feed;
import dev.lifeline.core.session.SessionRegistry;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes a message into the mailbox and, once it is durable, to every open connection of its receivers. Thread-safe;
 * never waits. A message is encoded once for all who see it alike, and only its number differs from one to the other.
 */
final class Courier {

    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    private final SessionRegistry sessions;
    private final Mailbox mailbox;
    private final Codec codec;

    Courier(SessionRegistry sessions, Mailbox mailbox, Codec codec) {
        this.sessions = sessions;
        this.mailbox = mailbox;
        this.codec = codec;
    }

    /**
     * Stores and delivers. The body of {@code post} is that of {@code message}.
     *
     * @param sender the connection that it came from, which sees {@link Outbound.Sent} of it instead, or null
     * @param sent what that connection sees, or null
     */
    CompletionStage<Appended> deliver(
            Message message, Post post, @Nullable Connection sender, Outbound.@Nullable Sent sent) {
        return mailbox.append(post, appended -> {
            if (appended instanceof Appended.Stored stored) {
                fanOut(message, post, stored, sender, sent);
            }
            answer(appended, post, sender, sent);
        });
    }

    private void fanOut(
            Message message,
            Post post,
            Appended.Stored stored,
            @Nullable Connection sender,
            Outbound.@Nullable Sent sent) {
        if (message instanceof Message.Pushed pushed && post.toAll()) {
            toAll(new Outbound.Pushed(pushed.json()), stored.all());
        } else {
            Views views = new Views(message);
            stored.seqs().forEach((user, seq) -> toUser(views, user, seq, sender, sent));
        }
    }

    /** Tells the sender what became of it, unless that came to him as a message of his own stream. */
    private void answer(Appended appended, Post post, @Nullable Connection sender, Outbound.@Nullable Sent sent) {
        if (sender == null || sent == null || sender.level() == Level.PLAIN) {
            return;
        }
        if (appended instanceof Appended.Repeated first) {
            sender.send(codec.encode(new Outbound.Sent(sent.cid(), first.timestamp())));
        } else if (appended instanceof Appended.Stored && !post.to().contains(sender.user())) {
            sender.send(codec.encode(sent));
        }
    }

    private void toUser(Views views, UserId user, long seq, @Nullable Connection sender, Outbound.@Nullable Sent sent) {
        for (Connection connection : sessions.of(user)) {
            if (connection != sender) {
                toReader(connection, views, seq);
            } else if (connection.client().echo()) {
                toReader(connection, views, seq);
                if (sent != null && connection.level() == Level.V1) {
                    connection.send(codec.encode(sent));
                }
            } else {
                toSender(connection, seq, sent);
            }
        }
    }

    private static void toReader(Connection reader, Views views, long seq) {
        UserId user = reader.user();
        if (reader.level() == Level.V1) {
            reader.deliver(seq, 0, views.of(user).withSeq(seq), views.line(user, seq));
        } else if (views.isForPlain()) {
            reader.deliver(seq, 0, views.of(user), views.line(user, seq));
        } else {
            reader.passOver(seq);
        }
    }

    /** A client that is not up to date yet gets his own message in its turn, and the plain answer now. */
    private void toSender(Connection sender, long seq, Outbound.@Nullable Sent sent) {
        if (sent == null || sender.level() == Level.PLAIN) {
            sender.passOver(seq);
        } else if (sender.feed().isLive()) {
            sender.deliver(seq, 0, codec.encode(sent).withSeq(seq), null);
        } else {
            sender.send(codec.encode(sent));
        }
    }

    private void toAll(Outbound.Pushed message, long all) {
        Frame plain = codec.encode(message);
        Frame numbered = plain.withAll(all);
        sessions.forEach(
                connection -> connection.deliver(0, all, connection.level() == Level.PLAIN ? plain : numbered, null));
    }

    /** What was read from the store, for one connection. */
    void replay(Connection to, long seq, long all, byte[] body) {
        Message message;
        try {
            message = codec.fromBody(body);
        } catch (IllegalArgumentException e) {
            // One that a later version wrote, say: to stop here would keep from the user all that follows, for ever.
            LOG.log(System.Logger.Level.ERROR, to + ": message " + seq + " (" + all + ") is left out", e);
            if (to.level() == Level.PLAIN) {
                to.skip(seq, all);
            }
            return;
        }
        Views views = new Views(message);
        if (to.level() == Level.PLAIN && !views.isForPlain()) {
            to.skip(seq, all);
            return;
        }
        Frame frame = views.of(to.user());
        if (to.level() == Level.V1) {
            frame = seq > 0 ? frame.withSeq(seq) : frame.withAll(all);
        }
        to.replay(seq, all, frame, views.line(to.user(), seq));
    }

    /** The line of chat in a stored body that came to this user from somebody else, or null. */
    Feed.@Nullable Line line(byte[] body, UserId user, long seq) {
        try {
            return new Views(codec.fromBody(body)).line(user, seq);
        } catch (IllegalArgumentException e) {
            // Told where it is read for the client.
            return null;
        }
    }

    byte[] body(Message message) {
        return codec.toBody(message);
    }

    /** The sender's own name for what he sends, in a scope that no other sender shares. */
    static Idempotency named(UserId sender, String cid, String content) {
        return new Idempotency(scope(sender), cid, Fingerprint.of(content));
    }

    static String scope(UserId sender) {
        return "u:" + sender;
    }

    /** One message as its sender and as all others see it, encoded when first asked for. For one thread. */
    private final class Views {
        private final Message message;
        private @Nullable Frame senders;
        private @Nullable Frame others;

        Views(Message message) {
            this.message = message;
        }

        Frame of(UserId reader) {
            boolean mine = message instanceof Message.Chat chat && chat.from().equals(reader);
            Frame known = mine ? senders : others;
            if (known != null) {
                return known;
            }
            Frame made = codec.encode(message.seenBy(reader));
            if (mine) {
                senders = made;
            } else {
                others = made;
            }
            return made;
        }

        /** LayIM's pages know no receipts. */
        boolean isForPlain() {
            return !(message instanceof Message.Receipt);
        }

        /** Receipts are for lines between friends; in a group nobody waits for all. */
        Feed.@Nullable Line line(UserId reader, long seq) {
            return message instanceof Message.Chat chat
                            && chat.to().kind() == Conversation.Kind.FRIEND
                            && !chat.from().equals(reader)
                    ? new Feed.Line(seq, chat.from(), chat.cid())
                    : null;
        }
    }
}
