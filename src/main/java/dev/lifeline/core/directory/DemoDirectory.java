package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Six people and two groups to try Lifeline with. Everybody is everybody's friend; an id that is not among the six is a
 * guest of that name, who finds the six in his list and may write to anyone. Immutable and thread-safe.
 */
public final class DemoDirectory implements Directory {

    private final String avatars;
    private final Map<UserId, Person> people;
    private final List<Group> groups;

    /** @param avatars address of the folder with the pictures, ending in a slash */
    public DemoDirectory(String avatars) {
        this.avatars = avatars;
        this.people = Stream.of(
                        person("u1", "林小雨", "雨后初晴"),
                        person("u2", "Anna Keller", "On the tram, phone in hand"),
                        person("u3", "王大明", "今天也要加油"),
                        person("u4", "James Okoro", "Coffee first"),
                        person("u5", "陈思思", "慢慢来，比较快"),
                        person("u6", "Maria Silva", "Out hiking"))
                .collect(Collectors.toUnmodifiableMap(Person::id, Function.identity()));
        this.groups = List.of(
                group("g1", "Project Lighthouse 灯塔", "u2", "u1", "u3", "u4", "u5", "u6"),
                group("g2", "周末登山 Weekend hikes", "u1", "u2", "u4", "u6"));
    }

    @Override
    public Optional<Person> person(UserId id) {
        Person known = people.get(id);
        return Optional.of(known != null ? known : new Person(id, id.value(), avatars + "guest.svg", ""));
    }

    @Override
    public List<FriendList> friends(UserId id) {
        List<Person> others = people.values().stream()
                .filter(person -> !person.id().equals(id))
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .toList();
        return List.of(new FriendList("demo", "Friends 好友", others));
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return !a.equals(b);
    }

    @Override
    public List<Group> groups(UserId member) {
        return groups.stream().filter(group -> group.members().contains(member)).toList();
    }

    @Override
    public Optional<Group> group(String id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    private Person person(String id, String name, String sign) {
        return new Person(new UserId(id), name, avatars + id + ".svg", sign);
    }

    private Group group(String id, String name, String owner, String... others) {
        List<UserId> members = Stream.concat(Stream.of(owner), Stream.of(others))
                .map(UserId::new)
                .toList();
        return new Group(id, name, avatars + id + ".svg", new UserId(owner), members);
    }
}
