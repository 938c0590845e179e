package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.Frames;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand frames and addresses as nobody should send them: no exception, and everybody else chats on. */
class FuzzIT {

    @TempDir
    Path folder;

    @Test
    void mutatedFramesAndHostileIds_causeNoExceptionAndCutNobodyElse() throws Exception {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.rate.faults=1000000");
                JdkSocket u1 = JdkSocket.plain(server.address("u1"));
                JdkSocket u2 = JdkSocket.plain(server.address("u2"))) {
            Random random = new Random(20);
            JdkSocket hostile = JdkSocket.plain(server.address("u6"));
            for (int i = 0; i < 9_000; i++) {
                if (!hostile.isOpen()) {
                    hostile = JdkSocket.plain(server.address("u6"));
                }
                hostile.send(encodable(Frames.mutated(random)));
                hostile.received().clear();
            }
            hostile.send("ping");
            hostile.nextWith("pong");
            hostile.close();
            for (int i = 0; i < 1_000; i++) {
                String status = statusOf(server.port(), hostilePath(random));
                assertTrue(status.matches("HTTP/1.1 (4\\d\\d|101) ?.*"), "an address was answered with: " + status);
            }

            u1.send(Lines.toFriend("u2", "all well?", "well"));
            assertEquals("all well?", Lines.field(u2.nextWith("\"cid\":\"well\""), "content"));
            String log = server.process().output();
            assertFalse(log.contains("Exception") || log.contains("SEVERE"), log);
        }
    }

    /** The JDK's client refuses to send half a surrogate pair. */
    private static String encodable(String frame) {
        return new String(frame.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /** Any bytes, raw or escaped, where the user id is to stand. */
    private static String hostilePath(Random random) {
        StringBuilder path = new StringBuilder("/web/count/");
        for (int i = random.nextInt(90); i >= 0; i--) {
            int b = 1 + random.nextInt(255);
            switch (random.nextInt(4)) {
                case 0 -> path.append(String.format("%%%02X", b));
                case 1 -> path.append((char) b);
                case 2 -> path.append("../;%2F?#".charAt(random.nextInt(9)));
                default -> path.append((char) ('a' + random.nextInt(26)));
            }
        }
        return path.toString().replace("\r", "").replace("\n", "").replace(" ", "");
    }

    private static String statusOf(int port, String path) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                    + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(13);
            return new String(answer, StandardCharsets.ISO_8859_1);
        }
    }
}
