package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import dev.lifeline.rig.RawSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that send too much, or read too little, on the real server; their neighbours chat on. */
class ConnectionLimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @TempDir
    Path folder;

    @Test
    void whoSendsTooMuch_isToldWhyAndHurtsNobody() {
        try (LifelineServer server = LifelineServer.demo(
                        folder,
                        "lifeline.rate.messages=5",
                        "lifeline.rate.frames=20",
                        "lifeline.rate.bytes=8k",
                        "lifeline.rate.faults=3",
                        "lifeline.max-json-depth=4",
                        "lifeline.max-message-size=16k");
                JdkSocket u1 = JdkSocket.v1(server.address("u1"));
                JdkSocket u2 = JdkSocket.plain(server.address("u2"))) {
            u1.nextWith("welcome");
            u2.awaitRegistered();

            assertEnd(4005, "more than 5 messages a second (lifeline.rate.messages)", server, socket -> {
                socket.send("{\"type\":\"typing\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
            });
            chat(u1, u2, "after a flood of messages");

            assertEnd(4005, "more than 20 frames a second (lifeline.rate.frames)", server, JdkSocket::sendPing);
            chat(u1, u2, "after a flood of Pings");

            assertEnd(4005, "more than 20 frames a second (lifeline.rate.frames)", server, socket -> {
                socket.sendPart("", false);
            });
            chat(u1, u2, "after a flood of empty fragments");

            String large = "{\"type\":\"typing\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}" + " ".repeat(8_000);
            assertEnd(4005, "more than 8192 bytes a second (lifeline.rate.bytes)", server, socket -> {
                socket.send(large);
            });
            chat(u1, u2, "after a flood of bytes");

            assertEnd(1008, "more than 3 refused messages a minute (lifeline.rate.faults)", server, socket -> {
                socket.send("no json");
            });
            assertEnd(1009, "a message of more than 16384 bytes (lifeline.max-message-size)", server, socket -> {
                socket.send("x".repeat(20_000));
            });
            u1.send("{\"type\":\"typing\",\"a\":[[[[1]]]]}");
            assertTrue(u1.nextWith("bad-json").contains("deeper than 4 levels (lifeline.max-json-depth)"));
            chat(u1, u2, "after all of it");
        }
    }

    @Test
    void slowReaderThatKeepsPinging_isClosedAndGetsAllWhenItComesBack() throws Exception {
        try (LifelineServer server = LifelineServer.demo(
                        folder,
                        "lifeline.send-timeout=1s",
                        "lifeline.outbox.max-bytes=64m",
                        "lifeline.heartbeat.interval=5m");
                JdkSocket u1 = JdkSocket.v1(server.address("u1"));
                JdkSocket u2 = JdkSocket.plain(server.address("u2"));
                RawSocket slow = RawSocket.narrow(server.address("u3"))) {
            u1.nextWith("welcome");
            u2.awaitRegistered();
            await().until(() -> server.connections() == 3);
            BackEnd backEnd = new BackEnd(server.http());
            String padding = "x".repeat(60_000);
            int count = 150;
            for (int i = 0; i < count; i++) {
                backEnd.push(
                        "{'to':{'users':['u3']},'message':{'type':'n','n':" + i + ",'padding':'" + padding + "'}}");
            }
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
                pingQuietly(slow);
                return server.connections() == 2;
            });
            chat(u1, u2, "nothing noticed");

            try (JdkSocket back = JdkSocket.v1(server.address("u3"))) {
                for (int i = 0; i < count; ) {
                    String frame = back.nextWith("\"type\":\"n\"");
                    long last = -1;
                    for (String each : frame.split("\"type\":\"n\",", -1)) {
                        if (each.startsWith("\"n\":")) {
                            assertEquals(i, Integer.parseInt(each.substring(4, each.indexOf(','))));
                            i++;
                        }
                        int at = each.lastIndexOf("\"seq\":");
                        last = at < 0
                                ? last
                                : Math.max(last, Long.parseLong(each.substring(at + 6, each.indexOf(',', at))));
                    }
                    back.send("{\"type\":\"ack\",\"seq\":" + last + ",\"all\":0}");
                }
            }
        }
    }

    @Test
    void manySlowReaders_areCutAtTheirShareAndTheirNeighbourNoticesNothing() {
        try (LifelineServer server = LifelineServer.demo(
                        folder,
                        "lifeline.backlog.max-bytes=4m",
                        "lifeline.outbox.max-bytes=64m",
                        "lifeline.send-timeout=5m",
                        "lifeline.heartbeat.interval=5m");
                JdkSocket u1 = JdkSocket.v1(server.address("u1"));
                JdkSocket u2 = JdkSocket.plain(server.address("u2"))) {
            u1.nextWith("welcome");
            u2.awaitRegistered();
            List<RawSocket> slow = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                slow.add(RawSocket.narrow(server.address("slow" + i)));
            }
            await().until(() -> server.connections() == 102);
            BackEnd backEnd = new BackEnd(server.http());
            String padding = "x".repeat(60_000);
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> {
                        backEnd.push("{'to':{'all':true},'ttl':0,'message':{'type':'n','padding':'" + padding + "'}}");
                        return server.connections() == 2;
                    });
            chat(u1, u2, "nothing noticed");
            slow.forEach(RawSocket::close);
        }
    }

    private interface Action {
        void accept(JdkSocket socket);
    }

    /** Does something again and again until the server has enough. */
    private static void assertEnd(int code, String reason, LifelineServer server, Action action) {
        try (JdkSocket hostile = JdkSocket.plain(server.address("u6"))) {
            writeUntilItEnds(hostile, action);
            ClientSocket.End end = hostile.awaitEnd();
            assertEquals(code, end.code());
            assertEquals(reason, end.reason());
        }
    }

    private static void writeUntilItEnds(JdkSocket socket, Action action) {
        try {
            for (int i = 0; i < 50_000 && socket.isOpen(); i++) {
                action.accept(socket);
            }
        } catch (CompletionException closed) {
            // It was closed in the middle of a write: how, its end tells.
        }
    }

    private static void chat(JdkSocket from, JdkSocket to, String content) {
        from.send(Lines.toFriend("u2", content, content));
        assertEquals(content, Lines.field(to.nextWith("\"cid\":\"" + content + "\""), "content"));
    }

    private static void pingQuietly(RawSocket socket) {
        try {
            socket.send(RawSocket.TEXT, "ping");
        } catch (IOException closed) {
            // Which is what is waited for.
        }
    }
}
