package dev.lifeline.attack;

import dev.lifeline.rig.StockTomcat;
import java.util.List;

/**
 * Which attacks one Tomcat goes through.
 *
 * @param tomcat its version
 * @param direct those on Tomcat itself
 * @param proxied those through nginx
 */
record Plan(String tomcat, List<Attack> direct, List<Attack> proxied) {

    /** Everything on one Tomcat, the protocol through nginx and on the other one as well. */
    static List<Plan> quick() {
        return List.of(
                new Plan(StockTomcat.TEN, Attacks.all(), Attacks.protocol()),
                new Plan(StockTomcat.ELEVEN, Attacks.protocol(), List.of()));
    }

    /** Everything everywhere. */
    static List<Plan> whole() {
        return List.of(
                new Plan(StockTomcat.TEN, Attacks.all(), Attacks.all()),
                new Plan(StockTomcat.ELEVEN, Attacks.all(), Attacks.all()));
    }
}
