package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Who is who. Implementations are thread-safe and answer from memory: the container's threads ask, for every message,
 * and must not wait.
 */
public interface Directory {

    /** The person behind an id; empty if nobody is. */
    Optional<Person> person(UserId id);

    /** The user's friends in their lists; empty if he has none. */
    List<FriendList> friends(UserId id);

    /** Whether {@code a} may write to {@code b}. Symmetric; false for oneself and for unknown ids. */
    boolean areFriends(UserId a, UserId b);

    /** The groups that the user is in, in the order of display. */
    List<Group> groups(UserId member);

    /** A group by its id; empty if there is none. */
    Optional<Group> group(String id);
}
