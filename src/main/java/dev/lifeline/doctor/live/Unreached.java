package dev.lifeline.doctor.live;

import java.util.Locale;

/**
 * What an answer means that Lifeline did not give: a proxy, or another server, answered instead. Stateless. The page
 * has the same rules in {@code doctor/unreached.js}; both are held by the same examples.
 */
public final class Unreached {

    /** How much of an answer's body is looked at, in bytes. */
    public static final int MOST_BODY = 65_536;

    private Unreached() {}

    /**
     * What an answer means.
     *
     * @param status of the answer
     * @param challenge its {@code WWW-Authenticate} line; empty where it has none
     * @param location its {@code Location} line; empty where it has none
     * @param body its beginning
     */
    public static Advice of(int status, String challenge, String location, String body) {
        String shown = Integer.toString(status);
        if (status >= 300 && status < 400) {
            return Advice.of(Symptom.REDIRECTED, "", location.isEmpty() ? shown : shown + ", " + location);
        }
        return switch (status) {
            case 401 ->
                challenge.toLowerCase(Locale.ROOT).startsWith("basic")
                        ? Advice.of(Symptom.AUTH_BASIC, "auth_basic off;", shown)
                        : Advice.of(Symptom.FORBIDDEN, "", shown);
            case 403 -> Advice.of(Symptom.FORBIDDEN, "", shown);
            case 429, 503 -> Advice.of(Symptom.LIMITED, "", shown);
            case 502, 504 -> Advice.of(Symptom.BAD_GATEWAY, "", shown);
            default ->
                body.contains("HTTP Status " + status) || body.contains("about:blank")
                        ? Advice.of(Symptom.ADDRESS_CHANGED, "proxy_pass http://lifeline;", shown)
                        : Advice.of(Symptom.NOT_LED, "proxy_pass http://lifeline;", shown);
        };
    }

    /** Nothing came at all. */
    public static Advice silence(String reason) {
        return Advice.of(Symptom.NO_ANSWER, "", reason);
    }

    /** Lifeline answered, but knows nothing of what it began itself. */
    public static Advice elsewhere() {
        return Advice.of(Symptom.ELSEWHERE, "");
    }
}
