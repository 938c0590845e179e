package dev.lifeline.store;

import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The directory in memory, which readers are answered from. Changed by one thread at a time and read by any; who reads
 * during a change may see it half made.
 */
final class DirectoryView {

    private static final Comparator<Person> BY_NAME =
            Comparator.comparing(Person::name).thenComparing(Person::id);

    private static final Comparator<Group> GROUPS_BY_NAME =
            Comparator.comparing(Group::name).thenComparing(Group::id);

    private final Map<UserId, Person> people = new ConcurrentHashMap<>();
    private final Map<UserId, Set<UserId>> friends = new ConcurrentHashMap<>();
    private final Map<String, Group> groups = new ConcurrentHashMap<>();

    /** Ids of groups by their members. */
    private final Map<UserId, Set<String>> memberships = new ConcurrentHashMap<>();

    Optional<Person> person(UserId id) {
        return Optional.ofNullable(people.get(id));
    }

    List<Person> friends(UserId id) {
        return friends.getOrDefault(id, Set.of()).stream()
                .map(people::get)
                .filter(Objects::nonNull)
                .sorted(BY_NAME)
                .toList();
    }

    boolean areFriends(UserId a, UserId b) {
        return friends.getOrDefault(a, Set.of()).contains(b);
    }

    List<Group> groups(UserId member) {
        return memberships.getOrDefault(member, Set.of()).stream()
                .map(groups::get)
                .filter(Objects::nonNull)
                .sorted(GROUPS_BY_NAME)
                .toList();
    }

    Optional<Group> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    void putPerson(Person person) {
        people.put(person.id(), person);
    }

    void removePerson(UserId id) {
        people.remove(id);
    }

    void befriend(UserId a, UserId b) {
        add(friends, a, b);
        add(friends, b, a);
    }

    void unfriend(UserId a, UserId b) {
        remove(friends, a, b);
        remove(friends, b, a);
    }

    void putGroup(Group group) {
        Group before = groups.put(group.id(), group);
        Set<UserId> now = Set.copyOf(group.members());
        if (before != null) {
            before.members().stream()
                    .filter(member -> !now.contains(member))
                    .forEach(member -> remove(memberships, member, group.id()));
        }
        now.forEach(member -> add(memberships, member, group.id()));
    }

    void removeGroup(String id) {
        Group before = groups.remove(id);
        if (before != null) {
            before.members().forEach(member -> remove(memberships, member, id));
        }
    }

    private static <V> void add(Map<UserId, Set<V>> map, UserId key, V value) {
        map.computeIfAbsent(key, absent -> ConcurrentHashMap.newKeySet()).add(value);
    }

    private static <V> void remove(Map<UserId, Set<V>> map, UserId key, V value) {
        Set<V> values = map.get(key);
        if (values != null && values.remove(value) && values.isEmpty()) {
            map.remove(key);
        }
    }
}
