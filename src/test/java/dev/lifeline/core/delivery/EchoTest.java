package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import org.junit.jupiter.api.Test;

/** A client that speaks for several pages gets what one of them sent, for the others. */
class EchoTest extends DeliveryFixture {

    private static final String LINE =
            "{\"type\":\"send\",\"cid\":\"c-1\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"},\"content\":\"hello\"}";

    @Test
    void line_comesAsTheOthersGetItAndIsAnswered() {
        Client me = echoing("u1");
        me.welcome();
        me.says(LINE);
        JsonObject copy = me.next("friend");
        assertTrue(copy.get("mine").getAsBoolean());
        assertEquals("c-1", copy.get("cid").getAsString());
        assertEquals("u2", copy.get("id").getAsString());
        assertEquals(1, copy.get("seq").getAsInt());
        JsonObject sent = me.next("sent");
        assertEquals("c-1", sent.get("cid").getAsString());
        assertEquals(copy.get("timestamp"), sent.get("timestamp"));
    }

    @Test
    void lineSentAgain_isAnsweredOnly() {
        Client me = echoing("u1");
        me.welcome();
        me.says(LINE);
        me.next("friend");
        me.next("sent");
        me.says(LINE);
        me.next("sent");
    }

    @Test
    void recall_comesAsTheOthersGetItAndIsAnswered() {
        Client me = echoing("u1");
        me.welcome();
        me.says(LINE);
        me.next("friend");
        me.next("sent");
        me.says("{\"type\":\"recall\",\"cid\":\"c-1\",\"to\":{\"id\":\"u2\",\"type\":\"friend\"}}");
        assertEquals("c-1", me.next("delMsg").get("cid").getAsString());
        assertEquals("c-1", me.next("sent").get("cid").getAsString());
    }
}
