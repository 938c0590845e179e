package dev.lifeline.attack;

import dev.lifeline.rig.StockTomcat;
import java.util.ArrayList;
import java.util.List;

/**
 * Which attacks one Tomcat goes through.
 *
 * @param tomcat its version
 * @param direct those on Tomcat itself
 * @param proxied those through nginx
 */
record Plan(String tomcat, List<Attack> direct, List<Attack> proxied) {

    /** Everything on one Tomcat and through nginx, but for what takes its time; the protocol on the other one. */
    static List<Plan> quick() {
        List<Attack> direct = new ArrayList<>(Attacks.protocol());
        direct.addAll(Attacks.quick());
        return List.of(
                new Plan(StockTomcat.TEN, direct, Attacks.protocol()),
                new Plan(StockTomcat.ELEVEN, Attacks.protocol(), List.of()));
    }

    /** Everything everywhere. */
    static List<Plan> whole() {
        List<Attack> all = new ArrayList<>(Attacks.protocol());
        all.addAll(Attacks.quick());
        all.addAll(Attacks.slow());
        return List.of(new Plan(StockTomcat.TEN, all, all), new Plan(StockTomcat.ELEVEN, all, all));
    }
}
