package dev.lifeline.store;

import dev.lifeline.core.directory.EditableDirectory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A directory in a {@link DataStore}, answered from memory. Thread-safe; stages complete on the store's thread. Friends
 * are in one list, people and groups in the order of their names.
 */
public final class MvStoreDirectory implements EditableDirectory {

    private static final String LIST_ID = "friends";
    private static final String LIST_NAME = "Friends 好友";

    /** What a change adds to the store, roughly, in bytes. */
    private static final long CHANGE_BYTES = 1_000;

    private final DataStore store;
    private final int maxMembers;
    private final DirectoryView view;

    /**
     * Loads what is there; waits for the disk.
     *
     * @param store where it is kept; whoever opened it closes it
     * @param maxMembers {@code lifeline.group.max-members}
     */
    public MvStoreDirectory(DataStore store, int maxMembers) {
        this.store = store;
        this.maxMembers = maxMembers;
        this.view = store.run(DirectoryEdit::load, Function.identity())
                .toCompletableFuture()
                .join();
    }

    @Override
    public Optional<Person> person(UserId id) {
        return view.person(id);
    }

    @Override
    public List<FriendList> friends(UserId id) {
        List<Person> friends = view.friends(id);
        return friends.isEmpty() ? List.of() : List.of(new FriendList(LIST_ID, LIST_NAME, friends));
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return view.areFriends(a, b);
    }

    @Override
    public List<Group> groups(UserId member) {
        return view.groups(member);
    }

    @Override
    public Optional<Group> group(String id) {
        return view.group(id);
    }

    @Override
    public CompletionStage<Void> putPerson(Person person) {
        return edit(edit -> edit.putPerson(person));
    }

    @Override
    public CompletionStage<Void> removePerson(UserId id) {
        return edit(edit -> edit.removePerson(id));
    }

    @Override
    public CompletionStage<Void> befriend(UserId a, UserId b) {
        return edit(edit -> edit.befriend(a, b));
    }

    @Override
    public CompletionStage<Void> unfriend(UserId a, UserId b) {
        return edit(edit -> edit.unfriend(a, b));
    }

    @Override
    public CompletionStage<Void> putGroup(Group group) {
        return edit(edit -> edit.putGroup(group));
    }

    @Override
    public CompletionStage<Void> removeGroup(String id) {
        return edit(edit -> edit.removeGroup(id));
    }

    @Override
    public CompletionStage<Void> addMember(String group, UserId member) {
        return edit(edit -> edit.addMember(group, member));
    }

    @Override
    public CompletionStage<Void> removeMember(String group, UserId member) {
        return edit(edit -> edit.removeMember(group, member));
    }

    @SuppressWarnings("NullAway") // a stage of Void is completed with null
    private CompletionStage<Void> edit(Consumer<DirectoryEdit> change) {
        Function<Tables, DirectoryEdit> work = tables -> {
            DirectoryEdit edit = new DirectoryEdit(tables, maxMembers);
            change.accept(edit);
            return edit;
        };
        return store.grow(CHANGE_BYTES, work, edit -> {
            edit.publish(view);
            return null;
        });
    }
}
