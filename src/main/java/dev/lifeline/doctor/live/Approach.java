package dev.lifeline.doctor.live;

/**
 * What the administrator's side knows of its own requests. Immutable.
 *
 * @param server the {@code Server} line of the answers: how the nearest proxy calls itself; empty where there is none
 * @param secure whether it asks over HTTPS
 */
public record Approach(String server, boolean secure) {

    /** Of a side that has told nothing. */
    public static final Approach UNKNOWN = new Approach("", false);

    private static final int MOST = 100;

    /** Cuts what is too long to be a name. */
    public Approach {
        server = server.length() > MOST ? server.substring(0, MOST) : server;
    }
}
