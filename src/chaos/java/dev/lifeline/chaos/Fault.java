package dev.lifeline.chaos;

/** What goes wrong. */
public enum Fault {
    /** A client's connection ends with a TCP reset. */
    RESET("client reset", false),
    /** A client's connection is open on both sides, and nothing passes any more. */
    HALF_OPEN("half-open", false),
    /** The same, and the client comes back at once, as where a phone changes its network. */
    SWITCHED("network changed", false),
    /** A client does nothing for a while, as a suspended process. */
    STOPPED("client stopped", false),
    /** A client leaves and comes back later with its position. */
    AWAY("client away", false),
    /** A second client of a user's for a while. */
    TAB("new tab", false),
    /** The same with a copy of the first one's position. */
    DUPLICATE("duplicated tab", false),
    /** nginx reloads its configuration; the old worker and its connections end a second later. */
    RELOAD("nginx reload", true),
    /** The archive is deployed anew into the running Tomcat. */
    REDEPLOY("redeploy", true),
    /** Tomcat is killed and started again. */
    KILL("Tomcat kill -9", true),
    /** The store's file system has not a byte left for a while. */
    DISK_FULL("disk full", true),
    /** The same, and Tomcat is killed and started again meanwhile. */
    KILL_WHILE_FULL("kill -9 while full", true);

    private final String title;
    private final boolean ofServer;

    Fault(String title, boolean ofServer) {
        this.title = title;
        this.ofServer = ofServer;
    }

    String title() {
        return title;
    }

    /** Whether it strikes everybody, and takes its turn with the others of that sort. */
    boolean ofServer() {
        return ofServer;
    }

    public boolean needsDisk() {
        return this == DISK_FULL || this == KILL_WHILE_FULL;
    }
}
