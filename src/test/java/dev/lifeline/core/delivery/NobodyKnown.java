package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;

/** A directory that knows nobody. */
final class NobodyKnown implements Directory {

    @Override
    public Optional<Person> person(UserId id) {
        return Optional.empty();
    }

    @Override
    public List<FriendList> friends(UserId id) {
        return List.of();
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return false;
    }

    @Override
    public List<Group> groups(UserId member) {
        return List.of();
    }

    @Override
    public Optional<Group> group(String id) {
        return Optional.empty();
    }
}
