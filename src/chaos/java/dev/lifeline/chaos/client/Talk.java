package dev.lifeline.chaos.client;

import java.util.List;
import java.util.Random;

/** What a person writes: at random moments, mostly to one friend, sometimes to a group, sometimes much at once. */
final class Talk {

    private final String lane;
    private final String user;
    private final List<String> users;
    private final List<String> groups;
    private final Random random;
    private final int pause;
    private long turn;
    private long nextAt;
    private int burst;

    /**
     * A client's own.
     *
     * @param lane begins every {@code cid}
     * @param groups that he is a member of
     * @param pause between two lines lies a quarter of it to one and a quarter, in ms
     */
    Talk(String lane, String user, List<String> users, List<String> groups, Random random, int pause) {
        this.lane = lane;
        this.user = user;
        this.users = users;
        this.groups = groups;
        this.random = random;
        this.pause = pause;
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
        nextAt = burst > 0 ? now : now + pause / 4 + random.nextInt(pause);
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
