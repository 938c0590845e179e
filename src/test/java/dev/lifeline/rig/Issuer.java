package dev.lifeline.rig;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A login server with a key set, as far as Lifeline sees it. */
public final class Issuer implements AutoCloseable {

    private final HttpServer server;
    private volatile boolean published;

    private Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/keys", exchange -> {
            byte[] set = ("{\"keys\":[" + KeyPairs.jwk(KeyPairs.EC, "k1", "\"use\":\"sig\",") + "]}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(published ? 200 : 503, published ? set.length : -1);
            if (published) {
                exchange.getResponseBody().write(set);
            }
            exchange.close();
        });
        server.start();
    }

    /** One that answers 503 until {@link #publish}. */
    public static Issuer away() {
        return new Issuer();
    }

    public void publish() {
        published = true;
    }

    /** For {@code lifeline.jwt.jwks}. */
    public String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/keys";
    }

    /** A user's token for an hour, of ES256. */
    public String token(String user) {
        long exp = System.currentTimeMillis() / 1000 + Duration.ofHours(1).toSeconds();
        return KeyPairs.signed(
                KeyPairs.EC, "{\"alg\":\"ES256\",\"kid\":\"k1\"}", "{\"sub\":\"" + user + "\",\"exp\":" + exp + "}");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
