package dev.lifeline.attack.fuzz;

import dev.lifeline.attack.Field;
import dev.lifeline.attack.SimpleAttack;
import dev.lifeline.attack.wire.Request;
import dev.lifeline.attack.wire.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Random;

/** Handshakes with changed bytes. */
public final class MutatedHandshakes extends SimpleAttack {

    public MutatedHandshakes() {
        super(
                "mutated handshakes",
                "handshakes of both levels with up to four changed, missing, doubled or added bytes, then the end of the"
                        + " sender's side",
                "upgraded, refused or ended; never 5xx but for a version or method of HTTP");
    }

    @Override
    public void run(Field field) throws IOException {
        Random random = field.random(this);
        List<Request> good = List.of(
                field.handshake(Field.MALLORY),
                field.handshake(Field.MALLORY)
                        .with("Origin: http://" + field.target().host()),
                field.bare(Field.MALLORY)
                        .with("Authorization: Bearer " + field.passes().of(Field.MALLORY)),
                Request.handshake(
                        "/web/count/mallory?client=a&epoch=e&seq=1&all=1&access_token="
                                + field.passes().of(Field.MALLORY),
                        field.target().host()),
                field.handshake(Field.MALLORY).with("X-Forwarded-For: 203.0.113.9, 198.51.100.7"));
        for (int sent = 0; sent < field.size().handshakes(); sent++) {
            byte[] bytes = Bytes.mutated(good.get(random.nextInt(good.size())).bytes(), random);
            field.tally().handshake();
            try (Wire wire = field.connect()) {
                try {
                    wire.write(bytes);
                    wire.endOutput();
                } catch (IOException e) {
                    // Refused before all was read.
                }
                int status = wire.status();
                wire.drain();
                boolean right = status < 500 || status == 501 || status == 505;
                field.judge(right, status == 0 ? "ended" : "answered " + status, "handshake " + sent);
            } catch (IOException e) {
                field.judge(false, e.toString(), "handshake " + sent);
            }
        }
    }
}
