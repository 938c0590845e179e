package dev.lifeline.doctor;

import java.util.List;

/**
 * A proxy, balancer or network on the way, and the limit that it has when nobody changed it. Published or measured
 * values; a hop whose limit was changed shows another.
 *
 * @param name of the product
 * @param seconds the limit
 * @param lifetime whether it limits a connection's life; else its silence
 * @param setting where it is changed
 */
record Hop(String name, double seconds, boolean lifetime, String setting) {

    static final List<Hop> KNOWN = List.of(
            new Hop("GCP HTTP load balancer", 30, true, "timeoutSec"),
            new Hop("Heroku", 55, false, "-"),
            new Hop("nginx, ingress-nginx", 60, false, "proxy_read_timeout"),
            new Hop("Apache", 60, false, "ProxyTimeout"),
            new Hop("AWS ALB", 60, false, "idle_timeout.timeout_seconds"),
            new Hop("Lifeline's own location block", 90, false, "proxy_read_timeout"),
            new Hop("Cloudflare", 100, false, "-"),
            new Hop("Cloudflare", 120, false, "-"),
            new Hop("Azure load balancer", 240, false, "idleTimeoutInMinutes"),
            new Hop("Huawei ELB", 300, false, "-"),
            new Hop("Envoy", 300, false, "stream_idle_timeout"),
            new Hop("Azure Front Door", 300, false, "-"),
            new Hop("AWS NLB", 350, false, "tcp.idle_timeout.seconds"));

    /** A cut comes a little after the limit: the handshake took its time, and timers are coarse. */
    private static final double LATE_SECONDS = 2;

    /** Those whose limit a duration looks like. */
    static List<Hop> like(double seconds) {
        return KNOWN.stream()
                .filter(hop -> seconds >= hop.seconds - 0.5 && seconds <= hop.seconds + LATE_SECONDS)
                .toList();
    }
}
