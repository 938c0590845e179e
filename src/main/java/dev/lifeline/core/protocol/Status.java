package dev.lifeline.core.protocol;

/** What a user chose to show, or what others see of him. */
public enum Status {
    ONLINE("online"),
    OFFLINE("offline"),
    /** Connected, but shown to others as offline. */
    HIDDEN("hide");

    private final String wire;

    Status(String wire) {
        this.wire = wire;
    }

    /** The word on the wire. */
    public String wire() {
        return wire;
    }
}
