package dev.lifeline.example;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shop's user table as Lifeline sees it, named in {@code lifeline.directory}. A real one answers from a cache of its
 * database: Lifeline asks for every message and does not wait.
 */
public final class ShopDirectory implements Directory {

    private static final Person CLERK = new Person(new UserId("clerk"), "Clara, at the counter", "", "Ask me anything");
    private static final Map<UserId, Person> CUSTOMERS = Map.of(
            new UserId("ann"), new Person(new UserId("ann"), "Ann", "", ""),
            new UserId("bo"), new Person(new UserId("bo"), "Bo", "", ""));

    @Override
    public Optional<Person> person(UserId id) {
        return id.equals(CLERK.id()) ? Optional.of(CLERK) : Optional.ofNullable(CUSTOMERS.get(id));
    }

    /** Customers see the clerk, the clerk sees all customers. */
    @Override
    public List<FriendList> friends(UserId id) {
        List<Person> people = id.equals(CLERK.id()) ? List.copyOf(CUSTOMERS.values()) : List.of(CLERK);
        return List.of(new FriendList("shop", "The shop", people));
    }

    @Override
    public boolean areFriends(UserId a, UserId b) {
        return a.equals(CLERK.id()) ? CUSTOMERS.containsKey(b) : b.equals(CLERK.id()) && CUSTOMERS.containsKey(a);
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
