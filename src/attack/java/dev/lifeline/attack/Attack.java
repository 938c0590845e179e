package dev.lifeline.attack;

/** One way to do harm, and what has to come of it. The table in {@code docs/attacks.md} holds every one of them. */
public interface Attack {

    /** Short, unique among all. */
    String name();

    /** What is done. */
    String does();

    /** What has to happen to the attacker; that nothing happens to anyone else is a matter of course. */
    String must();

    /**
     * How many connections it has at a time, where that is very many: Tomcat keeps the buffers of as many for those that
     * come next.
     */
    default int connections(Field field) {
        return 0;
    }

    /**
     * Attacks, and tells the field of everything that happens otherwise than it must. Has closed all that it opened when
     * it returns.
     *
     * @throws Exception where something happened that the attack does not know; a failure as well
     */
    void run(Field field) throws Exception;
}
