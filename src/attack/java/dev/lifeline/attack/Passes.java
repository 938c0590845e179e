package dev.lifeline.attack;

import dev.lifeline.rig.Tokens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Good tokens, one a user. Thread-safe. */
public final class Passes {

    private static final Duration VALID = Duration.ofHours(12);

    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** The token of a user, good for longer than any run. */
    public String of(String user) {
        return tokens.computeIfAbsent(user, name -> Tokens.of(name, VALID));
    }
}
