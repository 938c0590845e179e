package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.List;

/**
 * A group of people. Immutable.
 *
 * @param id the group's id
 * @param name shown as its title
 * @param avatar address of a picture, absolute or relative to the page
 * @param owner who may change it
 * @param members everybody in it, the owner included
 */
public record Group(String id, String name, String avatar, UserId owner, List<UserId> members) {

    public Group {
        members = List.copyOf(members);
    }
}
