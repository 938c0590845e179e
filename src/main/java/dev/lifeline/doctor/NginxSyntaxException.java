package dev.lifeline.doctor;

/** A text that is no configuration of nginx, or exceeds a bound. The message names what and where. */
public final class NginxSyntaxException extends Exception {

    private static final long serialVersionUID = 1;

    NginxSyntaxException(Place place, String problem) {
        super(place + ": " + problem);
    }
}
