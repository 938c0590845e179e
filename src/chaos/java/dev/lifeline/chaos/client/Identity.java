package dev.lifeline.chaos.client;

import java.util.List;
import java.util.Random;

/**
 * Who a client is.
 *
 * @param name in the logs, and the lane of what it sends
 * @param groups that the user is a member of
 * @param id the {@code client} of its address
 */
record Identity(String name, String user, List<String> groups, String id) {

    static Identity of(String name, String user, List<String> groups, Random random) {
        return new Identity(name, user, groups, name + "-" + Long.toHexString(random.nextLong()));
    }

    String path() {
        return "/web/count/" + user + "?client=" + id;
    }
}
