package dev.lifeline.app;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.lifeline.core.delivery.Revocations;
import dev.lifeline.security.JwksKeys;
import dev.lifeline.security.JwtLogin;
import dev.lifeline.security.TokenKeys;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of {@code lifeline.auth=jwt}. Immutable. Exactly one of {@code secrets}, {@code publicKey} and {@code jwks}
 * is set.
 *
 * @param secrets for HS256; two for rotation
 * @param publicKey for RS256 or ES256, in PEM or the path of a file with it
 * @param jwks the address of a key set
 * @param rules what a token must say
 */
record JwtConfig(List<String> secrets, String publicKey, String jwks, JwtLogin.Rules rules) {

    private static final int MAX_SECRETS = 2;

    /** Milliseconds that a key set's server may take to be reached, and between two pieces of its answer. */
    private static final int FETCH_TIMEOUT = 5_000;

    /** The most bytes of a key set. */
    private static final int MAX_JWKS = 512 << 10;

    private static final String PEM = "a public key in PEM, or the path of a file that holds it";

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    static JwtConfig read(SettingReader reader) {
        return new JwtConfig(
                reader.list(Setting.JWT_SECRET),
                reader.text(Setting.JWT_PUBLIC_KEY),
                reader.text(Setting.JWT_JWKS),
                new JwtLogin.Rules(
                        reader.text(Setting.JWT_ISSUER),
                        reader.text(Setting.JWT_AUDIENCE),
                        reader.duration(Setting.JWT_LEEWAY, Duration.ZERO, Duration.ofMinutes(5)),
                        reader.text(Setting.JWT_COOKIE)));
    }

    /** Complains of what lets no token be checked. */
    void check(SettingReader reader) {
        long kinds = Stream.of(!secrets.isEmpty(), !publicKey.isEmpty(), !jwks.isEmpty())
                .filter(set -> set)
                .count();
        if (kinds != 1) {
            reader.complain(
                    Setting.AUTH,
                    "with jwt, accompanied by exactly one of " + Setting.JWT_SECRET.key() + ", "
                            + Setting.JWT_PUBLIC_KEY.key() + " and " + Setting.JWT_JWKS.key() + "; " + kinds
                            + " of them are set");
        }
        if (secrets.size() > MAX_SECRETS) {
            reader.complain(Setting.JWT_SECRET, "one secret, or two for rotation, not " + secrets.size());
        }
        try {
            var unused = TokenKeys.secrets(secrets);
        } catch (IllegalArgumentException e) {
            // Its message shows no secret, not even one that is too short.
            reader.complain(Setting.JWT_SECRET, "at least 32 bytes long: " + e.getMessage());
        }
        if (!publicKey.isEmpty()) {
            try {
                var unused = TokenKeys.pem(pem());
            } catch (IllegalArgumentException e) {
                reader.complain(Setting.JWT_PUBLIC_KEY, PEM + ": " + e.getMessage());
            } catch (IOException e) {
                reader.complain(Setting.JWT_PUBLIC_KEY, PEM + ": " + e);
            }
        }
        if (!jwks.isEmpty()) {
            try {
                var unused = address();
            } catch (IllegalArgumentException e) {
                reader.complain(
                        Setting.JWT_JWKS,
                        "an https address (http for localhost only), without a user in it; '" + jwks + "' is none");
            }
        }
        if (!rules.cookie().matches("[A-Za-z0-9!#$%&'*+.^_`|~-]*")) {
            reader.complain(
                    Setting.JWT_COOKIE,
                    "the name of a cookie (RFC 6265, section 4.1.1); '" + rules.cookie() + "' is none");
        }
    }

    /** The login that they describe; the keys of an address are being fetched when it returns. */
    JwtLogin login(Threads threads, Revocations revocations, InstantSource clock) {
        return new JwtLogin(keys(threads), rules, revocations, clock);
    }

    private TokenKeys keys(Threads threads) {
        if (!secrets.isEmpty()) {
            return TokenKeys.secrets(secrets);
        }
        if (jwks.isEmpty()) {
            try {
                return TokenKeys.pem(pem());
            } catch (IOException e) {
                throw new IllegalStateException(Setting.JWT_PUBLIC_KEY.key() + " cannot be read any more: " + e, e);
            }
        }
        URL address = address();
        // No HttpClient: its threads would outlive the web application.
        DefaultResourceRetriever http = new DefaultResourceRetriever(FETCH_TIMEOUT, FETCH_TIMEOUT, MAX_JWKS);
        return new JwksKeys(
                () -> http.retrieveResource(address).getContent(), threads.fetcher(), threads.wheel(), threads.wheel());
    }

    private String pem() throws IOException {
        if (publicKey.contains("-----BEGIN")) {
            return publicKey;
        }
        try {
            return Files.readString(Path.of(publicKey), StandardCharsets.US_ASCII);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("neither PEM nor a path", e);
        }
    }

    private URL address() {
        URI uri = URI.create(jwks);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
        if (uri.getHost() == null
                || uri.getUserInfo() != null
                || !(http || "https".equalsIgnoreCase(uri.getScheme()))) {
            throw new IllegalArgumentException(jwks);
        }
        try {
            return uri.toURL();
        } catch (IOException e) {
            throw new IllegalArgumentException(jwks, e);
        }
    }
}
