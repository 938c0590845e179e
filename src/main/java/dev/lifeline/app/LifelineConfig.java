package dev.lifeline.app;

import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.path.Hops;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.security.AdmissionRules;
import dev.lifeline.security.ClientAddresses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The settings of one web application. Immutable. What each means, its bounds and its default stand in README's table.
 *
 * @param auth who may log in
 * @param jwt how tokens are checked, where they are what lets people in
 * @param answerPings whether plain clients get a {@code pong}
 * @param paths how heartbeats are fitted to paths
 * @param heartbeatPatience how long an answer may take
 * @param hops the hops that may cut connections: the shipped ones and those of the administrator's file
 * @param probing whether clients are asked to measure their paths
 * @param trustedProxies addresses and blocks whose word on who asked them is believed
 * @param admission how much is let in
 * @param limits what each limit is set to
 * @param presenceGrace how long a user who lost his connection is still shown
 * @param maxMessageSize the largest message from a page, in bytes
 * @param rates what clients may send and have waiting
 * @param outboxMaxBytes the most bytes that may wait for one connection
 * @param outboxMaxMessages the most messages that may wait for one connection
 * @param sendTimeout how long one send may be under way
 * @param bodyPatience how long the body of a request without key may take
 * @param flushers the threads that send
 * @param handlerThreads the threads that run the application's handlers
 * @param data the folder of the store; empty for the default of where it runs
 * @param dataMinFree free bytes on its disk below which nothing is stored
 * @param retention how much of each stream is kept
 * @param directory the class of the application's own directory; empty for Lifeline's
 * @param refuseUnknown whether a push to a user that the directory does not know is refused
 * @param groupMaxMembers the most members of a group
 * @param origins foreign origins whose pages may connect
 * @param frameAncestors whose pages may show this server's in a frame: {@code none}, {@code self}, origins
 * @param hosts the host names that are answered; none means any
 * @param pushKeys the keys of the push API; none turns it off
 * @param address where {@code java -jar} listens
 * @param port where {@code java -jar} listens
 */
public record LifelineConfig(
        Auth auth,
        JwtConfig jwt,
        boolean answerPings,
        PathRules paths,
        Duration heartbeatPatience,
        Hops hops,
        boolean probing,
        List<String> trustedProxies,
        AdmissionRules admission,
        LimitValues limits,
        Duration presenceGrace,
        int maxMessageSize,
        RateConfig rates,
        int outboxMaxBytes,
        int outboxMaxMessages,
        Duration sendTimeout,
        Duration bodyPatience,
        int flushers,
        int handlerThreads,
        String data,
        int dataMinFree,
        Retention retention,
        String directory,
        boolean refuseUnknown,
        int groupMaxMembers,
        List<String> origins,
        List<String> frameAncestors,
        List<String> hosts,
        List<String> pushKeys,
        String address,
        int port) {

    private static final int MIN_KEY_LENGTH = 32;
    private static final int MAX_KEYS = 2;
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(500);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);

    /** Who may log in. */
    public enum Auth {
        /** Nobody: nothing is configured. */
        CLOSED,
        /** Whoever shows a token. */
        JWT,
        /** Anyone, under any name. */
        DEMO
    }

    /**
     * Reads all settings.
     *
     * @throws IllegalStateException naming every value that cannot be used and what it must be
     */
    static LifelineConfig read(SettingSources sources) {
        SettingReader reader = new SettingReader(sources);
        int maxMessageSize = reader.size(Setting.MAX_MESSAGE_SIZE, 1 << 10, 16 << 20);
        LifelineConfig config = new LifelineConfig(
                reader.choice(Setting.AUTH, "empty (nobody may connect), jwt or demo", text -> switch (text) {
                    case "" -> Auth.CLOSED;
                    case "jwt" -> Auth.JWT;
                    case "demo" -> Auth.DEMO;
                    default -> throw new IllegalArgumentException(text);
                }),
                JwtConfig.read(reader),
                reader.choice(Setting.PING_REPLY, "echo or ignore", text -> switch (text) {
                    case "echo" -> true;
                    case "ignore" -> false;
                    default -> throw new IllegalArgumentException(text);
                }),
                paths(reader),
                reader.duration(Setting.HEARTBEAT_PATIENCE, Duration.ofMillis(500), Duration.ofMinutes(1)),
                hops(reader),
                reader.choice(Setting.PROBES, "on or off", text -> switch (text) {
                    case "on" -> true;
                    case "off" -> false;
                    default -> throw new IllegalArgumentException(text);
                }),
                reader.list(Setting.TRUSTED_PROXIES),
                new AdmissionRules(
                        reader.number(Setting.CONNECTIONS_MAX, 1, 1_000_000),
                        reader.number(Setting.CONNECTIONS_PER_USER, 1, 1_000_000),
                        reader.number(Setting.CONNECTIONS_PER_ADDRESS, 1, 1_000_000),
                        reader.number(Setting.HANDSHAKES_PER_ADDRESS, 1, 100_000),
                        reader.number(Setting.KEY_ATTEMPTS, 1, 10_000)),
                LimitValues.read(reader),
                reader.duration(Setting.PRESENCE_GRACE, Duration.ZERO, Duration.ofMinutes(10)),
                maxMessageSize,
                RateConfig.read(reader, maxMessageSize),
                reader.size(Setting.OUTBOX_MAX_BYTES, 16 << 10, 256 << 20),
                reader.number(Setting.OUTBOX_MAX_MESSAGES, 16, 1_000_000),
                reader.duration(Setting.SEND_TIMEOUT, Duration.ofMillis(500), Duration.ofMinutes(5)),
                reader.duration(Setting.BODY_TIMEOUT, Duration.ofMillis(500), Duration.ofMinutes(5)),
                reader.number(Setting.FLUSHERS, 1, 64),
                reader.number(Setting.HANDLER_THREADS, 1, 256),
                reader.text(Setting.DATA),
                reader.size(Setting.DATA_MIN_FREE, 0, 1 << 30),
                new Retention(
                        reader.duration(Setting.MAILBOX_RETENTION, Duration.ofMinutes(1), Duration.ofDays(365)),
                        reader.number(Setting.MAILBOX_CAPACITY, 10, 1_000_000),
                        reader.size(Setting.MAILBOX_MAX_BYTES, 64 << 10, 1 << 30)),
                reader.text(Setting.DIRECTORY),
                reader.choice(Setting.UNKNOWN_USERS, "accept or refuse", text -> switch (text) {
                    case "accept" -> false;
                    case "refuse" -> true;
                    default -> throw new IllegalArgumentException(text);
                }),
                reader.number(Setting.GROUP_MAX_MEMBERS, 2, 100_000),
                reader.list(Setting.ORIGINS),
                reader.list(Setting.FRAME_ANCESTORS),
                reader.list(Setting.HOSTS),
                reader.list(Setting.PUSH_KEY),
                reader.text(Setting.ADDRESS),
                reader.number(Setting.PORT, 1, 65_535));
        if (config.auth() == Auth.JWT) {
            config.jwt().check(reader);
        }
        config.checkKeys(reader);
        config.checkOrigins(reader);
        config.checkFrameAncestors(reader);
        config.checkProxies(reader);
        if (!reader.complaints().isEmpty()) {
            throw new IllegalStateException(
                    "Lifeline cannot start with these settings:\n  " + String.join("\n  ", reader.complaints()));
        }
        return config;
    }

    private static Hops hops(SettingReader reader) {
        String file = reader.text(Setting.HOPS);
        Hops shipped = Hops.shipped();
        if (file.isEmpty()) {
            return shipped;
        }
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return shipped.with(Hops.parse(file, lines));
        } catch (NoSuchFileException | InvalidPathException e) {
            reader.complain(Setting.HOPS, "empty or the path of a file; there is none at " + file);
        } catch (IllegalArgumentException e) {
            reader.complain(Setting.HOPS, "a file of hops, as docs/operations.md explains; " + e.getMessage());
        } catch (UncheckedIOException | IOException e) {
            boolean charset = e instanceof CharacterCodingException || e.getCause() instanceof CharacterCodingException;
            reader.complain(
                    Setting.HOPS,
                    "a file that can be read; " + file + (charset ? " is not UTF-8" : ": " + e.getMessage()));
        }
        return shipped;
    }

    private void checkKeys(SettingReader reader) {
        boolean tooShort = pushKeys.stream().anyMatch(key -> key.length() < MIN_KEY_LENGTH);
        if (tooShort || pushKeys.size() > MAX_KEYS) {
            // Never the value itself: it is a secret even where it is too short.
            reader.complain(
                    Setting.PUSH_KEY,
                    "empty (no push API) or at most " + MAX_KEYS + " keys, separated by a comma, of " + MIN_KEY_LENGTH
                            + " characters or more each");
        }
    }

    private static PathRules paths(SettingReader reader) {
        Duration shortest = reader.duration(Setting.HEARTBEAT_SHORTEST, SHORTEST_INTERVAL, LONGEST_INTERVAL);
        Duration longest = reader.duration(Setting.HEARTBEAT_LONGEST, SHORTEST_INTERVAL, Duration.ofHours(1));
        if (longest.compareTo(shortest) < 0) {
            reader.complain(Setting.HEARTBEAT_LONGEST, "no less than " + Setting.HEARTBEAT_SHORTEST.key());
            longest = shortest;
        }
        return new PathRules(
                reader.duration(Setting.HEARTBEAT_INTERVAL, SHORTEST_INTERVAL, LONGEST_INTERVAL),
                shortest,
                longest,
                reader.durations(Setting.PROBES_SILENCES, SHORTEST_INTERVAL, Duration.ofHours(1)),
                reader.duration(Setting.PROBES_SETTLED, SHORTEST_INTERVAL, Duration.ofHours(1)),
                reader.duration(Setting.PROBES_EVERY, Duration.ofSeconds(1), Duration.ofDays(7)));
    }

    private void checkProxies(SettingReader reader) {
        try {
            var unused = new ClientAddresses(trustedProxies);
        } catch (IllegalArgumentException e) {
            reader.complain(
                    Setting.TRUSTED_PROXIES,
                    "addresses and blocks such as 10.0.0.0/8, separated by commas; " + e.getMessage());
        }
    }

    private void checkFrameAncestors(SettingReader reader) {
        boolean alone = frameAncestors.equals(List.of("none"));
        // Nothing that could end the directive that they are written into.
        boolean named = frameAncestors.stream().allMatch(who -> who.matches("self|(?i:https?://[a-z0-9.:\\[\\]-]+)"));
        if (frameAncestors.isEmpty() || (!alone && !named)) {
            reader.complain(
                    Setting.FRAME_ANCESTORS,
                    "none, or self and origins such as https://www.example.com, separated by commas; it is '"
                            + String.join(",", frameAncestors) + "'");
        }
    }

    private void checkOrigins(SettingReader reader) {
        for (String origin : origins) {
            if (!origin.matches("(?i)https?://[^/?#\\s]+")) {
                reader.complain(
                        Setting.ORIGINS,
                        "origins such as https://www.example.com, separated by commas; '" + origin + "' is none");
            }
        }
    }
}
