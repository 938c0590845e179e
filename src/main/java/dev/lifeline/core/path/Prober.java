package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;
import org.jspecify.annotations.Nullable;

/**
 * A live connection whose client can measure its path. Immutable.
 *
 * @param path how it came
 * @param user whose it is
 * @param connection its name, unique while it is open
 */
public record Prober(PathKey path, UserId user, String connection) {

    /** Written out: linking the equals that a record generates makes the JDK hold on to an undeployed application. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Prober prober
                && prober.connection.equals(connection)
                && prober.user.equals(user)
                && prober.path.equals(path);
    }

    @Override
    public int hashCode() {
        return connection.hashCode();
    }

    @Override
    public String toString() {
        return user + " on " + connection;
    }
}
