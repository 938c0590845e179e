package dev.lifeline.chaos.verify;

import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Logs made up for a test: users are their own clients' names unless told otherwise, a tick passes with each event. */
final class Script {

    private static final Map<String, Set<String>> GROUPS = Map.of("g1", Set.of("u1", "u2", "u3"));

    private final List<Event> clients = new ArrayList<>();
    private final List<Event> run = new ArrayList<>();
    private long now = 1_000_000;

    /** Clients of new users, each welcomed at the beginning. */
    Script newcomers(String... users) {
        for (String user : users) {
            client(user, user).welcome(user, 0, 0);
        }
        return this;
    }

    Script client(String name, String user) {
        return add(name, Kind.CLIENT, "user", user);
    }

    /** To a client without a position. */
    Script welcome(String client, long seq, long all) {
        return add(client, Kind.WELCOME, "new-epoch", "e", "from-seq", seq, "from-all", all, "recovered", true);
    }

    Script comeBack(String client, long seq, long from, boolean recovered) {
        return add(
                client,
                Kind.WELCOME,
                "epoch",
                "e",
                "seq",
                seq,
                "all",
                0,
                "new-epoch",
                "e",
                "from-seq",
                from,
                "from-all",
                0,
                "recovered",
                recovered);
    }

    Script send(String client, String cid, String friend) {
        return add(client, Kind.SEND, "cid", cid, "friend", friend);
    }

    Script sendToGroup(String client, String cid, String group) {
        return add(client, Kind.SEND, "cid", cid, "group", group);
    }

    Script sent(String client, String cid, long seq) {
        return add(client, Kind.SENT, "cid", cid, "seq", seq);
    }

    Script refused(String client, String cid, String code) {
        return add(client, Kind.REFUSED, "cid", cid, "code", code);
    }

    Script got(String client, String from, String cid, long seq) {
        return add(client, Kind.GOT, "from", from, "cid", cid, "seq", seq);
    }

    Script repeat(String client, String from, String cid, long seq) {
        return add(client, Kind.REPEAT, "from", from, "cid", cid, "seq", seq);
    }

    Script gotBroadcast(String client, String cid, long all) {
        return add(client, Kind.GOT, "from", "back-end", "cid", cid, "all", all);
    }

    Script delivered(String client, String friend, String cid, long seq) {
        return add(client, Kind.DELIVERED, "friend", friend, "cid", cid, "seq", seq);
    }

    Script ack(String client, long seq) {
        return add(client, Kind.ACK, "seq", seq, "all", 0);
    }

    Script abandoned(String client, String code) {
        return add(client, Kind.ABANDONED, "code", code, "replaced", true);
    }

    Script left(String client) {
        return add(client, Kind.LEFT);
    }

    /** Asked for, and answered with 202. */
    Script push(String cid, String what, String whom) {
        return run("push1", Kind.PUSH, "cid", cid, what, whom).run("push1", Kind.PUSHED, "cid", cid);
    }

    Script run(String who, Kind kind, Object... pairs) {
        run.add(Event.of(now++, who, kind, pairs));
        return this;
    }

    Script later(long millis) {
        now += millis;
        return this;
    }

    private Script add(String who, Kind kind, Object... pairs) {
        clients.add(Event.of(now++, who, kind, pairs));
        return this;
    }

    List<Finding> findings() {
        return new Verifier(GROUPS).check(clients, run);
    }

    List<Finding.Rule> rules() {
        return findings().stream().map(Finding::rule).distinct().toList();
    }

    boolean settled() {
        return new Verifier(GROUPS).settled(clients, run);
    }
}
