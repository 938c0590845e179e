package dev.lifeline.it;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.lifeline.rig.Client;
import dev.lifeline.rig.ClientSocket;
import dev.lifeline.rig.DeployedWar;
import dev.lifeline.rig.Http;
import dev.lifeline.rig.Lines;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Heartbeat, chat and presence of the built WAR in a Tomcat, with clients that were not written for it. */
class DeployedWarIT extends DeployedWar {

    private static final String STATUS = "\"onlineStatus\"";

    @ParameterizedTest
    @EnumSource
    void plainPing_isAnsweredWithPong(Client client) {
        ClientSocket page = closedAtEnd(client.plain(address("pinging-" + client)));
        page.send("ping");
        assertEquals("pong", page.next());
    }

    @ParameterizedTest
    @EnumSource
    void v1Connection_isWelcomedFirst(Client client) {
        ClientSocket page = v1(client, "welcomed-" + client);
        JsonObject welcome = Lines.json(page.next());

        assertEquals("lifeline.v1", page.subprotocol());
        assertEquals("welcome", welcome.get("type").getAsString());
        assertFalse(welcome.get("connection").getAsString().isEmpty());
        JsonObject heartbeat = welcome.getAsJsonObject("heartbeat");
        assertEquals(25_000, heartbeat.get("interval").getAsInt());
        assertEquals(10_000, heartbeat.get("patience").getAsInt());
        assertEquals(64 << 10, welcome.getAsJsonObject("limits").get("message").getAsInt());
        assertTrue(welcome.get("time").getAsLong() > 0);
        assertFalse(welcome.get("epoch").getAsString().isEmpty());
        assertTrue(welcome.get("recovered").getAsBoolean());
        page.send("ping");
        assertEquals("pong", page.next());
    }

    @ParameterizedTest
    @EnumSource
    void plainConnection_getsNoWelcome(Client client) {
        ClientSocket page = closedAtEnd(client.plain(address("quiet-" + client)));
        assertEquals("", page.subprotocol() == null ? "" : page.subprotocol());
        page.send("ping");
        assertEquals("pong", page.next());
        assertTrue(page.received().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"JDK, TOMCAT", "TOMCAT, JDK"})
    void friendMessages_arriveBothWaysWithTheDirectorysNames(Client one, Client other) {
        ClientSocket lin = plain(one, "u1");
        ClientSocket anna = plain(other, "u2");

        lin.send(Lines.toFriend("u2", "在吗？", cid(1)));
        assertChat(anna.nextWith("在吗"), "friend", "u1", "林小雨", "u1", "在吗？", cid(1), false);
        anna.send(Lines.toFriend("u1", "Yes", cid(2)));
        assertChat(lin.nextWith("Yes"), "friend", "u2", "Anna Keller", "u2", "Yes", cid(2), false);
    }

    @Test
    void friendMessage_isMineOnTheSendersOtherConnectionOnly() {
        ClientSocket phone = plain(Client.JDK, "u1");
        ClientSocket desk = plain(Client.TOMCAT, "u1");
        ClientSocket anna = plain(Client.JDK, "u2");

        phone.send(Lines.toFriend("u2", "from the phone", cid(1)));
        // For LayIM the id names the conversation: on the sender's side that is the partner.
        assertChat(desk.nextWith("from the phone"), "friend", "u2", "林小雨", "u1", "from the phone", cid(1), true);
        assertChat(anna.nextWith("from the phone"), "friend", "u1", "林小雨", "u1", "from the phone", cid(1), false);
        assertNothingUntilPong(phone, "from the phone");
    }

    @Test
    void groupMessage_reachesAllMembersButTheSendingConnection() {
        ClientSocket phone = plain(Client.JDK, "u1");
        ClientSocket desk = plain(Client.TOMCAT, "u1");
        ClientSocket anna = plain(Client.JDK, "u2");
        ClientSocket james = plain(Client.TOMCAT, "u4");
        ClientSocket maria = plain(Client.JDK, "u6");
        ClientSocket noMember = plain(Client.JDK, "u3");

        phone.send(Lines.toGroup("g2", "周六去爬山", cid(9)));
        for (ClientSocket member : new ClientSocket[] {anna, james, maria}) {
            assertChat(member.nextWith("爬山"), "group", "g2", "林小雨", "u1", "周六去爬山", cid(9), false);
        }
        assertChat(desk.nextWith("爬山"), "group", "g2", "林小雨", "u1", "周六去爬山", cid(9), true);
        assertNothingUntilPong(phone, "爬山");
        assertNothingUntilPong(noMember, "爬山");
    }

    @Test
    void friendThatComesHidesShowsAndLeaves_isSeenSo() {
        ClientSocket lin = plain(Client.JDK, "u1");
        ClientSocket anna = plain(Client.TOMCAT, "u2");
        assertStatus(lin.nextWith("\"u2\""), "u2", "online");

        anna.send(Lines.status("hide"));
        assertStatus(lin.nextWith("\"u2\""), "u2", "offline");
        anna.send(Lines.status("online"));
        assertStatus(lin.nextWith("\"u2\""), "u2", "online");
        anna.closeNormally();
        assertStatus(lin.nextWith("\"u2\""), "u2", "offline");
    }

    @Test
    void secondConnection_leavingIsNotSeen() {
        ClientSocket lin = plain(Client.JDK, "u1");
        plain(Client.JDK, "u2");
        assertStatus(lin.nextWith("\"u2\""), "u2", "online");

        ClientSocket second = plain(Client.JDK, "u2");
        second.closeNormally();
        assertEquals(1000, second.awaitEnd().code());
        // James leaves after her: what her second window did would have been told before.
        plain(Client.JDK, "u4").closeNormally();
        assertStatus(lin.nextWith(STATUS), "u4", "online");
        assertStatus(lin.nextWith(STATUS), "u4", "offline");
    }

    @ParameterizedTest
    @CsvSource({"JDK, TOMCAT", "TOMCAT, JDK"})
    void threeThousandChineseCharacters_passUnchanged(Client one, Client other) {
        String content = chinese(3_000);
        ClientSocket lin = plain(one, "u1");
        ClientSocket anna = plain(other, "u2");

        lin.send(Lines.toFriend("u2", content, cid(1)));
        assertEquals(content, Lines.field(anna.nextWith(cid(1)), "content"));
        anna.send(Lines.toFriend("u1", content, cid(2)));
        assertEquals(content, Lines.field(lin.nextWith(cid(2)), "content"));
    }

    @ParameterizedTest
    @EnumSource
    void oneCharacterMore_isRefusedAndTheConnectionStays(Client client) {
        ClientSocket lin = plain(client, "u1");
        lin.send(Lines.toFriend("u2", chinese(3_001), cid(1)));

        JsonObject refused = Lines.json(lin.next());
        assertEquals("refused", refused.get("type").getAsString());
        assertEquals("bad-content", refused.get("code").getAsString());
        assertEquals(cid(1), refused.get("cid").getAsString());
        assertTrue(refused.get("content").getAsString().contains("3001"), refused::toString);
        lin.send("ping");
        assertEquals("pong", lin.next());
    }

    @Test
    void offlineFriend_getsItWhenHeComes() {
        ClientSocket lin = plain(Client.JDK, "u1");
        lin.send(Lines.toFriend("u5", "anybody there?", cid(1)));
        lin.send("ping");
        lin.nextWith("pong");
        ClientSocket chen = closedAtEnd(Client.TOMCAT.plain(address("u5")));
        assertEquals("anybody there?", Lines.field(chen.nextWith(cid(1)), "content"));
    }

    @Test
    void twoSpellingsOfOneLetter_areOneUser() {
        // é as one code point, and as e with a combining accent.
        ClientSocket composed = plain(Client.JDK, "ren%C3%A9");
        ClientSocket decomposed = plain(Client.TOMCAT, "rene%CC%81");
        ClientSocket anna = plain(Client.JDK, "u2");

        anna.send(Lines.toFriend("rene\u0301", "salut", cid(1)));
        assertEquals("salut", Lines.field(composed.nextWith(cid(1)), "content"));
        assertEquals("salut", Lines.field(decomposed.nextWith(cid(1)), "content"));
        decomposed.send(Lines.toFriend("u2", "oui", cid(2)));
        assertEquals("ren\u00e9", Lines.field(anna.nextWith(cid(2)), "fromid"));
        assertTrue(Lines.json(composed.nextWith(cid(2))).get("mine").getAsBoolean());
    }

    @ParameterizedTest
    @EnumSource
    void chineseUserId_works(Client client) {
        ClientSocket xiaoming = plain(client, "%E5%B0%8F%E6%98%8E");
        ClientSocket lin = plain(Client.JDK, "u1");

        lin.send(Lines.toFriend("小明", "你好", cid(1)));
        assertEquals("你好", Lines.field(xiaoming.nextWith(cid(1)), "content"));
        xiaoming.send(Lines.toFriend("u1", "嗯", cid(2)));
        assertEquals("小明", Lines.field(lin.nextWith(cid(2)), "fromid"));
    }

    @Test
    void connectionsThatEnd_leaveTheCount() {
        ClientSocket lin = plain(Client.JDK, "u1");
        plain(Client.TOMCAT, "u1");
        plain(Client.TOMCAT, "u2");
        assertEquals("3 connections of 2 users", health());

        lin.closeNormally();
        await().atMost(Duration.ofSeconds(20)).until(() -> health().equals("2 connections of 2 users"));
    }

    private String health() {
        JsonObject health = Http.health(http(""));
        return health.get("connections") + " connections of " + health.get("users") + " users";
    }

    private static void assertStatus(String frame, String user, String status) {
        assertEquals(
                Lines.json("{\"type\":\"onlineStatus\",\"id\":\"" + user + "\",\"content\":\"" + status + "\"}"),
                Lines.json(frame));
    }

    private static void assertChat(
            String frame,
            String type,
            String id,
            String username,
            String from,
            String content,
            String cid,
            boolean mine) {
        JsonObject chat = Lines.json(frame);
        assertTrue(
                Math.abs(System.currentTimeMillis() - chat.remove("timestamp").getAsLong()) < 60_000);
        JsonObject expected = new JsonObject();
        expected.addProperty("type", type);
        expected.addProperty("id", id);
        expected.addProperty("username", username);
        expected.addProperty("avatar", "/lifeline/avatars/" + from + ".svg");
        expected.addProperty("fromid", from);
        expected.addProperty("content", content);
        expected.addProperty("cid", cid);
        expected.addProperty("mine", mine);
        assertEquals(expected, chat);
    }

    /** Frames of one connection keep their order: what was not there before the pong did not come. */
    private static void assertNothingUntilPong(ClientSocket socket, String piece) {
        socket.send("ping");
        for (String frame = socket.next(); !frame.equals("pong"); frame = socket.next()) {
            assertFalse(frame.contains(piece), frame);
        }
    }

    private static String chinese(int characters) {
        return IntStream.range(0, characters)
                .mapToObj(i -> Character.toString(0x4E00 + i))
                .collect(Collectors.joining());
    }
}
