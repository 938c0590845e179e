package dev.lifeline.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Conversation;
import dev.lifeline.core.protocol.Inbound;
import dev.lifeline.core.protocol.Message;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.Refusal;
import dev.lifeline.core.protocol.Status;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.rig.Frames;
import dev.lifeline.rig.Lines;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GsonCodecTest {

    private final LimitCounts counts = new LimitCounts();
    private final GsonCodec codec = new GsonCodec(16, counts);

    @Test
    void layimsFrames_areRead() throws Exception {
        assertEquals(
                new Inbound.Chat(new Conversation(Conversation.Kind.FRIEND, "u2"), "hi", "x1"),
                codec.decode(Lines.toFriend("u2", "hi", "x1")));
        assertEquals(
                new Inbound.Chat(new Conversation(Conversation.Kind.GROUP, "g1"), "hi", "x1"),
                codec.decode(Lines.toGroup("g1", "hi", "x1")));
        assertEquals(new Inbound.StatusChoice(Status.HIDDEN), codec.decode(Lines.status("hide")));
        assertEquals(new Inbound.StatusChoice(Status.ONLINE), codec.decode(Lines.status("online")));
    }

    @Test
    void numericIds_areTakenAsText() throws Exception {
        Inbound.Chat chat = assertInstanceOf(
                Inbound.Chat.class,
                codec.decode("{\"mine\":{\"content\":\"hi\",\"cid\":7},\"to\":{\"id\":100001,\"type\":\"friend\"}}"));
        assertEquals("100001", chat.to().id());
        assertEquals("7", chat.cid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "true",
                "1",
                "\"ping\"",
                "{}{}",
                "{} x",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":NaN}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":01}",
                "// x\n{}",
                "{\"a\":\"\u0001\"}",
                "PING",
                "undefined"
            })
    void whatIsNotOneStrictObject_isBadJson(String frame) {
        assertEquals(Refusal.Code.BAD_JSON, refusal(frame).code());
    }

    @Test
    void emojiCutInTheMiddle_isNamed() {
        assertEquals(
                "the frame is not strict JSON: a string holds half of a surrogate pair, such as an emoji cut in the middle",
                refusal("{\"a\":\"\\ud83d\"}").detail());
    }

    @Test
    void nesting_isBounded() {
        String deep = "{\"a\":".repeat(17) + "1" + "}".repeat(17);
        Refusal refusal = refusal(deep);
        assertEquals(Refusal.Code.BAD_JSON, refusal.code());
        assertEquals("the frame is nested deeper than 16 levels (lifeline.max-json-depth)", refusal.detail());
        assertEquals(Refusal.Code.BAD_JSON, refusal("[".repeat(100_000)).code());
        String fits = "{\"a\":".repeat(16) + "1" + "}".repeat(16);
        assertEquals(Refusal.Code.BAD_MESSAGE, refusal(fits).code());
        assertEquals(2, counts.count(Limit.JSON_DEPTH));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|BAD_MESSAGE",
                "{\"mine\":{},\"to\":{}}|BAD_MESSAGE",
                "{\"mine\":1,\"to\":{}}|BAD_MESSAGE",
                "{\"mine\":{\"content\":\"x\"},\"to\":{\"type\":\"friend\"}}|BAD_MESSAGE",
                "{\"mine\":{\"content\":true},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}|BAD_MESSAGE",
                "{\"mine\":{\"content\":\"x\",\"cid\":\"\"},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}|BAD_MESSAGE",
                "{\"mine\":{\"content\":\"away\"},\"to\":{\"type\":\"onlineStatus\"}}|BAD_MESSAGE",
                "{\"mine\":{\"content\":\"x\"},\"to\":{\"type\":\"foe\",\"id\":\"u2\"}}|UNKNOWN_TYPE",
                "{\"type\":{\"a\":1}}|BAD_MESSAGE",
                "{\"type\":\"ack\",\"seq\":-1,\"all\":0}|BAD_MESSAGE",
                "{\"type\":\"ack\",\"seq\":1.5,\"all\":0}|BAD_MESSAGE",
                "{\"type\":\"ack\",\"seq\":1e999999999,\"all\":0}|BAD_MESSAGE",
                "{\"type\":\"ack\",\"seq\":1}|BAD_MESSAGE",
                "{\"type\":\"send\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"},\"content\":\"x\"}|BAD_MESSAGE",
                "{\"type\":\"send\",\"cid\":\"a\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"},\"content\":\"\"}|BAD_CONTENT",
                "{\"type\":\"send\",\"cid\":\"a\",\"to\":{\"id\":\"u2\",\"type\":\"foe\"},\"content\":\"x\"}|UNKNOWN_TYPE",
                "{\"type\":\"recall\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}|BAD_MESSAGE",
                "{\"type\":\"typing\"}|BAD_MESSAGE",
                "{\"type\":\"read\",\"cid\":\"a\"}|BAD_MESSAGE",
                "{\"mine\":{\"content\":\" \"},\"to\":{\"type\":\"friend\",\"id\":\"u2\"}}|BAD_CONTENT",
            })
    void wrongShapes_haveTheirKind(String frame, Refusal.Code code) {
        assertEquals(code, refusal(frame).code());
    }

    @Test
    void content_isBoundedByLayimsLimit() throws Exception {
        String longest = "中".repeat(3_000);
        assertEquals(
                longest,
                assertInstanceOf(Inbound.Chat.class, codec.decode(Lines.toFriend("u2", longest, "x")))
                        .content());
        Refusal refusal = refusal(Lines.toFriend("u2", longest + "文", "x"));
        assertEquals(Refusal.Code.BAD_CONTENT, refusal.code());
        assertTrue(refusal.detail().contains("3001") && refusal.detail().contains("3000"), refusal.detail());
        assertEquals("x", refusal.cid());
    }

    @Test
    void detail_quotesLittleOfTheInput() {
        String type = "x".repeat(10_000);
        assertTrue(refusal("{\"mine\":{},\"to\":{\"type\":\"" + type + "\"}}")
                        .detail()
                        .length()
                < 100);
    }

    @Test
    void mutatedFrames_areReadOrRefusedAndNothingElse() {
        Random random = new Random(42);
        int read = 0;
        for (int i = 0; i < 10_000; i++) {
            String frame = Frames.mutated(random);
            try {
                codec.decode(frame);
                read++;
            } catch (Refusal.Thrown e) {
                assertFalse(e.refusal().detail().isBlank());
            }
        }
        assertTrue(read > 100 && read < 9_900, "the mutations are too mild or too wild: " + read + " were read");
    }

    @Test
    void whatGoesOut_isStrictJsonWithLayimsFields() {
        String chat = codec.encode(new Outbound.Chat(
                        Conversation.group("g1"),
                        new UserId("u1"),
                        "<b>\"Ann\"</b>",
                        "/a.svg",
                        "line\nbreak \u2028 😀",
                        "x1",
                        5,
                        true))
                .toString();
        assertEquals(
                JsonParser.parseString("{\"type\":\"group\",\"id\":\"g1\",\"username\":\"<b>\\\"Ann\\\"</b>\","
                        + "\"avatar\":\"/a.svg\",\"content\":\"line\\nbreak \\u2028 😀\",\"cid\":\"x1\","
                        + "\"fromid\":\"u1\",\"timestamp\":5,\"mine\":true}"),
                JsonParser.parseString(chat));
        // Some LayIM pages read frames with eval: these two end a line there.
        assertFalse(chat.contains("\u2028"));
        assertEquals(
                "{\"system\":true,\"id\":\"u2\",\"type\":\"friend\",\"content\":\"away\"}",
                codec.encode(new Outbound.SystemLine(Conversation.friend(new UserId("u2")), "away"))
                        .toString());
    }

    @Test
    void framesOfTheClient_areRead() throws Exception {
        assertEquals(new Inbound.Ack(12, 3), codec.decode("{\"type\":\"ack\",\"seq\":12,\"all\":3}"));
        assertEquals(
                new Inbound.Chat(Conversation.group("g1"), "hi", "a"),
                codec.decode(
                        "{\"type\":\"send\",\"cid\":\"a\",\"to\":{\"id\":\"g1\",\"type\":\"group\"},\"content\":\"hi\"}"));
        assertEquals(
                new Inbound.Recall(Conversation.group("g1"), "a"),
                codec.decode(
                        "{\"mine\":{},\"to\":{\"type\":\"delMsg\",\"cid\":\"a\",\"id\":\"g1\",\"toType\":\"group\"}}"));
        String order = "{\"type\":\"order\",\"cid\":\"a\",\"n\":[1]}";
        assertEquals(new Inbound.Custom("order", order, "a"), codec.decode(order));
    }

    @Test
    void storedMessages_areReadAsTheyWere() {
        UserId u1 = new UserId("u1");
        List<Message> messages = List.of(
                new Message.Chat(u1, "林小雨", "/a.svg", Conversation.group("g1"), "a \"quoted\" 😀", "c1", 5),
                new Message.Chat(u1, "n", "", Conversation.friend(new UserId("u2")), "x", "c2", 6),
                new Message.Pushed("{\"type\":\"count\",\"content\":3}"),
                new Message.Recalled(u1, Conversation.group("g1"), "c1"),
                new Message.Receipt(Message.Receipt.Kind.READ, u1, "c1"));
        for (Message message : messages) {
            assertEquals(message, codec.fromBody(codec.toBody(message)));
        }
        for (String broken : List.of("", "C", "C{}", "Z{}", "T{\"kind\":\"NEVER\",\"by\":\"u1\",\"cid\":\"a\"}")) {
            assertThrows(IllegalArgumentException.class, () -> codec.fromBody(broken.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void whatMayHoldANotice_isTold() {
        assertTrue(mayHoldNotice("{\"type\":\"msgbox\",\"content\":\"林\"}"));
        assertTrue(mayHoldNotice("{\"type\":\"n\",\"content\":\"msgbox\"}"));
        for (String none : List.of("", "{\"type\":\"n\"}", "C{\"content\":\"msgbox\"}")) {
            assertFalse(mayHoldNotice(none), none);
        }
    }

    private boolean mayHoldNotice(String body) {
        return codec.mayHoldNotice(body.getBytes(StandardCharsets.UTF_8));
    }

    private Refusal refusal(String frame) {
        return assertThrows(Refusal.Thrown.class, () -> codec.decode(frame)).refusal();
    }
}
