package dev.lifeline.store;

import org.jspecify.annotations.Nullable;

/**
 * Removes what nobody asks for: entries beyond retention, expired messages, forgotten names, empty logs, and the boxes
 * of users who never got a message and did not come for as long as retention. A box that gave out a number stays, for no
 * number may be given twice. Bounded, so that it can share a batch with others. For the store's thread only.
 */
final class Sweep {

    /** Streams that one step looks at. */
    private static final int MOST_STREAMS = 200;

    /** Rows of one kind that one step removes. */
    private static final int MOST_ROWS = 2_000;

    private final Streams streams;
    private final Tables tables;

    Sweep(Streams streams) {
        this.streams = streams;
        this.tables = streams.tables();
    }

    /**
     * One step.
     *
     * @param from the stream's name to begin behind; empty for the first step
     * @return where to go on, or null at the end
     */
    @Nullable
    String step(String from) {
        boolean expiredGone = streams.removeExpired(MOST_ROWS);
        boolean namesGone = forgetNames();
        int rows = 0;
        String name = from;
        for (int i = 0; i < MOST_STREAMS && rows < MOST_ROWS; i++) {
            String next = tables.boxes.higherKey(name);
            if (next == null) {
                return expiredGone && namesGone ? null : name;
            }
            name = next;
            rows += sweep(name);
        }
        return name;
    }

    private int sweep(String name) {
        Box before = tables.boxes.get(name);
        Box box = streams.trim(name);
        if (before == null || box == null) {
            return 0;
        }
        boolean unnumbered = Streams.isLog(name) || box.newest() == 0;
        if (unnumbered && box.count() == 0 && streams.aged(box.touched())) {
            tables.boxes.remove(name);
        }
        return before.count() - box.count();
    }

    private boolean forgetNames() {
        for (int i = 0; i < MOST_ROWS; i++) {
            Long id = tables.nameAges.firstKey();
            if (id == null) {
                return true;
            }
            String key = tables.nameAges.get(id);
            Name name = tables.names.get(key);
            // A name that was used again since has a younger row of its own.
            if (name != null && name.id() == id) {
                if (!streams.aged(name.at())) {
                    return true;
                }
                tables.names.remove(key);
            }
            tables.nameAges.remove(id);
        }
        return false;
    }
}
