package dev.lifeline.security;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.lifeline.core.time.Ticker;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address may do something: a token bucket an address. Thread-safe.
 *
 * <p>A full bucket says no more than none, so those that have filled up again are let go. Beyond the most addresses the
 * one that was idle longest goes: its bucket is the fullest, and who wants to have his own forgotten so must come from
 * so many others that it has filled up meanwhile. An address takes about 370 bytes.
 */
final class AddressBuckets {

    /** Of the idlest: more than one new one can come in a call, so what is idle gets less. */
    private static final int LOOKED_AT = 2;

    private final Bandwidth bandwidth;
    private final TimeMeter meter;
    private final int most;

    /** The bucket of each address, the idlest first. */
    @GuardedBy("this")
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param capacity how often at once
     * @param tokens how often in a period, sustained
     * @param most how many addresses are remembered
     */
    AddressBuckets(int capacity, int tokens, Duration period, int most, Ticker ticker) {
        this.bandwidth = Bandwidth.builder()
                .capacity(capacity)
                .refillGreedy(tokens, period)
                .build();
        this.meter = new Meter(ticker);
        this.most = most;
    }

    /**
     * Takes one token of an address, if it has one.
     *
     * @return how long until it has one again; zero if it had
     */
    synchronized Duration take(String address) {
        ConsumptionProbe probe = buckets.computeIfAbsent(address, a -> full()).tryConsumeAndReturnRemaining(1);
        forgetIdle();
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return buckets.size();
    }

    @GuardedBy("this")
    private void forgetIdle() {
        Iterator<Bucket> idlest = buckets.values().iterator();
        for (int i = 0; i < LOOKED_AT && idlest.hasNext(); i++) {
            boolean isFull = idlest.next().getAvailableTokens() == bandwidth.getCapacity();
            if (isFull || buckets.size() > most) {
                idlest.remove();
            }
        }
    }

    private Bucket full() {
        return Bucket.builder()
                .addLimit(bandwidth)
                .withCustomTimePrecision(meter)
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .build();
    }

    private static final class Meter implements TimeMeter {
        private final Ticker ticker;

        Meter(Ticker ticker) {
            this.ticker = ticker;
        }

        @Override
        public long currentTimeNanos() {
            return ticker.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
