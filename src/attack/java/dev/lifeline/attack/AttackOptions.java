package dev.lifeline.attack;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a run goes.
 *
 * @param seed of everything that is random
 * @param only what the names of the attacks to run have in them; empty for all
 * @param folder for its report, servers and logs; emptied before
 */
public record AttackOptions(long seed, Size size, List<Plan> plans, Pattern only, Path war, Path folder) {

    /** What the system property {@code attack.form} says: {@code quick}, or else the whole suite. */
    static AttackOptions read(Path war, Path folder) {
        return property("form", "").equals("quick") ? quick(war, folder) : whole(war, folder);
    }

    /** The whole suite; takes the system properties {@code attack.seed} and {@code attack.only}. */
    private static AttackOptions whole(Path war, Path folder) {
        return new AttackOptions(
                givenSeed(), Size.LONG, Plan.whole(), Pattern.compile(property("only", "")), war, folder);
    }

    /** The form for every build, with the same properties. */
    public static AttackOptions quick(Path war, Path folder) {
        return new AttackOptions(
                givenSeed(), Size.SHORT, Plan.quick(), Pattern.compile(property("only", "")), war, folder);
    }

    /** The same attacks every time, unless one asks for others. */
    private static long givenSeed() {
        return Long.parseLong(property("seed", "1"));
    }

    private static String property(String name, String otherwise) {
        String value = System.getProperty("attack." + name, "");
        return value.isEmpty() ? otherwise : value;
    }
}
