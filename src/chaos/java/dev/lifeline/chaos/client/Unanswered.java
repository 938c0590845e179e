package dev.lifeline.chaos.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Own messages until their answer, oldest first. Each is written again, in order, on the next connection. */
final class Unanswered {

    /** A line to a friend or a group. */
    record Line(String cid, String to, boolean group) {

        String content() {
            return "chaos " + cid;
        }

        String frame() {
            return "{\"type\":\"send\",\"cid\":\"" + cid + "\",\"to\":{\"id\":\"" + to + "\",\"type\":\""
                    + (group ? "group" : "friend") + "\"},\"content\":\"" + content() + "\"}";
        }
    }

    private static final int MOST = 16;

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Set<String> written = new HashSet<>();

    boolean isFull() {
        return lines.size() >= MOST;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    void add(Line line) {
        lines.put(line.cid(), line);
    }

    /** What is still to be written on this connection; counts as written now. */
    List<Line> toWrite() {
        List<Line> next = new ArrayList<>();
        for (Line line : lines.values()) {
            if (written.add(line.cid())) {
                next.add(line);
            }
        }
        return next;
    }

    void answered(String cid) {
        lines.remove(cid);
        written.remove(cid);
    }

    /** To be sent again, and all behind it too: so their order stays. */
    void again(String cid) {
        boolean behind = false;
        for (String each : lines.keySet()) {
            behind |= each.equals(cid);
            if (behind) {
                written.remove(each);
            }
        }
    }

    void newConnection() {
        written.clear();
    }
}
