package dev.lifeline.core.protocol;

/**
 * What a client says of itself. Immutable.
 *
 * @param name its own name for itself, by which it takes over from its earlier connection; empty for none
 * @param echo whether it is to get what it sent itself too, as the user's other connections do: it speaks for several
 *     pages, of which one wrote it
 */
public record Client(String name, boolean echo) {

    /** One that says nothing of itself. */
    public static final Client UNNAMED = new Client("", false);

    /** Whether both are the same client. */
    public boolean isSameAs(Client other) {
        return !name.isEmpty() && name.equals(other.name);
    }
}
