package dev.lifeline.store;

/** An operation that makes no sense; thrown before it changed anything, so that nothing has to be rolled back. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message, null, false, false);
    }
}
