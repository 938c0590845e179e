package dev.lifeline.store;

import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * One change of the directory in its tables, and what it means for those who read it from memory. Checks everything
 * before it changes anything. Made anew for each change, for the store's thread only.
 */
final class DirectoryEdit {

    private final Tables tables;
    private final int maxMembers;
    private final List<Consumer<DirectoryView>> changes = new ArrayList<>();

    DirectoryEdit(Tables tables, int maxMembers) {
        this.tables = tables;
        this.maxMembers = maxMembers;
    }

    /** Makes the same changes in memory. */
    void publish(DirectoryView view) {
        changes.forEach(change -> change.accept(view));
    }

    void putPerson(Person person) {
        tables.people.put(person.id().value(), person);
        changes.add(view -> view.putPerson(person));
    }

    /** Groups of his go to the next member; one without another member is removed. */
    void removePerson(UserId id) {
        if (!tables.people.containsKey(id.value())) {
            return;
        }
        for (String friend : linked(tables.friends, id.value())) {
            unlink(id, new UserId(friend));
        }
        for (String groupId : linked(tables.memberships, id.value())) {
            Group group = tables.groups.get(groupId);
            if (group != null) {
                leave(group, id);
            }
        }
        tables.people.remove(id.value());
        changes.add(view -> view.removePerson(id));
    }

    private void leave(Group group, UserId id) {
        List<UserId> others = without(group.members(), id);
        if (others.isEmpty()) {
            removeGroup(group.id());
        } else {
            UserId owner = group.owner().equals(id) ? others.get(0) : group.owner();
            save(new Group(group.id(), group.name(), group.avatar(), owner, others));
        }
    }

    void befriend(UserId a, UserId b) {
        if (a.equals(b)) {
            throw new RefusedException("person " + a + " cannot be a friend of himself");
        }
        checkKnown("a friendship", List.of(a, b));
        tables.friends.put(link(a.value(), b.value()), "");
        tables.friends.put(link(b.value(), a.value()), "");
        changes.add(view -> view.befriend(a, b));
    }

    void unfriend(UserId a, UserId b) {
        if (tables.friends.containsKey(link(a.value(), b.value()))) {
            unlink(a, b);
        }
    }

    private void unlink(UserId a, UserId b) {
        tables.friends.remove(link(a.value(), b.value()));
        tables.friends.remove(link(b.value(), a.value()));
        changes.add(view -> view.unfriend(a, b));
    }

    void putGroup(Group group) {
        Set<UserId> members = new LinkedHashSet<>(group.members());
        if (!members.contains(group.owner())) {
            throw new RefusedException("group " + group.id() + ": its owner " + group.owner() + " is not a member");
        }
        checkSize(group.id(), members.size());
        checkKnown("group " + group.id(), members);
        save(new Group(group.id(), group.name(), group.avatar(), group.owner(), List.copyOf(members)));
    }

    void removeGroup(String id) {
        Group group = tables.groups.remove(id);
        if (group != null) {
            group.members().forEach(member -> tables.memberships.remove(link(member.value(), id)));
            changes.add(view -> view.removeGroup(id));
        }
    }

    void addMember(String id, UserId member) {
        Group group = known(id);
        checkKnown("group " + id, List.of(member));
        if (group.members().contains(member)) {
            return;
        }
        checkSize(id, group.members().size() + 1);
        List<UserId> members = new ArrayList<>(group.members());
        members.add(member);
        save(new Group(id, group.name(), group.avatar(), group.owner(), members));
    }

    void removeMember(String id, UserId member) {
        Group group = known(id);
        if (group.owner().equals(member)) {
            throw new RefusedException("group " + id + ": " + member + " is its owner and cannot leave it");
        }
        if (group.members().contains(member)) {
            save(new Group(id, group.name(), group.avatar(), group.owner(), without(group.members(), member)));
        }
    }

    private void save(Group group) {
        Group before = tables.groups.put(group.id(), group);
        if (before != null) {
            before.members().forEach(member -> tables.memberships.remove(link(member.value(), group.id())));
        }
        group.members().forEach(member -> tables.memberships.put(link(member.value(), group.id()), ""));
        changes.add(view -> view.putGroup(group));
    }

    private Group known(String id) {
        Group group = tables.groups.get(id);
        if (group == null) {
            throw new RefusedException("group " + id + " does not exist");
        }
        return group;
    }

    private void checkKnown(String what, Iterable<UserId> ids) {
        for (UserId id : ids) {
            if (!tables.people.containsKey(id.value())) {
                throw new RefusedException(what + ": there is no person " + id);
            }
        }
    }

    private void checkSize(String id, int members) {
        if (members > maxMembers) {
            throw new RefusedException("group " + id + ": " + members + " members, at most " + maxMembers
                    + " (lifeline.group.max-members)");
        }
    }

    private static List<UserId> without(List<UserId> members, UserId id) {
        return members.stream().filter(member -> !member.equals(id)).toList();
    }

    /** A user id contains no NUL, so that all links of one user stand together. */
    private static String link(String user, String other) {
        return user + '\0' + other;
    }

    private static List<String> linked(MVMap<String, String> links, String user) {
        String prefix = link(user, "");
        List<String> others = new ArrayList<>();
        @Nullable String key = links.ceilingKey(prefix);
        while (key != null && key.startsWith(prefix)) {
            others.add(key.substring(prefix.length()));
            key = links.higherKey(key);
        }
        return others;
    }

    /** Everything that the tables hold, for a view that is empty yet. */
    static DirectoryView load(Tables tables) {
        DirectoryView view = new DirectoryView();
        tables.people.values().forEach(view::putPerson);
        tables.groups.values().forEach(view::putGroup);
        tables.friends.keyIterator(null).forEachRemaining(link -> {
            int end = link.indexOf('\0');
            view.befriend(new UserId(link.substring(0, end)), new UserId(link.substring(end + 1)));
        });
        return view;
    }
}
