package dev.lifeline.store;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/** A store that is open, with its tables. For the store's thread only. */
final class OpenStore {

    /** Chunks with less than this share of live data are written anew, in percent. */
    private static final int FILL_RATE = 50;

    /** Bytes that one step of that writes: about a tenth of a second on a slow disk. */
    private static final int COMPACTION = 1 << 20;

    private final MVStore store;
    private final Tables tables;

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
     * @return whether there is more to do
     */
    boolean compact() {
        if (store.getFileStore() == null || !store.compact(FILL_RATE, COMPACTION)) {
            return false;
        }
        commit();
        return true;
    }

    void close() {
        store.close();
    }

    /** Lets go of the file after an error; what was not committed is gone. */
    void abandon() {
        store.closeImmediately();
    }
}
