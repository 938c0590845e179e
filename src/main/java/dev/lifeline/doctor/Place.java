package dev.lifeline.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Where something stands.
 *
 * @param file as {@code nginx -T} names it
 * @param line counted from 1
 */
public record Place(String file, int line) {

    /** Written out: linking the equals that a record generates makes the JDK hold on to an undeployed application. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Place place && place.line == line && place.file.equals(file);
    }

    @Override
    public int hashCode() {
        return 31 * file.hashCode() + line;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
