package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;

/**
 * Another directory in which everybody may write to everybody ({@code lifeline.chat=open}): who is shown to whom as a
 * friend, and who is in which group, stays as it is there. Immutable; as thread-safe as the other.
 */
public final class OpenDirectory implements Directory {

    private final Directory directory;
    private final boolean acceptUnknown;

    /** @param acceptUnknown whether who is not in the directory may write and be written to, under his id as his name */
    public OpenDirectory(Directory directory, boolean acceptUnknown) {
        this.directory = directory;
        this.acceptUnknown = acceptUnknown;
    }

    @Override
    public Optional<Person> person(UserId id) {
        Optional<Person> known = directory.person(id);
        return known.isPresent() || !acceptUnknown ? known : Optional.of(new Person(id, id.value(), "", ""));
    }

    @Override
    public List<FriendList> friends(UserId id) {
        return directory.friends(id);
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return !a.equals(b) && person(a).isPresent() && person(b).isPresent();
    }

    @Override
    public List<Group> groups(UserId member) {
        return directory.groups(member);
    }

    @Override
    public Optional<Group> group(String id) {
        return directory.group(id);
    }
}
