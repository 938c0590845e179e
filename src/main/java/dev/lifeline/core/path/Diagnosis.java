package dev.lifeline.core.path;

import java.time.Duration;
import java.util.List;

/**
 * What is believed of one end, for the page whose connection it was. Immutable.
 *
 * @param cause why it ended
 * @param silence how long neither side had sent anything
 * @param lifetime how long it had been open
 * @param hops the likely culprits; empty: nobody that is known
 */
public record Diagnosis(Cause cause, Duration silence, Duration lifetime, List<Hop> hops) {

    /** One sentence for people, in English and in Chinese. Implementations are stateless and thread-safe. */
    public interface Words {

        /** Such as "nginx cut this connection after 90 quiet seconds". */
        String english(Diagnosis diagnosis);

        /** The same in Chinese. */
        String chinese(Diagnosis diagnosis);
    }
}
