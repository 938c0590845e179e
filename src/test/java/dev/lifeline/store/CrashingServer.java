package dev.lifeline.store;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A process that stores messages as fast as it can and says which are stored, until it is killed. */
final class CrashingServer {

    static final UserId USER = new UserId("anna");
    static final Retention RETENTION = new Retention(Duration.ofDays(7), 1_000_000, Long.MAX_VALUE);

    private CrashingServer() {}

    /** @param args the data folder */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        DataStore store = DataStore.open(Path.of(args[0]), 0, Ticker.system(), Thread::new);
        MvStoreMailbox mailbox = new MvStoreMailbox(store, RETENTION, InstantSource.system());
        Semaphore underWay = new Semaphore(50);
        while (true) {
            underWay.acquire();
            byte[] body = Long.toString(System.nanoTime()).getBytes(StandardCharsets.UTF_8);
            var unused = mailbox.append(Post.to(List.of(USER), body, 1)).whenComplete((appended, failure) -> {
                if (appended instanceof Appended.Stored stored) {
                    out.println(stored.seqs().get(USER) + " " + new String(body, StandardCharsets.UTF_8));
                    out.flush();
                }
                underWay.release();
            });
        }
    }
}
