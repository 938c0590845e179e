package dev.lifeline.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One address and method of a servlet, and what answers it. Immutable.
 *
 * @param method such as {@code GET}, which takes {@code HEAD} along
 * @param path below the servlet's mapping, such as {@code /{id}/friends}; empty for the mapping itself
 */
record Route(String method, String path, Handler handler) {

    /** Answers requests. */
    @FunctionalInterface
    interface Handler {

        /**
         * Answers one, now or later.
         *
         * @throws RefusedException where it is wrong
         * @throws IOException where its sender is gone
         */
        void answer(Call call) throws RefusedException, IOException;
    }

    /**
     * The parts of an address that stand for the names in {@code path}.
     *
     * @param address the container's decoded path below the mapping, in which a slash is a slash: Tomcat refuses encoded
     *     ones
     * @return empty if it is another address
     */
    Optional<List<String>> names(String address) {
        String[] expected = path.split("/", -1);
        String[] given = address.split("/", -1);
        if (given.length != expected.length) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            if (expected[i].startsWith("{")) {
                names.add(given[i]);
            } else if (!expected[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }
}
