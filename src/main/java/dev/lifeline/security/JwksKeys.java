package dev.lifeline.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import dev.lifeline.core.time.Scheduler;
import dev.lifeline.core.time.Ticker;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The key set of an issuer (RFC 7517), fetched in the background: at the start, every {@link #REFRESH}, and when a token
 * names a key that is not in it. Whoever asks never waits for it. While the issuer is away, the last set is used for
 * {@link #LONGEST_OUTAGE}. Thread-safe.
 */
public final class JwksKeys implements TokenKeys {

    /** How often the set is fetched anew. */
    static final Duration REFRESH = Duration.ofMinutes(5);

    /** The least time between two fetches, whatever tokens come. */
    static final Duration RETRY = Duration.ofSeconds(10);

    /** For so long after a fetch, a key that is not in the set does not exist: tokens of no key cause no more fetches. */
    static final Duration FRESH = Duration.ofSeconds(30);

    /** The longest that a set is used without having been fetched anew: a key that was taken back must end some day. */
    static final Duration LONGEST_OUTAGE = Duration.ofHours(24);

    private static final System.Logger LOG = System.getLogger(JwksKeys.class.getName());

    /** Gets the set as text; may block. */
    @FunctionalInterface
    public interface Source {
        String fetch() throws IOException;
    }

    private record Fetched(List<TokenKey> keys, long at) {}

    private final Source source;
    private final Executor fetcher;
    private final Scheduler scheduler;
    private final Ticker ticker;

    private final AtomicBoolean fetching = new AtomicBoolean();
    private volatile @Nullable Fetched current;

    /** When the last fetch began. Written by whoever holds {@link #fetching}. */
    private volatile long triedAt;

    /** The issuer was away at the last fetch: said once. For the holder of {@link #fetching}. */
    private boolean away;

    /** For the holder of {@link #fetching}. */
    private Scheduler.@Nullable Timeout next;

    /**
     * Begins to fetch.
     *
     * @param fetcher runs fetches, one at a time; they block
     */
    public JwksKeys(Source source, Executor fetcher, Scheduler scheduler, Ticker ticker) {
        this.source = source;
        this.fetcher = fetcher;
        this.scheduler = scheduler;
        this.ticker = ticker;
        fetchSoon();
    }

    @Override
    public List<TokenKey> candidates(JWSHeader header) throws UnavailableException {
        Fetched set = current;
        if (set == null || age(set.at()) > LONGEST_OUTAGE.toNanos()) {
            refresh();
            throw new UnavailableException("the key set (lifeline.jwt.jwks) could not be fetched yet");
        }
        String id = header.getKeyID();
        List<TokenKey> named = set.keys().stream()
                .filter(key -> id == null || id.equals(key.id()))
                .toList();
        if (named.isEmpty() && age(set.at()) > FRESH.toNanos()) {
            refresh();
            throw new UnavailableException("the token's key is not in the key set, which is fetched anew");
        }
        return named.stream().filter(key -> key.fits(header)).toList();
    }

    private long age(long since) {
        return ticker.nanoTime() - since;
    }

    private void refresh() {
        if (age(triedAt) >= RETRY.toNanos()) {
            fetchSoon();
        }
    }

    private void fetchSoon() {
        if (fetching.compareAndSet(false, true)) {
            triedAt = ticker.nanoTime();
            try {
                fetcher.execute(this::fetch);
            } catch (RuntimeException | Error e) {
                fetching.set(false);
                throw e;
            }
        }
    }

    private void fetch() {
        if (next != null) {
            next.cancel();
        }
        boolean done = false;
        try {
            current = new Fetched(usable(source.fetch()), ticker.nanoTime());
            done = true;
            if (away) {
                away = false;
                LOG.log(System.Logger.Level.INFO, "The key set (lifeline.jwt.jwks) is fetched again");
            }
        } catch (IOException | ParseException | RuntimeException e) {
            LOG.log(
                    away ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "The key set (lifeline.jwt.jwks) cannot be fetched; "
                            + (current == null ? "nobody can connect until it is" : "the last one is used"),
                    e);
            away = true;
        } finally {
            next = scheduler.schedule((done ? REFRESH : RETRY).toNanos(), this::fetchSoon);
            fetching.set(false);
        }
    }

    /** Public keys for signatures. Others in a set, secrets among them, are for something else. */
    private static List<TokenKey> usable(String text) throws ParseException {
        List<TokenKey> keys = new ArrayList<>();
        for (JWK jwk : JWKSet.parse(text).getKeys()) {
            boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
            if (signs && jwk instanceof AsymmetricJWK asymmetric) {
                try {
                    TokenKey key = TokenKey.ofPublic(jwk.getKeyID(), asymmetric.toPublicKey());
                    if (jwk.getAlgorithm() == null || Objects.equals(jwk.getAlgorithm(), key.algorithm())) {
                        keys.add(key);
                    }
                } catch (JOSEException | IllegalArgumentException e) {
                    LOG.log(System.Logger.Level.DEBUG, () -> "Not used: key " + jwk.getKeyID() + ", " + e.getMessage());
                }
            }
        }
        if (keys.isEmpty()) {
            throw new ParseException("no key for RS256 or ES256 is in it", 0);
        }
        return List.copyOf(keys);
    }
}
