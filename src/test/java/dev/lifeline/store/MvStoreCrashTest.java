package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.mailbox.Letter;
import dev.lifeline.core.mailbox.Replay;
import dev.lifeline.core.protocol.Position;
import dev.lifeline.core.time.Ticker;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server is killed while it stores, again and again. */
class MvStoreCrashTest {

    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    private final Random random = new Random();
    private final Map<Long, String> acknowledged = new HashMap<>();

    @Test
    void killedServer_losesNothingThatItAcknowledged() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            runAndKill(1 + random.nextInt(3_000));
            Map<Long, String> stored = stored();
            acknowledged.forEach((seq, body) -> assertEquals(body, stored.get(seq)));
        }
        assertTrue(acknowledged.size() >= ROUNDS);
    }

    private void runAndKill(int lines) throws IOException, InterruptedException {
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingServer.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = server.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < lines; i++) {
                note(out.readLine());
            }
            // By its handle: the process's own method would close the stream that is read to its end here.
            server.toHandle().destroyForcibly();
            // What it said with its last breath counts too, but for a line that it could not finish.
            String last = null;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (last != null) {
                    note(last);
                }
                last = line;
            }
        } finally {
            server.destroyForcibly();
            assertTrue(server.waitFor(30, TimeUnit.SECONDS));
        }
    }

    private void note(String line) {
        assertNotNull(line, "the server ended by itself");
        String[] words = line.split(" ", 2);
        acknowledged.put(Long.parseLong(words[0]), words[1]);
    }

    private Map<Long, String> stored() {
        Map<Long, String> stored = new HashMap<>();
        try (DataStore store = DataStore.open(folder, 0, Ticker.system(), Thread::new)) {
            MvStoreMailbox mailbox = new MvStoreMailbox(store, CrashingServer.RETENTION, InstantSource.system());
            Position from = new Position(mailbox.epoch(), 0, 0);
            Replay.Complete step;
            do {
                step = assertInstanceOf(
                        Replay.Complete.class,
                        mailbox.read(CrashingServer.USER, from, 1_000)
                                .toCompletableFuture()
                                .join());
                for (Letter letter : step.letters()) {
                    stored.put(letter.seq(), new String(letter.body(), StandardCharsets.UTF_8));
                }
                from = step.end();
            } while (!step.last());
        }
        return stored;
    }
}
