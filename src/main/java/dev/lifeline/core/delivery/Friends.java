package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who may write where, by the directory. Stateless. */
final class Friends {

    private Friends() {}

    /**
     * The friend that a conversation is with.
     *
     * @throws Refusal.Thrown if it is with none
     */
    static UserId of(Directory directory, UserId me, Conversation with, @Nullable String cid) throws Refusal.Thrown {
        UserId friend;
        try {
            friend = new UserId(with.id());
        } catch (IllegalArgumentException e) {
            throw new Refusal.Thrown(Refusal.Code.NOT_A_FRIEND, "the receiver's id is not a valid user id", cid);
        }
        if (directory.person(friend).isEmpty() || !directory.areFriends(me, friend)) {
            throw new Refusal.Thrown(Refusal.Code.NOT_A_FRIEND, friend + " is not a friend of " + me, cid);
        }
        return friend;
    }

    /**
     * The group that a conversation is in.
     *
     * @throws Refusal.Thrown if the user is in no such group
     */
    static Group group(Directory directory, UserId me, Conversation in, @Nullable String cid) throws Refusal.Thrown {
        return directory
                .group(in.id())
                .filter(found -> found.members().contains(me))
                .orElseThrow(() ->
                        new Refusal.Thrown(Refusal.Code.NOT_A_MEMBER, me + " is in no group with that to.id", cid));
    }

    /**
     * Everybody in a conversation, the user himself first.
     *
     * @throws Refusal.Thrown if he may not write there
     */
    static List<UserId> allIn(Directory directory, UserId me, Conversation conversation, @Nullable String cid)
            throws Refusal.Thrown {
        return switch (conversation.kind()) {
            case FRIEND -> List.of(me, of(directory, me, conversation, cid));
            case GROUP -> {
                List<UserId> members = group(directory, me, conversation, cid).members();
                yield Stream.concat(Stream.of(me), members.stream().filter(member -> !member.equals(me)))
                        .toList();
            }
        };
    }
}
