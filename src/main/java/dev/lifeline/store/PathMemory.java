package dev.lifeline.store;

import dev.lifeline.core.mailbox.MailboxUnavailableException;
import dev.lifeline.core.path.PathLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Keeps what is known of paths over a restart. Thread-safe. A crash takes back at most what was learned since the last
 * save: that can be learned again.
 */
public final class PathMemory {

    private static final System.Logger LOG = System.getLogger(PathMemory.class.getName());

    /** How often it is saved. */
    private static final Duration PERIOD = Duration.ofMinutes(5);

    /** What a row adds to the store, roughly, in bytes. */
    private static final long ROW_BYTES = 500;

    private final DataStore store;
    private final PathLimits limits;
    private final InstantSource clock;

    /** @param clock what ages are counted by while no process runs */
    public PathMemory(DataStore store, PathLimits limits, InstantSource clock) {
        this.store = store;
        this.limits = limits;
        this.clock = clock;
    }

    /** Gives back what was saved, and saves from now on. Waits for the disk; to be called once, before anything is learned. */
    public void load() {
        List<String> rows = store.<List<String>, List<String>>run(
                        tables -> new ArrayList<>(tables.paths.values()), Function.identity())
                .toCompletableFuture()
                .join();
        PathRows read = new PathRows();
        for (String row : rows) {
            try {
                read.add(row, clock.millis());
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "What was known of a path cannot be read: " + e.getMessage());
            }
        }
        limits.restore(read.evidence);
        limits.restorePasses(read.passes);
        store.every(PERIOD, this::save);
    }

    /** Saves what is known now; returns at once. */
    public void save() {
        Map<String, String> rows = PathRows.of(limits.export(), limits.exportPasses(), clock.millis());
        var unused = store.grow(ROW_BYTES * rows.size(), tables -> write(tables, rows), Function.identity())
                .exceptionally(failure -> {
                    // Nothing is lost for good, and a full disk has been told already.
                    boolean known = failure.getCause() instanceof MailboxUnavailableException
                            || failure instanceof MailboxUnavailableException;
                    LOG.log(
                            known ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                            "What is known of paths cannot be saved: " + failure);
                    return 0;
                });
    }

    /** Returns how many rows have changed: what is as it was costs no write. */
    private static int write(Tables tables, Map<String, String> rows) {
        int changed = 0;
        for (String known : new ArrayList<>(tables.paths.keySet())) {
            if (!rows.containsKey(known)) {
                tables.paths.remove(known);
                changed++;
            }
        }
        for (Map.Entry<String, String> row : rows.entrySet()) {
            if (!row.getValue().equals(tables.paths.get(row.getKey()))) {
                tables.paths.put(row.getKey(), row.getValue());
                changed++;
            }
        }
        return changed;
    }
}
