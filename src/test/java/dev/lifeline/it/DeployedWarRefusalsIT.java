package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.Client;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.DeployedWar;
import dev.lifeline.rig.JdkSocket;
import dev.lifeline.rig.Lines;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that the server does not take: each is answered, and nobody else notices. */
class DeployedWarRefusalsIT extends DeployedWar {

    private static final int MAX_MESSAGE = 64 << 10;

    static Stream<Arguments> badFrames() {
        return Stream.of(
                Arguments.of("hello", "bad-json"),
                Arguments.of("", "bad-json"),
                Arguments.of("{\"mine\":", "bad-json"),
                Arguments.of("{'mine':{}}", "bad-json"),
                Arguments.of("{\"type\":\"a\"} {\"type\":\"b\"}", "bad-json"),
                Arguments.of("{\"a\":NaN}", "bad-json"),
                Arguments.of("[".repeat(200) + "]".repeat(200), "bad-json"),
                Arguments.of("{\"a\":".repeat(5_000), "bad-json"),
                Arguments.of("{\"type\":\"deep\",\"a\":" + "[".repeat(20) + "]".repeat(20) + "}", "bad-json"),
                Arguments.of("[]", "bad-json"),
                Arguments.of("7", "bad-json"),
                Arguments.of("null", "bad-json"),
                Arguments.of("PING", "bad-json"),
                Arguments.of("{}", "bad-message"),
                Arguments.of("{\"mine\":{\"content\":\"x\"}}", "bad-message"),
                Arguments.of("{\"mine\":[],\"to\":{}}", "bad-message"),
                Arguments.of("{\"mine\":{\"content\":\"x\"},\"to\":{}}", "bad-message"),
                Arguments.of("{\"mine\":{\"content\":\"x\"},\"to\":{\"type\":\"friend\"}}", "bad-message"),
                Arguments.of("{\"mine\":{},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}", "bad-message"),
                Arguments.of("{\"mine\":{\"content\":{}},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}", "bad-message"),
                Arguments.of(
                        "{\"mine\":{\"content\":\"x\",\"cid\":\"\"},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}",
                        "bad-message"),
                Arguments.of("{\"mine\":{\"content\":\"away\"},\"to\":{\"type\":\"onlineStatus\"}}", "bad-message"),
                Arguments.of("{\"type\":\"order\"}", "unknown-type"),
                Arguments.of("{\"type\":{}}", "bad-message"),
                // A detail that quotes only the first half of a surrogate pair.
                Arguments.of("{\"type\":\"" + "x".repeat(30) + "\uD83D\uDE00\"}", "unknown-type"),
                // JSON's own escapes of half a pair, plain ASCII on the wire: the strict reader takes none.
                Arguments.of(Lines.toFriend("u2", "a half", "c").replace("half", "\\ud800"), "bad-json"),
                Arguments.of("{\"mine\":{},\"to\":{\"type\":\"\\udc00\"}}", "bad-json"),
                Arguments.of(Lines.toFriend("u2", "  ", "c"), "bad-content"),
                Arguments.of(Lines.toFriend("u1", "to myself", "c"), "not-a-friend"),
                Arguments.of(Lines.toFriend("a/b", "x", "c"), "not-a-friend"),
                Arguments.of(Lines.toGroup("g7", "x", "c"), "not-a-member"));
    }

    @ParameterizedTest
    @MethodSource("badFrames")
    void badFrame_isRefusedAndNobodyIsCut(String frame, String code) {
        ClientSocket lin = plain(Client.JDK, "u1");
        ClientSocket anna = plain(Client.TOMCAT, "u2");

        lin.send(frame);
        JsonObject refused = Lines.json(lin.nextWith("refused"));
        assertEquals("refused", refused.get("type").getAsString());
        assertEquals(code, refused.get("code").getAsString());
        assertTrue(refused.get("content").getAsString().length() > 5, refused::toString);

        lin.send(Lines.toFriend("u2", "still here", cid(1)));
        assertEquals("still here", Lines.field(anna.nextWith(cid(1)), "content"));
    }

    @Test
    void groupOfOthers_isRefused() {
        ClientSocket wang = plain(Client.JDK, "u3");
        ClientSocket anna = plain(Client.JDK, "u2");
        wang.send(Lines.toGroup("g2", "let me in", cid(1)));

        JsonObject refused = Lines.json(wang.nextWith("refused"));
        assertEquals("not-a-member", refused.get("code").getAsString());
        assertEquals(cid(1), refused.get("cid").getAsString());
        wang.send(Lines.toFriend("u2", "a marker", cid(2)));
        for (String frame = anna.next(); !frame.contains("a marker"); frame = anna.next()) {
            assertFalse(frame.contains("let me in"), frame);
        }
    }

    @Test
    void pairsWrittenAsEscapes_arriveAsOneCharacter() {
        ClientSocket lin = plain(Client.JDK, "u1");
        ClientSocket anna = plain(Client.TOMCAT, "u2");
        lin.send(Lines.toFriend("u2", "PAIR", cid(1)).replace("PAIR", "\\ud83d\\ude00"));
        assertEquals("\uD83D\uDE00", Lines.field(anna.nextWith(cid(1)), "content"));
    }

    @ParameterizedTest
    @EnumSource
    void largestMessage_isReadAndOneByteMoreClosesOnlyThatConnection(Client client) {
        ClientSocket other = plain(Client.JDK, "u1");
        ClientSocket lin = plain(client, "u1");
        lin.send("x".repeat(MAX_MESSAGE));
        assertEquals("bad-json", Lines.field(lin.nextWith("refused"), "code"));

        lin.send("x".repeat(MAX_MESSAGE + 1));
        ClientSocket.End end = lin.awaitEnd();
        assertEquals(1009, end.code());
        assertTrue(end.reason().contains("lifeline.max-message-size"), end::toString);
        other.send("ping");
        other.nextWith("pong");
    }

    @Test
    void messageInParts_isPutTogetherAndCountedWhole() {
        JdkSocket lin = closedAtEnd(JdkSocket.plain(address("u1")));
        ClientSocket anna = plain(Client.JDK, "u2");
        String line = Lines.toFriend("u2", "in parts: 灯塔\uD83D\uDE00", cid(1));
        for (int i = 0; i < line.length(); ) {
            int next = line.offsetByCodePoints(i, 1);
            lin.sendPart(line.substring(i, next), next == line.length());
            i = next;
        }
        assertEquals("in parts: 灯塔\uD83D\uDE00", Lines.field(anna.nextWith(cid(1)), "content"));

        lin.sendPart("x".repeat(MAX_MESSAGE), false);
        lin.sendPart("x", false);
        assertEquals(1009, lin.awaitEnd().code());
    }

    @ParameterizedTest
    @EnumSource
    void binaryFrame_closesOnlyThatConnection(Client client) {
        ClientSocket other = plain(Client.TOMCAT, "u1");
        ClientSocket lin = plain(client, "u1");
        lin.sendBinary(new byte[] {1, 2, 3});

        assertEquals(1003, lin.awaitEnd().code());
        other.send("ping");
        other.nextWith("pong");
    }
}
