package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.concurrent.CompletionStage;

/**
 * A directory that can be kept from outside. Changes are durable when their stage completes, and seen by readers from
 * then on; the stage's dependents must not block. A stage fails with {@code MailboxUnavailableException} where the
 * store cannot serve, and with {@link IllegalArgumentException}, saying what is wrong, where the change makes no sense.
 * Thread-safe.
 */
public interface EditableDirectory extends Directory {

    /** Adds a person, or replaces what is known of him. */
    CompletionStage<Void> putPerson(Person person);

    /**
     * Forgets a person, his friendships and memberships. Groups that he owned go to their next member; a group without
     * another member is forgotten too. Of an unknown id nothing happens.
     */
    CompletionStage<Void> removePerson(UserId id);

    /** Makes two known people friends of each other. */
    CompletionStage<Void> befriend(UserId a, UserId b);

    /** Ends a friendship; without one nothing happens. */
    CompletionStage<Void> unfriend(UserId a, UserId b);

    /**
     * Adds a group, or replaces it with its members. Owner and members must be known, the owner is a member.
     */
    CompletionStage<Void> putGroup(Group group);

    /** Forgets a group. Of an unknown id nothing happens. */
    CompletionStage<Void> removeGroup(String id);

    /** Adds a known person to a known group. */
    CompletionStage<Void> addMember(String group, UserId member);

    /** Takes somebody but the owner out of a known group; a stranger to it changes nothing. */
    CompletionStage<Void> removeMember(String group, UserId member);
}
