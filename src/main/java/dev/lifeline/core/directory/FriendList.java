package dev.lifeline.core.directory;

import java.util.List;

/**
 * A named list of friends, as LayIM shows it. Immutable.
 *
 * @param id the list's id
 * @param name shown as its title
 * @param people in the order of display
 */
public record FriendList(String id, String name, List<Person> people) {

    public FriendList {
        people = List.copyOf(people);
    }
}
