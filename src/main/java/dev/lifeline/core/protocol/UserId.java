package dev.lifeline.core.protocol;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A user's name on the wire: 1 to {@value #MAX_LENGTH} code points, each a letter, decimal digit or combining mark of
 * any script or one of {@code _ . @ : -}, but not {@code .} or {@code ..}, which a URL would swallow.
 *
 * <p>Held and compared in Unicode Normalization Form C (UAX #15), so that the same name typed on two systems is one
 * user. Immutable.
 *
 * @param value the name in NFC
 */
public record UserId(String value) implements Comparable<UserId> {

    /** The most code points that a name may have, counted in NFC. */
    public static final int MAX_LENGTH = 64;

    /**
     * Checks the name and brings it to NFC.
     *
     * @throws IllegalArgumentException naming what is wrong and the rule
     */
    public UserId {
        // Normalising is linear, but an attacker chooses the length: refuse the absurd before the work.
        if (value.length() > 8 * MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "user id: " + value.length() + " characters, at most " + MAX_LENGTH + " code points");
        }
        value = Normalizer.normalize(value, Normalizer.Form.NFC);
        int length = value.codePointCount(0, value.length());
        if (length == 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException("user id: " + length + " code points, must be 1 to " + MAX_LENGTH);
        }
        value.codePoints().filter(c -> !allowed(c)).findFirst().ifPresent(c -> {
            throw new IllegalArgumentException(String.format(
                    "user id: U+%04X is not allowed; letters, digits, combining marks and _ . @ : - are", c));
        });
        if (value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException("user id: '" + value + "' is a path segment of its own meaning");
        }
    }

    private static boolean allowed(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.DECIMAL_DIGIT_NUMBER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> codePoint < 128 && "_.@:-".indexOf(codePoint) >= 0;
        };
    }

    /** Written out: linking the equals that a record generates makes the JDK hold on to an undeployed application. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserId user && user.value.equals(value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
