package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.ManualTicker;
import dev.lifeline.core.path.Evidence.Kind;
import dev.lifeline.core.path.PathKey;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.path.PathRules;
import dev.lifeline.core.path.StoredEvidence;
import dev.lifeline.core.path.StoredPass;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathMemoryTest {

    private static final UserId ANN = new UserId("ann");
    private static final PathKey PATH = new PathKey("127.0.0.1", "192.0.2.0/24");
    private static final PathKey OTHER = new PathKey("127.0.0.1", "2001:db8:1:0:0:0:0:0/48");

    @TempDir
    Path folder;

    private long wall = 1_800_000_000_000L;

    @Test
    void whatWasLearned_isKnownAfterARestart() {
        try (DataStore store = DataStore.open(folder, 0, Ticker.system(), Thread::new)) {
            PathLimits limits = limits();
            limits.restore(List.of(
                    evidence(PATH, Kind.CUT, 90),
                    evidence(PATH, Kind.SURVIVED, 58),
                    evidence(OTHER, Kind.DROPPED, 115)));
            limits.restorePasses(List.of(new StoredPass(PATH, ANN, Duration.ofHours(2))));
            new PathMemory(store, limits, () -> java.time.Instant.ofEpochMilli(wall)).save();
        }
        wall += Duration.ofHours(3).toMillis();
        try (DataStore store = DataStore.open(folder, 0, Ticker.system(), Thread::new)) {
            PathLimits limits = loaded(store);
            assertEquals(Duration.ofSeconds(72), limits.interval(PATH, ANN));
            assertEquals(3, limits.export().size());
            assertTrue(limits.export().stream()
                    .allMatch(one -> one.age().toMinutes() >= 239 && one.age().toMinutes() <= 241));
            assertFalse(limits.isPassDue(PATH, ANN), "it was measured five hours ago");
            assertTrue(limits.isPassDue(OTHER, ANN));
        }
    }

    @Test
    void whatIsForgotten_leavesTheStoreToo() {
        DataStore store = DataStore.inMemory(() -> 0);
        PathLimits limits = limits();
        limits.restore(List.of(evidence(PATH, Kind.CUT, 90)));
        PathMemory memory = new PathMemory(store, limits, () -> java.time.Instant.ofEpochMilli(wall));
        memory.save();
        assertEquals(1, loaded(store).export().size());
        new PathMemory(store, limits(), () -> java.time.Instant.ofEpochMilli(wall)).save();
        assertEquals(0, loaded(store).export().size());
    }

    @Test
    void rowThatCannotBeRead_costsNoOther() {
        DataStore store = DataStore.inMemory(() -> 0);
        PathLimits limits = limits();
        limits.restore(List.of(evidence(PATH, Kind.CUT, 90)));
        new PathMemory(store, limits, () -> java.time.Instant.ofEpochMilli(wall)).save();
        List<String> bad =
                List.of("", "a\nb\nc\nCUT", "a\nb\nc\nFLED 1 2", "a\nb\n\u0000\nCUT 1 2", "a\nb\nc\nCUT x 2");
        store.run(
                        tables -> {
                            bad.forEach(row -> tables.paths.put("bad " + row, row));
                            return "";
                        },
                        Function.identity())
                .toCompletableFuture()
                .join();
        assertEquals(1, loaded(store).export().size());
    }

    private PathLimits loaded(DataStore store) {
        PathLimits limits = limits();
        new PathMemory(store, limits, () -> java.time.Instant.ofEpochMilli(wall)).load();
        return limits;
    }

    private static PathLimits limits() {
        return new PathLimits(new ManualTicker(), PathRules.DEFAULT);
    }

    private static StoredEvidence evidence(PathKey path, Kind kind, long silence) {
        return new StoredEvidence(path, ANN, kind, Duration.ofSeconds(silence), Duration.ofHours(1));
    }
}
