package dev.lifeline.doctor;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Tries a stranger's regular expression within bounds. nginx's are PCRE's, whose everyday part Java shares; what Java
 * cannot read, or takes too many steps for, has no answer here.
 */
final class BoundedRegex {

    /** The longest expression that is tried, in characters: longer ones could exhaust the stack. */
    static final int MAX_LENGTH = 512;

    /** The most characters that a match may look at: nested quantifiers can look at a text exponentially often. */
    static final int MAX_STEPS = 100_000;

    private BoundedRegex() {}

    /** What came of it. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    /** Whether the expression is found anywhere in a text. */
    static Answer find(String regex, boolean anyCase, String text) {
        if (regex.length() > MAX_LENGTH) {
            return Answer.UNKNOWN;
        }
        try {
            Pattern pattern = Pattern.compile(regex, anyCase ? Pattern.CASE_INSENSITIVE : 0);
            return pattern.matcher(new Counted(text)).find() ? Answer.YES : Answer.NO;
        } catch (PatternSyntaxException | TooManyStepsException e) {
            return Answer.UNKNOWN;
        }
    }

    private static final class TooManyStepsException extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooManyStepsException() {
            super("more than " + MAX_STEPS + " steps", null, false, false);
        }
    }

    /** A text that can be looked at only so often. */
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > MAX_STEPS) {
                throw new TooManyStepsException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
