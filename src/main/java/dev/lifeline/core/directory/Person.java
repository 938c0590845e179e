package dev.lifeline.core.directory;

import dev.lifeline.core.protocol.UserId;
import java.util.Objects;

/**
 * Somebody as others see him. Immutable.
 *
 * @param id the user id
 * @param name shown beside messages
 * @param avatar address of a picture, absolute or relative to the page
 * @param sign a line about himself, may be empty
 */
public record Person(UserId id, String name, String avatar, String sign) {

    /** Null would be found out only when a stored message of his is read. */
    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(avatar, "avatar");
        Objects.requireNonNull(sign, "sign");
    }
}
