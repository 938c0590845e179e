package dev.lifeline.core.delivery;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads what pages send and hands each message to whom it concerns; answers what is refused. Thread-safe; never waits. */
final class FrameHandler {

    private static final System.Logger LOG = System.getLogger(FrameHandler.class.getName());

    /** As much of a stranger's type as may stand in an answer or a log. */
    private static final int MAX_SHOWN = 32;

    /** Told what a client has. */
    @FunctionalInterface
    interface Acknowledgements {
        void acknowledged(Connection connection, Position position);
    }

    private final Codec codec;
    private final ChatHandler chat;
    private final Receipts receipts;
    private final PresenceTracker presence;
    private final PushService push;
    private final AppHandlers application;
    private final Mailbox mailbox;
    private final Acknowledgements acknowledgements;
    private final TokenRenewal tokens;
    private final Paths paths;
    private final InstantSource clock;

    FrameHandler(
            Codec codec,
            ChatHandler chat,
            Receipts receipts,
            PresenceTracker presence,
            PushService push,
            AppHandlers application,
            Mailbox mailbox,
            Acknowledgements acknowledgements,
            TokenRenewal tokens,
            Paths paths,
            InstantSource clock) {
        this.codec = codec;
        this.chat = chat;
        this.receipts = receipts;
        this.presence = presence;
        this.push = push;
        this.application = application;
        this.mailbox = mailbox;
        this.acknowledgements = acknowledgements;
        this.tokens = tokens;
        this.paths = paths;
        this.clock = clock;
    }

    /** Takes one text, whatever it holds. Never throws. */
    void handle(Connection from, String text) {
        String cid = null;
        try {
            Inbound message = codec.decode(text);
            cid = message.cid();
            // Acknowledgements are as many as the messages that come: the server's pace, not the client's.
            if (message instanceof Inbound.Ack || from.conduct().says()) {
                dispatch(from, message);
            }
        } catch (Refusal.Thrown | RuntimeException e) {
            refuse(from, cid, e);
        }
    }

    private void dispatch(Connection from, Inbound message) throws Refusal.Thrown {
        if (message instanceof Inbound.Ack ack) {
            acknowledgements.acknowledged(from, new Position(from.feed().taken().epoch(), ack.seq(), ack.all()));
        } else if (message instanceof Inbound.Chat line) {
            answering(from, line.cid(), chat.say(from, line));
        } else if (message instanceof Inbound.Recall recall) {
            answering(from, recall.cid(), chat.recall(from, recall));
        } else if (message instanceof Inbound.StatusChoice choice) {
            presence.choose(from.user(), choice.status());
        } else if (message instanceof Inbound.Read read) {
            receipts.read(from, read);
        } else if (message instanceof Inbound.Typing typing) {
            typing(from.user(), typing.to());
        } else if (message instanceof Inbound.Token token) {
            Duration validFor = tokens.renew(from.user(), token.token(), token.cid());
            from.expireIn(validFor);
            from.send(codec.encode(new Outbound.Token(validFor)));
        } else if (message instanceof Inbound.Last last) {
            paths.cameBack(from, last);
        } else if (message instanceof Inbound.Probed probed) {
            paths.probed(from, probed);
        } else if (message instanceof Inbound.Custom custom) {
            custom(from, custom);
        }
    }

    private void typing(UserId me, Conversation to) throws Refusal.Thrown {
        boolean friend = to.kind() == Conversation.Kind.FRIEND;
        List<UserId> others = chat.othersIn(me, to);
        push.flyBy(others, Level.V1, new Outbound.Typing(friend ? Conversation.friend(me) : to, me));
    }

    private void custom(Connection from, Inbound.Custom message) throws Refusal.Thrown {
        String cid = message.cid();
        String type = message.type();
        if (!application.handles(type)) {
            String brief = type.length() <= MAX_SHOWN ? type : type.substring(0, MAX_SHOWN) + "…";
            throw new Refusal.Thrown(
                    Refusal.Code.UNKNOWN_TYPE, "type '" + brief + "' is not handled (Lifeline.on)", cid);
        }
        if (!application.inTurn(from.user(), () -> run(from, message))) {
            throw new Refusal.Thrown(Refusal.Code.BUSY, "too many messages wait for the application", cid);
        }
    }

    /** On a thread that may block. What was handled under a name is not handled again. */
    private void run(Connection from, Inbound.Custom message) {
        String user = from.user().value();
        String cid = message.cid();
        try {
            if (cid == null) {
                application.run(message.type(), user, message.json());
                return;
            }
            Idempotency once = Courier.named(from.user(), cid, message.json());
            if (mailbox.find(once.scope(), cid).toCompletableFuture().join().isEmpty()) {
                application.run(message.type(), user, message.json());
            }
            long now = clock.millis();
            Post mark = Post.to(List.of(), new byte[0], now).named(once, null);
            answering(from, cid, mailbox.append(mark).thenCompose(appended -> {
                long first = appended instanceof Appended.Repeated repeated ? repeated.timestamp() : now;
                if (!(appended instanceof Appended.Conflict) && from.level() == Level.V1) {
                    from.send(codec.encode(new Outbound.Sent(cid, first)));
                }
                return ChatHandler.refusingConflict(appended, cid);
            }));
        } catch (Exception | Error e) {
            refuse(from, cid, e);
        }
    }

    private void answering(Connection from, @Nullable String cid, CompletionStage<Void> stage) {
        var unused = stage.whenComplete((done, failure) -> {
            if (failure != null) {
                refuse(from, cid, failure);
            }
        });
    }

    private void refuse(Connection from, @Nullable String cid, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Refusal refusal;
        if (cause instanceof Refusal.Thrown thrown) {
            LOG.log(System.Logger.Level.DEBUG, () -> "Refused a frame of " + from + ": " + cause.getMessage());
            refusal = thrown.refusal();
        } else if (cause instanceof MailboxUnavailableException) {
            refusal = new Refusal(Refusal.Code.UNAVAILABLE, "the store takes nothing now; send it again later", cid);
        } else if (cause instanceof AppHandlers.FailedException) {
            LOG.log(System.Logger.Level.WARNING, cause.getMessage(), cause.getCause());
            refusal = new Refusal(Refusal.Code.FAILED, "the application failed on this message", cid);
        } else {
            LOG.log(System.Logger.Level.ERROR, "Failed on a frame of " + from, cause);
            refusal = new Refusal(Refusal.Code.FAILED, "the server failed on this message", cid);
        }
        from.send(codec.encode(new Outbound.Refused(refusal)));
        if (refusal.code().isSendersFault()) {
            from.conduct().refused();
        }
    }
}
