package dev.lifeline.core.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each limit was met since the start. Thread-safe. */
public final class LimitCounts {

    private final Map<Limit, LongAdder> counts = new EnumMap<>(Limit.class);

    public LimitCounts() {
        for (Limit limit : Limit.values()) {
            counts.put(limit, new LongAdder());
        }
    }

    /** Somebody wanted more, and was told so. */
    public void met(Limit limit) {
        of(limit).increment();
    }

    /** How often that was. */
    public long count(Limit limit) {
        return of(limit).sum();
    }

    private LongAdder of(Limit limit) {
        LongAdder count = counts.get(limit);
        if (count == null) {
            throw new IllegalArgumentException(limit + " has no counter");
        }
        return count;
    }
}
