package dev.lifeline.core.delivery;

import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Peer;
import dev.lifeline.core.session.SilentConnection;
import org.jspecify.annotations.Nullable;

/** Where connections that only measure come in. Thread-safe; never waits. */
@FunctionalInterface
public interface SilentDoor {

    /**
     * Lets one in.
     *
     * @param lease 32 hexadecimal digits that it brought along
     * @param user whose login it showed
     * @param path by which it came
     * @return null where the lease is not known here, was used, or is another's
     */
    @Nullable
    SilentConnection open(String lease, UserId user, PathKey path, Peer peer);

    /** This door, and another for whom it does not know. */
    default SilentDoor or(SilentDoor other) {
        return (lease, user, path, peer) -> {
            SilentConnection here = open(lease, user, path, peer);
            return here == null ? other.open(lease, user, path, peer) : here;
        };
    }
}
