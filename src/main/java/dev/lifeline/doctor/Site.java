package dev.lifeline.doctor;

import java.time.Duration;

/**
 * What Lifeline's own settings ask of a proxy. Immutable.
 *
 * @param contextPath of the web application: empty, or such as {@code /push}
 * @param interval {@code lifeline.heartbeat.interval}
 * @param patience {@code lifeline.heartbeat.patience}
 */
public record Site(String contextPath, Duration interval, Duration patience) {

    /** What every handshake's path has. */
    static final String ENDPOINT = "/web/count";

    /** The path of some user's handshake. */
    String path() {
        return contextPath + ENDPOINT + "/u1";
    }

    /** What the address of every handshake begins with. */
    public String endpoint() {
        return contextPath + ENDPOINT;
    }

    /** The longest silence while all is well: the server asks after 1.1 intervals. */
    public Duration longestSilence() {
        return interval.multipliedBy(11).dividedBy(10);
    }

    /** The shortest idle limit that forgives a lost heartbeat: twice the interval, and the patience. */
    public Duration leastIdleLimit() {
        return interval.multipliedBy(2).plus(patience);
    }
}
