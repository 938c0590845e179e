package dev.lifeline.core.delivery;

import dev.lifeline.core.protocol.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of a {@link PushOrder}. */
public sealed interface PushResult {

    /** What became of it for one receiver. */
    enum Outcome {
        /** Stored (unless its ttl was zero), and he has an open connection. */
        ONLINE("online"),
        /** Stored: he gets it when he comes. */
        QUEUED("queued"),
        /** Its ttl was zero and he has no open connection: he does not get it. */
        OFFLINE("offline"),
        /** The directory does not know him, and {@code lifeline.unknown-users} is {@code refuse}: he does not get it. */
        UNKNOWN_USER("unknown-user"),
        /** The directory knows no such group. */
        UNKNOWN_GROUP("unknown-group");

        private final String wire;

        Outcome(String wire) {
            this.wire = wire;
        }

        /** The word on the wire. */
        public String wire() {
            return wire;
        }
    }

    /**
     * It is durable, or, with a ttl of zero, on its way.
     *
     * @param users for each receiver, the members of groups among them, in the order given
     * @param unknownGroups groups that nobody knows
     * @param connections open ones that it was queued for
     * @param repeated whether it was stored before, under the same id
     */
    record Accepted(Map<UserId, Outcome> users, Map<String, Outcome> unknownGroups, int connections, boolean repeated)
            implements PushResult {

        public Accepted {
            users = Collections.unmodifiableMap(new LinkedHashMap<>(users));
            unknownGroups = Collections.unmodifiableMap(new LinkedHashMap<>(unknownGroups));
        }
    }

    /** The same id was used for another message; nothing was stored. */
    record Conflict() implements PushResult {}
}
