package dev.lifeline.doctor;

/**
 * Where something stands.
 *
 * @param file as {@code nginx -T} names it
 * @param line counted from 1
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
