package dev.lifeline.store;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A store that is open, with its tables. For the store's thread only. */
final class OpenStore {

    /** Space is given back while less than this share of what is in the file is live, in percent. */
    private static final int FILL_RATE = 50;

    /** Live bytes that one step of that writes anew: some milliseconds' work. */
    private static final int STEP = 1 << 20;

    /** Bytes written after which a busy store has to do a step: garbage must not grow faster than it is collected. */
    private static final long STEP_EVERY = 4 << 20;

    private final MVStore store;
    private final Tables tables;
    private long writtenSinceStep;

    OpenStore(MVStore store) {
        this.store = store;
        this.tables = new Tables(store);
    }

    Tables tables() {
        return tables;
    }

    boolean isChanged() {
        return store.hasUnsavedChanges();
    }

    /** Makes everything durable. */
    void commit() {
        writtenSinceStep += store.getUnsavedMemory();
        store.commit();
        store.sync();
        if (store.isClosed()) {
            throw new MVStoreException(DataUtils.ERROR_CLOSED, "it closed itself");
        }
    }

    void rollback() {
        store.rollback();
    }

    boolean isClosed() {
        return store.isClosed();
    }

    /**
     * Gives space back, a step at a time.
     *
     * @param idle whether nobody waits, so that a step may be done early
     */
    void compact(boolean idle) {
        if (!store.isPersistent() || (!idle && writtenSinceStep < STEP_EVERY)) {
            return;
        }
        if (store.compact(FILL_RATE, STEP)) {
            commit();
        }
        writtenSinceStep = 0;
    }

    void close() {
        store.close();
    }

    /** Lets go of the file after an error; what was not committed is gone. */
    void abandon() {
        store.closeImmediately();
    }
}
