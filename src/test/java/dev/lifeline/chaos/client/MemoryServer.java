package dev.lifeline.chaos.client;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.lifeline.chaos.client.FakeServer.Accepted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The protocol in the simplest way, in memory and under one lock; with a bug, if the test wants one. */
final class MemoryServer implements FakeServer.Behaviour {

    /** Each strikes now and then. */
    enum Bug {
        NONE,
        LINE_NOT_WRITTEN,
        ANSWERED_BUT_NOT_STORED,
        STORED_ONCE_MORE,
        SENT_AGAIN,
        CID_FORGOTTEN,
        OVERTAKEN,
        RECEIPT_AHEAD,
        POSITION_IGNORED,
        RETURN_REFUSED
    }

    private static final int NOW_AND_THEN = 20;

    private final Bug bug;

    /** The frames of each user's stream, without their numbers. */
    private final Map<String, List<String>> streams = new HashMap<>();

    private final Map<String, List<Accepted>> connections = new HashMap<>();
    private final Map<String, Long> taken = new HashMap<>();
    private final Set<String> cids = new LinkedHashSet<>();
    private int chances;

    MemoryServer(Bug bug) {
        this.bug = bug;
    }

    private boolean strikes(Bug which) {
        return bug == which && ++chances % NOW_AND_THEN == 0;
    }

    private static String user(Accepted connection) {
        return connection.target().replaceAll(".*/count/([^?]*).*", "$1");
    }

    @Override
    public synchronized void opened(Accepted connection) throws IOException {
        String user = user(connection);
        List<String> stream = streams.computeIfAbsent(user, key -> new ArrayList<>());
        boolean returns = connection.target().contains("&seq=");
        long from = returns
                ? Long.parseLong(connection.target().replaceAll(".*&seq=(\\d+).*", "$1"))
                : taken.getOrDefault(user, 0L);
        if (returns && bug == Bug.POSITION_IGNORED) {
            from = stream.size();
        }
        boolean recovered = !(returns && bug == Bug.RETURN_REFUSED);
        connection.welcome(from, recovered);
        for (long seq = from + 1; seq <= stream.size(); seq++) {
            write(connection, seq, stream.get((int) seq - 1));
        }
        connections.computeIfAbsent(user, key -> new ArrayList<>()).add(connection);
    }

    private static void write(Accepted connection, long seq, String frame) throws IOException {
        connection.say("{\"seq\":" + seq + "," + frame.substring(1));
    }

    @Override
    public synchronized void heard(Accepted connection, String text) throws IOException {
        JsonObject frame = JsonParser.parseString(text).getAsJsonObject();
        String user = user(connection);
        if (frame.get("type").getAsString().equals("ack")) {
            long seq = frame.get("seq").getAsLong();
            for (String cidAndSender : received(user, taken.merge(user, seq, Math::max))) {
                receipt(cidAndSender, user);
            }
            return;
        }
        String cid = frame.get("cid").getAsString();
        if (bug == Bug.CID_FORGOTTEN || cids.add(user + "/" + cid)) {
            store(user, cid, frame.getAsJsonObject("to").get("id").getAsString());
        }
        connection.say("{\"type\":\"sent\",\"cid\":\"" + cid + "\",\"timestamp\":1}");
    }

    private void store(String from, String cid, String to) throws IOException {
        if (strikes(Bug.ANSWERED_BUT_NOT_STORED)) {
            return;
        }
        if (strikes(Bug.RECEIPT_AHEAD)) {
            receipt(from + "/" + cid, to);
        }
        for (int times = strikes(Bug.STORED_ONCE_MORE) ? 2 : 1; times > 0; times--) {
            append(from, line(from, to, cid));
            append(to, line(from, from, cid));
        }
    }

    private static String line(String from, String conversation, String cid) {
        return "{\"type\":\"friend\",\"id\":\"" + conversation + "\",\"fromid\":\"" + from + "\",\"cid\":\"" + cid
                + "\",\"content\":\"chaos " + cid + "\"}";
    }

    private void append(String user, String frame) throws IOException {
        List<String> stream = streams.computeIfAbsent(user, key -> new ArrayList<>());
        if (strikes(Bug.OVERTAKEN) && !stream.isEmpty()) {
            stream.add(stream.size() - 1, frame);
            return;
        }
        stream.add(frame);
        boolean skip = strikes(Bug.LINE_NOT_WRITTEN);
        boolean again = strikes(Bug.SENT_AGAIN);
        for (Accepted each : connections.getOrDefault(user, List.of())) {
            try {
                if (!skip) {
                    write(each, stream.size(), frame);
                }
                if (again) {
                    write(each, stream.size(), frame);
                }
            } catch (IOException e) {
                // Gone; it comes back with its position.
            }
        }
    }

    /** The senders and cids of all lines to a user up to there, each told once. */
    private List<String> received(String user, long seq) {
        List<String> names = new ArrayList<>();
        List<String> stream = streams.get(user);
        for (String frame : stream.subList(0, (int) Math.min(seq, stream.size()))) {
            String name = frame.replaceAll(".*\"fromid\":\"([^\"]*)\",\"cid\":\"([^\"]*)\".*", "$1/$2");
            if (frame.contains("\"content\"") && !name.startsWith(user + "/") && cids.add("receipt " + name)) {
                names.add(name);
            }
        }
        return names;
    }

    private void receipt(String senderAndCid, String friend) throws IOException {
        String[] words = senderAndCid.split("/", -1);
        append(words[0], "{\"type\":\"delivered\",\"id\":\"" + friend + "\",\"cid\":\"" + words[1] + "\"}");
    }
}
