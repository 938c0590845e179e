package dev.lifeline.attack.rfc6455;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Frames that break a rule, or seem to, on connections that are open: one for each case. */
abstract class FrameAttack extends SimpleAttack {

    /**
     * What is seen where the end crosses the end of another send of the server, which Tomcat then tells as failed: no Close
     * frame, or one that says so. RFC 6455, section 7.1.7, asks for the end, and for the frame where it can be had.
     */
    private static final Set<Integer> CROSSED = Set.of(1006, 1011);

    FrameAttack(String name, String does, String must) {
        super(name, does, must);
    }

    abstract List<FrameCase> cases();

    @Override
    public void run(Field field) throws IOException {
        for (FrameCase each : cases()) {
            run(field, each);
        }
    }

    static void run(Field field, FrameCase each) throws IOException {
        try (Wire wire = field.open(Field.MALLORY)) {
            field.tally().frames(each.pieces().length);
            wire.write(each.pieces());
            if (each.codes().isEmpty()) {
                boolean served = field.isServed(wire);
                field.judge(served, served ? "served" : "ended", each.name());
            } else {
                int code = field.awaitClose(wire);
                boolean crossed = CROSSED.contains(code) && !each.codes().contains(code);
                boolean right = each.codes().contains(code) || crossed;
                field.judge(right, crossed ? "ended" : "closed " + code, each.name());
            }
        } catch (IOException e) {
            field.judge(false, e.getClass().getSimpleName(), each.name() + ", " + e.getMessage());
        }
    }
}
