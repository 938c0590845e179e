package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * What is kept from outside, on top of people and groups that are given: whoever is kept under an id hides who is given
 * under it. Changes go to what is kept. Thread-safe where its parts are.
 */
public final class LayeredDirectory implements EditableDirectory {

    private final EditableDirectory kept;
    private final Directory given;

    public LayeredDirectory(EditableDirectory kept, Directory given) {
        this.kept = kept;
        this.given = given;
    }

    @Override
    public Optional<Person> person(UserId id) {
        return kept.person(id).or(() -> given.person(id));
    }

    @Override
    public List<FriendList> friends(UserId id) {
        return Stream.concat(
                        given.friends(id).stream(),
                        kept.friends(id).stream().filter(list -> !list.people().isEmpty()))
                .toList();
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return kept.areFriends(a, b) || given.areFriends(a, b);
    }

    @Override
    public List<Group> groups(UserId member) {
        return Stream.concat(
                        kept.groups(member).stream(),
                        given.groups(member).stream()
                                .filter(group -> kept.group(group.id()).isEmpty()))
                .toList();
    }

    @Override
    public Optional<Group> group(String id) {
        return kept.group(id).or(() -> given.group(id));
    }

    @Override
    public CompletionStage<Void> putPerson(Person person) {
        return kept.putPerson(person);
    }

    @Override
    public CompletionStage<Void> removePerson(UserId id) {
        return kept.removePerson(id);
    }

    @Override
    public CompletionStage<Void> befriend(UserId a, UserId b) {
        return kept.befriend(a, b);
    }

    @Override
    public CompletionStage<Void> unfriend(UserId a, UserId b) {
        return kept.unfriend(a, b);
    }

    @Override
    public CompletionStage<Void> putGroup(Group group) {
        return kept.putGroup(group);
    }

    @Override
    public CompletionStage<Void> removeGroup(String id) {
        return kept.removeGroup(id);
    }

    @Override
    public CompletionStage<Void> addMember(String group, UserId member) {
        return kept.addMember(group, member);
    }

    @Override
    public CompletionStage<Void> removeMember(String group, UserId member) {
        return kept.removeMember(group, member);
    }
}
