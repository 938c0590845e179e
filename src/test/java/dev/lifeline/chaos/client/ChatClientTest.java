package dev.lifeline.chaos.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.client.FakeServer.Accepted;
import dev.lifeline.chaos.log.Event;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model client keeps to docs/protocol.md: else a run would prove nothing. */
class ChatClientTest {

    private static final String CHAT =
            "{\"seq\":%d,\"type\":\"friend\",\"id\":\"u2\",\"fromid\":\"u2\",\"cid\":\"%s\",\"content\":\"chaos %s\"}";

    @TempDir
    Path folder;

    private FakeServer server;
    private EventLog log;
    private ChatClient client;
    private Thread thread;

    @BeforeEach
    void start() {
        server = new FakeServer();
        log = new EventLog(folder.resolve("clients.log"));
        Random random = new Random(1);
        Identity identity = new Identity("c1", "u1", List.of(), "c1-id");
        Talk talk = new Talk("c1", "u1", List.of("u1", "u2"), List.of(), random, 500);
        client = new ChatClient(identity, new Place(), talk, random, log, server.port());
        thread = new Thread(client);
        thread.start();
    }

    @AfterEach
    void end() throws IOException, InterruptedException {
        client.order(client::end);
        thread.join(TimeUnit.SECONDS.toMillis(10));
        server.close();
        log.close();
        assertFalse(thread.isAlive());
    }

    private static String cid(String send) {
        return send.replaceAll(".*\"cid\":\"([^\"]*)\".*", "$1");
    }

    private List<Event> logged(Kind kind) {
        return EventLog.read(folder.resolve("clients.log")).stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }

    @Test
    void firstConnection_hasNoPosition_andWritesAfterTheWelcome() throws Exception {
        Accepted first = server.next();
        assertEquals("/web/count/u1?client=c1-id", first.target());
        first.welcome(0, true);
        String send = first.readWith("\"send\"");
        assertEquals(
                "{\"type\":\"send\",\"cid\":\"c1-1\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"},\"content\":\"chaos c1-1\"}",
                send);
    }

    @Test
    void messages_areAcknowledgedAndRepeatsTold() throws Exception {
        Accepted first = server.next();
        first.welcome(0, true);
        first.say("[" + CHAT.formatted(3, "x-1", "x-1") + "," + CHAT.formatted(4, "x-1", "x-1") + "]");
        assertEquals("{\"type\":\"ack\",\"seq\":4,\"all\":0}", first.readWith("ack"));
        assertEquals(3, logged(Kind.GOT).get(0).number("seq"));
        assertEquals(4, logged(Kind.REPEAT).get(0).number("seq"));
    }

    @Test
    void reset_comesBackWithThePositionAndTheSameMessages() throws Exception {
        Accepted first = server.next();
        first.welcome(0, true);
        first.say(CHAT.formatted(7, "x-1", "x-1"));
        String answered = cid(first.readWith("\"send\""));
        String open = cid(first.readWith("\"send\""));
        first.say("{\"type\":\"sent\",\"cid\":\"" + answered + "\",\"seq\":9,\"timestamp\":1}");
        first.readWith("\"seq\":9");
        client.order(client::reset);

        Accepted second = server.next();
        assertEquals("/web/count/u1?client=c1-id&epoch=e&seq=9&all=0", second.target());
        second.welcome(9, true);
        assertEquals(open, cid(second.readWith("\"send\"")));
        second.readWith("ping");
        assertEquals(1, logged(Kind.RECOVERED).stream().skip(1).count());
    }

    @Test
    void frozenConnection_isGivenUpAndStaysHalfOpen() throws Exception {
        Accepted first = server.next();
        first.welcome(0, true);
        first.readWith("\"send\"");
        client.order(client::freeze);

        Accepted second = server.next();
        assertEquals("silence", logged(Kind.LOST).get(0).text("code"));
        assertFalse(first.ended());
        second.welcome(0, true);
        assertEquals("c1-1", cid(second.readWith("\"send\"")));
        assertTrue(logged(Kind.SEND).size() >= 2);
    }

    @Test
    void refusalForAWhile_sendsItAgainAndAllBehind() throws Exception {
        Accepted first = server.next();
        first.welcome(0, true);
        String refused = cid(first.readWith("\"send\""));
        String behind = cid(first.readWith("\"send\""));
        first.say("{\"type\":\"refused\",\"cid\":\"" + refused + "\",\"code\":\"unavailable\",\"content\":\"full\"}");
        assertTrue(first.readWith(refused + "\"").contains("\"send\""));
        assertTrue(first.readWith("\"send\"").contains(behind + "\""));
    }
}
