package dev.lifeline.attack;

/**
 * A way to the server.
 *
 * @param name for people
 * @param port where attackers and neighbours connect
 * @param proxied whether nginx is in between, which refuses some requests by itself
 */
public record Target(String name, int port, boolean proxied) {

    /** As a {@code Host} line says it. */
    public String host() {
        return "127.0.0.1:" + port;
    }
}
