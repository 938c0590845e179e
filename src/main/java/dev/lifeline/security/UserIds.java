package dev.lifeline.security;

import dev.lifeline.core.protocol.UserId;
import org.jspecify.annotations.Nullable;

/** Compares names that logins give with the user that an address names. Stateless. */
final class UserIds {

    private UserIds() {}

    /** Compared as user ids: the same name, however it is composed; a name that is none is nobody's. */
    static boolean same(UserId claimed, @Nullable String name) {
        try {
            return name != null && claimed.equals(new UserId(name));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
