package dev.lifeline.core.protocol;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * A user's name on the wire: 1 to {@value #MAX_LENGTH} code points, each a letter, decimal digit or combining mark of
 * any script or one of {@code _ . @ : -}, but not {@code .} or {@code ..}, which a URL would swallow. Signs that show
 * nothing are none of these: with one more, a name would look like another.
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
        return isOfAName(codePoint) && !isInvisible(codePoint);
    }

    /** Of the letters and marks, those that a text is shown without (Default_Ignorable_Code_Point, UAX #44). */
    private static boolean isInvisible(int codePoint) {
        return codePoint == 0x034F
                || isFrom(0x115F, 0x1160, codePoint)
                || isFrom(0x17B4, 0x17B5, codePoint)
                || isFrom(0x180B, 0x180F, codePoint)
                || codePoint == 0x3164
                || isFrom(0xFE00, 0xFE0F, codePoint)
                || codePoint == 0xFFA0
                || isFrom(0xE0100, 0xE01EF, codePoint);
    }

    private static boolean isFrom(int first, int last, int codePoint) {
        return first <= codePoint && codePoint <= last;
    }

    private static boolean isOfAName(int codePoint) {
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
