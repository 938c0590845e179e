package dev.lifeline.chaos.client;

import java.util.List;
import java.util.Random;

/** What a person writes: at random moments, mostly to one friend, sometimes to a group, sometimes much at once. */
final class Talk {

    private static final int PAUSE_MS = 1_000;

    private final String lane;
    private final String user;
    private final List<String> users;
    private final List<String> groups;
    private final Random random;
    private long turn;
    private long nextAt;
    private int burst;

    /**
     * A client's own.
     *
     * @param lane begins every {@code cid}
     * @param groups that he is a member of
     */
    Talk(String lane, String user, List<String> users, List<String> groups, Random random) {
        this.lane = lane;
        this.user = user;
        this.users = users;
        this.groups = groups;
        this.random = random;
    }

    /** The next line, null if it is not time. */
    Unanswered.Line next(long now) {
        if (now < nextAt) {
            return null;
        }
        if (burst > 0) {
            burst--;
        } else {
            burst = random.nextInt(10) == 0 ? random.nextInt(8) : 0;
        }
        nextAt = burst > 0 ? now : now + PAUSE_MS / 4 + random.nextInt(PAUSE_MS);
        turn++;
        boolean group = !groups.isEmpty() && random.nextInt(4) == 0;
        return new Unanswered.Line(lane + "-" + turn, group ? any(groups) : friend(), group);
    }

    private String friend() {
        String friend = any(users);
        while (friend.equals(user)) {
            friend = any(users);
        }
        return friend;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
