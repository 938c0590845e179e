package dev.lifeline.security;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Queue;

/**
 * The login of a server that nobody configured: closed, but for the one browser whose user has read the setup key in the
 * server's log. The key opens once. Whoever brings the cookie that it was exchanged for may take any name, as with
 * {@code lifeline.auth=demo}; all others are refused. Both end with the server. Thread-safe.
 *
 * <p>Of key and cookie only hashes are kept, and compared in constant time. An answer never tells whether the key was
 * used already: what is no longer good is a wrong key like any other.
 */
public final class TrialLogin implements Authenticator {

    /** Wrong keys, of all senders together, that are told so within {@link #WINDOW}; one more has to wait. */
    public static final int MOST_IN_WINDOW = 5;

    public static final Duration WINDOW = Duration.ofMinutes(1);

    private static final System.Logger LOG = System.getLogger(TrialLogin.class.getName());

    /** 128 bits each: key, cookie, and what nobody knows. */
    private static final int SECRET_BYTES = 16;

    /** What became of an attempt. */
    public sealed interface Attempt {

        /**
         * The key was good, and is used up now.
         *
         * @param cookie the value of {@link #cookieName}, which lets its bearer in
         */
        record Opened(String cookie) implements Attempt {}

        /** It is not the key, or no longer. */
        record Wrong() implements Attempt {}

        /**
         * Too many were wrong, and this is one more.
         *
         * @param after how long to wait
         */
        record TooMany(Duration after) implements Attempt {}
    }

    private final SecureRandom random;
    private final Ticker ticker;
    private final String cookieName;

    /** When the last wrong keys came, in the ticker's time, oldest first; none is older than the window. */
    @GuardedBy("this")
    private final Queue<Long> recent = new ArrayDeque<>();

    /** The hash of what opens; once that is over, of something that nobody knows. */
    @GuardedBy("this")
    private byte[] opens;

    /** The hash of what lets in; until the key was used, of something that nobody knows. */
    @GuardedBy("this")
    private byte[] letsIn;

    /** @param key of {@link #newKey} */
    public TrialLogin(String key, SecureRandom random, Ticker ticker) {
        this.random = random;
        this.ticker = ticker;
        this.opens = hash(bare(key));
        this.letsIn = hash(secret(random));
        // Anew at each start: browsers know cookies of a host by name and path, not by port, and send those of the root
        // to every other context too.
        this.cookieName = "lifeline-trial-" + secret(random).substring(0, 8);
    }

    /** A key of 128 random bits as a person copies it: eight groups of four hexadecimal digits. */
    public static String newKey(SecureRandom random) {
        return secret(random).replaceAll("(.{4})(?!$)", "$1-");
    }

    /** The name of the cookie that lets in; of this start alone. */
    public String cookieName() {
        return cookieName;
    }

    /** @param key as a person typed it: letter case, hyphens and spaces do not matter */
    public synchronized Attempt enter(String key) {
        long now = ticker.nanoTime();
        while (!recent.isEmpty() && now - recent.element() >= WINDOW.toNanos()) {
            recent.remove();
        }
        // The right one at any time: otherwise a stranger could keep the administrator out.
        if (!MessageDigest.isEqual(opens, hash(bare(key)))) {
            if (recent.size() >= MOST_IN_WINDOW) {
                return new Attempt.TooMany(Duration.ofNanos(recent.element() + WINDOW.toNanos() - now));
            }
            recent.add(now);
            return new Attempt.Wrong();
        }
        String cookie = secret(random);
        letsIn = hash(cookie);
        opens = hash(secret(random));
        LOG.log(
                System.Logger.Level.WARNING,
                "The setup key was used: this server is open for the browser that entered it, until it restarts. If that"
                        + " was not you, restart it and set lifeline.auth.");
        return new Attempt.Opened(cookie);
    }

    @Override
    public Verdict authenticate(UserId claimed, HandshakeRequest request) {
        return ShownToken.cookie(request, cookieName).filter(this::admits).isPresent()
                ? new Verdict.Admitted(new Handshake(claimed))
                : new Verdict.Refused(
                        Problem.LOGIN_NOT_CONFIGURED,
                        "To try Lifeline out, open this server's chat page and enter the setup key of its log. For others"
                                + " to connect, set lifeline.auth: jwt lets in who shows a token, container who is"
                                + " logged in to this web application. It is read from the"
                                + " system property lifeline.auth, the environment variable LIFELINE_AUTH, a context"
                                + " parameter, or lifeline.properties in Tomcat's conf folder.");
    }

    private synchronized boolean admits(String cookie) {
        return MessageDigest.isEqual(letsIn, hash(cookie));
    }

    private static String bare(String key) {
        return key.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
