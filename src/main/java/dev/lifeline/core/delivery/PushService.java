package dev.lifeline.core.delivery;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.protocol.CloseCode;
import dev.lifeline.core.protocol.Codec;
import dev.lifeline.core.protocol.Frame;
import dev.lifeline.core.protocol.Level;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.Connection;
import dev.lifeline.core.session.SessionRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What back ends push: to users, to the members of groups, to all. Thread-safe; never waits for disk or socket. */
public final class PushService {

    /** The most receivers of one push, the members of groups counted. */
    public static final int MAX_RECEIVERS = 10_000;

    private static final String SCOPE = "push";

    /** Before a back end's topic: those of receipts stand in the same streams. */
    private static final String TOPICS = "push ";

    private final SessionRegistry sessions;
    private final Codec codec;
    private final Directory directory;
    private final Courier courier;
    private final boolean refuseUnknown;
    private final InstantSource clock;

    /** @param refuseUnknown whether users that the directory does not know are refused */
    public PushService(
            SessionRegistry sessions,
            Mailbox mailbox,
            Codec codec,
            Directory directory,
            boolean refuseUnknown,
            InstantSource clock) {
        this.sessions = sessions;
        this.codec = codec;
        this.directory = directory;
        this.courier = new Courier(sessions, mailbox, codec);
        this.refuseUnknown = refuseUnknown;
        this.clock = clock;
    }

    /**
     * Stores a message for its receivers and sends it to those who are connected.
     *
     * @return completes when it is durable; fails with {@code MailboxUnavailableException} where nothing can be stored now
     * @throws IllegalArgumentException if there are more than {@value #MAX_RECEIVERS} receivers
     */
    public CompletionStage<PushResult> push(PushOrder order) {
        Map<UserId, PushResult.Outcome> users = new LinkedHashMap<>();
        Map<String, PushResult.Outcome> unknownGroups = new LinkedHashMap<>();
        order.users().forEach(user -> users.put(user, outcome(user)));
        for (String id : order.groups()) {
            Optional<Group> group = directory.group(id);
            group.ifPresentOrElse(
                    found -> found.members().forEach(user -> users.put(user, outcome(user))),
                    () -> unknownGroups.put(id, PushResult.Outcome.UNKNOWN_GROUP));
        }
        if (users.size() > MAX_RECEIVERS) {
            throw new IllegalArgumentException(users.size() + " receivers, at most " + MAX_RECEIVERS + " a push");
        }
        Duration ttl = order.ttl();
        if (ttl != null && ttl.isZero()) {
            return CompletableFuture.completedFuture(flyBy(order, users, unknownGroups));
        }
        List<UserId> known = users.entrySet().stream()
                .filter(entry -> entry.getValue() != PushResult.Outcome.UNKNOWN_USER)
                .map(Map.Entry::getKey)
                .toList();
        if (known.isEmpty() && !order.all()) {
            return CompletableFuture.completedFuture(new PushResult.Accepted(users, unknownGroups, 0, false));
        }
        Message.Pushed message = new Message.Pushed(order.json());
        long now = clock.millis();
        Post post = order.all() ? Post.toAll(courier.body(message), now) : Post.to(known, courier.body(message), now);
        post = post.under(
                order.topic() == null ? null : TOPICS + order.topic(), ttl == null ? Post.NEVER : now + ttl.toMillis());
        if (order.id() != null) {
            post = post.named(new Idempotency(SCOPE, order.id(), fingerprint(order)), null);
        }
        return courier.deliver(message, post, null, null)
                .thenApply(appended -> appended instanceof Appended.Conflict
                        ? new PushResult.Conflict()
                        : new PushResult.Accepted(
                                users,
                                unknownGroups,
                                order.all() ? sessions.size() : connections(known),
                                appended instanceof Appended.Repeated));
    }

    private PushResult.Outcome outcome(UserId user) {
        if (!sessions.of(user).isEmpty()) {
            return PushResult.Outcome.ONLINE;
        }
        return refuseUnknown && directory.person(user).isEmpty()
                ? PushResult.Outcome.UNKNOWN_USER
                : PushResult.Outcome.QUEUED;
    }

    /** How many receivers it has at the most: members of several of its groups are counted for each. Quick. */
    public int receivers(PushOrder order) {
        return order.users().size()
                + order.groups().stream()
                        .mapToInt(group -> directory
                                .group(group)
                                .map(found -> found.members().size())
                                .orElse(0))
                        .sum();
    }

    /** How many open connections a user has. */
    public int connectionsOf(UserId user) {
        return sessions.of(user).size();
    }

    private int connections(Collection<UserId> users) {
        return users.stream().mapToInt(user -> sessions.of(user).size()).sum();
    }

    private static long fingerprint(PushOrder order) {
        return Fingerprint.of(order.users() + "\n" + order.groups() + "\n" + order.all() + "\n" + order.topic() + "\n"
                + order.ttl() + "\n" + order.json());
    }

    private PushResult flyBy(
            PushOrder order, Map<UserId, PushResult.Outcome> users, Map<String, PushResult.Outcome> unknownGroups) {
        Frame frame = codec.encode(new Outbound.Pushed(order.json()));
        int[] taken = {0};
        if (order.all()) {
            sessions.forEach(connection -> taken[0] += connection.send(frame) ? 1 : 0);
        }
        users.replaceAll((user, outcome) -> {
            int connections = toUser(user, null, frame);
            taken[0] += connections;
            return outcome == PushResult.Outcome.UNKNOWN_USER || connections > 0 ? outcome : PushResult.Outcome.OFFLINE;
        });
        return new PushResult.Accepted(users, unknownGroups, taken[0], false);
    }

    private int toUser(UserId user, @Nullable Level only, Frame frame) {
        int taken = 0;
        for (Connection connection : sessions.of(user)) {
            if ((only == null || connection.level() == only) && connection.send(frame)) {
                taken++;
            }
        }
        return taken;
    }

    /** Sends what is not stored to every open connection of some users, of one level or of both. */
    void flyBy(Collection<UserId> users, @Nullable Level only, Outbound message) {
        Frame frame = codec.encode(message);
        users.forEach(user -> toUser(user, only, frame));
    }

    /**
     * Ends all connections of a user; his client does not come back by itself.
     *
     * @param reason told to him
     * @return how many there were
     */
    public int kick(UserId user, String reason) {
        List<Connection> all = sessions.of(user);
        all.forEach(connection -> connection.close(CloseCode.KICKED, reason));
        return all.size();
    }

    /** Through this one all messages go to the mailbox. */
    Courier courier() {
        return courier;
    }
}
