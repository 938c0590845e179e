package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a line of chat to where it belongs: to the friend or the group, and to the sender's other devices. Sender, name,
 * avatar and members come from the directory. Thread-safe.
 */
final class ChatHandler {

    private static final String OFFLINE_NOTICE = "对方不在线，消息未送达 · Offline: the message was not delivered";

    private final Directory directory;
    private final PushService push;
    private final Codec codec;
    private final InstantSource clock;
    private final AtomicLong unnamed = new AtomicLong();

    ChatHandler(Directory directory, PushService push, Codec codec, InstantSource clock) {
        this.directory = directory;
        this.push = push;
        this.codec = codec;
        this.clock = clock;
    }

    void handle(Connection from, Inbound.Chat line) throws Refusal.Thrown {
        Person sender = directory
                .person(from.user())
                .orElseThrow(() ->
                        refused(Refusal.Code.NOT_A_FRIEND, "the directory does not know " + from.user(), line.cid()));
        switch (line.to().kind()) {
            case FRIEND -> toFriend(from, sender, line);
            case GROUP -> toGroup(from, sender, line);
        }
    }

    private void toFriend(Connection from, Person sender, Inbound.Chat line) throws Refusal.Thrown {
        UserId friend = friendOf(sender, line);
        Draft draft = draft(sender, line);
        int reached = push.toUser(friend, draft.in(Conversation.friend(sender.id()), false), null);
        push.toUser(sender.id(), draft.in(Conversation.friend(friend), true), from);
        if (reached == 0) {
            push.to(from, new Outbound.SystemLine(Conversation.friend(friend), OFFLINE_NOTICE));
        }
    }

    private UserId friendOf(Person sender, Inbound.Chat line) throws Refusal.Thrown {
        UserId friend;
        try {
            friend = new UserId(line.to().id());
        } catch (IllegalArgumentException e) {
            throw refused(Refusal.Code.NOT_A_FRIEND, "the receiver's id is not a valid user id", line.cid());
        }
        if (directory.person(friend).isEmpty() || !directory.areFriends(sender.id(), friend)) {
            throw refused(Refusal.Code.NOT_A_FRIEND, friend + " is not a friend of " + sender.id(), line.cid());
        }
        return friend;
    }

    private void toGroup(Connection from, Person sender, Inbound.Chat line) throws Refusal.Thrown {
        Group group = directory
                .group(line.to().id())
                .filter(found -> found.members().contains(sender.id()))
                .orElseThrow(() -> refused(
                        Refusal.Code.NOT_A_MEMBER, sender.id() + " is in no group with that to.id", line.cid()));
        Draft draft = draft(sender, line);
        Frame forOthers = draft.in(Conversation.group(group.id()), false);
        for (UserId member : group.members()) {
            if (!member.equals(sender.id())) {
                push.toUser(member, forOthers, null);
            }
        }
        push.toUser(sender.id(), draft.in(Conversation.group(group.id()), true), from);
    }

    private Draft draft(Person sender, Inbound.Chat line) {
        long now = clock.millis();
        String cid = line.cid() != null ? line.cid() : "s" + now + "-" + unnamed.incrementAndGet();
        return new Draft(sender, line.content(), cid, now);
    }

    private static Refusal.Thrown refused(Refusal.Code code, String detail, @Nullable String cid) {
        return new Refusal.Thrown(code, detail, cid);
    }

    /** What every receiver's copy has in common. */
    private final class Draft {
        private final Person sender;
        private final String content;
        private final String cid;
        private final long timestamp;

        Draft(Person sender, String content, String cid, long timestamp) {
            this.sender = sender;
            this.content = content;
            this.cid = cid;
            this.timestamp = timestamp;
        }

        Frame in(Conversation shown, boolean mine) {
            return codec.encode(new Outbound.Chat(
                    shown, sender.id(), sender.name(), sender.avatar(), content, cid, timestamp, mine));
        }
    }
}
