package dev.lifeline.core.time;

/** A source of elapsed time. Implementations are thread-safe and never run backwards. */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since an arbitrary origin; only differences mean something. */
    long nanoTime();

    /** The JVM's monotonic clock, untouched by changes of the wall clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
