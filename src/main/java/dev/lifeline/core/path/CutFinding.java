package dev.lifeline.core.path;

import java.time.Duration;
import java.util.List;

/**
 * Cuts that cluster: a limit on the way, or a proxy that was reloaded. Immutable; a picture of the moment when it was
 * asked for.
 *
 * @param id unique in this process
 * @param cause {@link Cause#IDLE_LIMIT}, {@link Cause#LIFETIME_LIMIT} or {@link Cause#PROXY_RELOADED}
 * @param proxy the address that connects to the server
 * @param least the shortest silence or, for the others, lifetime among the cuts
 * @param typical their median, by which the hops are named
 * @param most the longest
 * @param count the cuts whose clients have come back since
 * @param users how many users they were of; {@value FindingBook#MAX_USERS} are told apart
 * @param oneUserOnly whether all are one user's: his own line, or his invention
 * @param firstAgo how long ago the first was; zero or more
 * @param lastAgo how long ago the newest was; zero or more
 * @param hops the likely culprits; empty: nobody that is known
 */
public record CutFinding(
        String id,
        Cause cause,
        String proxy,
        Duration least,
        Duration typical,
        Duration most,
        long count,
        int users,
        boolean oneUserOnly,
        Duration firstAgo,
        Duration lastAgo,
        List<Hop> hops) {}
