package dev.lifeline.core.path;

import dev.lifeline.core.protocol.UserId;
import java.time.Duration;

/**
 * One piece of evidence as it outlives a process: clocks start anew, ages do not. Immutable.
 *
 * @param path whose
 * @param user who saw it
 * @param kind what became of the silence
 * @param silence positive
 * @param age how long ago, when it was exported; zero or more
 */
public record StoredEvidence(PathKey path, UserId user, Evidence.Kind kind, Duration silence, Duration age) {

    static StoredEvidence of(PathKey path, UserId user, Evidence evidence, long now) {
        Duration age = Duration.ofNanos(Math.max(0, now - evidence.at()));
        return new StoredEvidence(path, user, evidence.kind(), evidence.silence(), age);
    }

    Evidence evidence(long now) {
        return new Evidence(kind, silence, now - age.toNanos());
    }
}
