package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.directory.Directory;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may do with {@code lifeline.chat=friends}: every frame, to everybody, and who hears of it. */
class FriendsChatTest extends PermissionFixture {

    @Override
    Directory directory() {
        return new World();
    }

    @BeforeEach
    void everybodyIsThere() {
        connectAll();
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, me:sent fay:friend",
        "friend, max, me:not-a-friend",
        "friend, sue, me:not-a-friend",
        "friend, zed, me:not-a-friend",
        "friend, me, me:not-a-friend",
        "friend, in, me:not-a-friend",
        "friend, ../fay, me:not-a-friend",
        "friend, '', me:not-a-friend",
        "group, in, me:sent fay:group max:group",
        "group, out, me:not-a-member",
        "group, none, me:not-a-member",
        "group, fay, me:not-a-member",
        "group, ../in, me:not-a-member",
    })
    void line_reachesFriendsAndMembersOnly(String kind, String to, String heard) {
        assertEquals(heard, hearAfter(send(kind, to, "c-1")));
        String plain = "{'mine':{'id':'sue','username':'Sue','mine':false,'content':'hi','cid':'c-2'}," + "'to':{'id':'"
                + to + "','type':'" + kind + "','members':['sue']}}";
        assertEquals(heard, hearAfter(plain.replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, fay:typing",
        "friend, max, me:not-a-friend",
        "friend, sue, me:not-a-friend",
        "friend, zed, me:not-a-friend",
        "friend, me, me:not-a-friend",
        "group, in, fay:typing max:typing",
        "group, out, me:not-a-member",
    })
    void typing_isSeenByFriendsAndMembersOnly(String kind, String to, String heard) {
        assertEquals(heard, hearAfter(typed("typing", kind, to, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, of-fay, fay:read",
        "friend, fay, of-fay-to-sue, ''",
        "friend, fay, of-fay-in-group, ''",
        "friend, fay, of-me, ''",
        "friend, fay, unheard-of, ''",
        "friend, sue, of-sue, me:not-a-friend",
        "friend, max, of-max, me:not-a-friend",
        "group, out, of-sue, me:not-a-friend",
    })
    void read_isToldToTheFriendWhoWroteTheLineToMe(String kind, String to, String cid, String heard) {
        everybodyHasWritten();
        assertEquals(heard, hearAfter(typed("read", kind, to, cid)));
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, of-me, me:sent fay:delMsg",
        "friend, fay, of-me-in-group, me:not-recallable",
        "friend, fay, of-fay, me:not-recallable",
        "friend, fay, of-fay-to-sue, me:not-recallable",
        "friend, fay, unheard-of, me:not-recallable",
        "friend, sue, of-sue, me:not-a-friend",
        "friend, max, of-me, me:not-a-friend",
        "group, in, of-me-in-group, me:sent fay:delMsg max:delMsg",
        "group, in, of-me, me:not-recallable",
        "group, in, of-max, me:not-recallable",
        "group, in, of-fay-in-group, me:not-recallable",
        "group, out, of-sue, me:not-a-member",
    })
    void recall_isForOnesOwnLinesWhereTheyWereWritten(String kind, String to, String cid, String heard) {
        everybodyHasWritten();
        assertEquals(heard, hearAfter(typed("recall", kind, to, cid)));
    }

    private void everybodyHasWritten() {
        wrote("me", "friend", "fay", "of-me");
        wrote("me", "group", "in", "of-me-in-group");
        wrote("fay", "friend", "me", "of-fay");
        wrote("fay", "friend", "sue", "of-fay-to-sue");
        wrote("fay", "group", "in", "of-fay-in-group");
        wrote("max", "group", "in", "of-max");
        wrote("sue", "group", "out", "of-sue");
    }

    static String typed(String type, String kind, String to, String cid) {
        return "{\"type\":\"" + type + "\"," + (cid == null ? "" : "\"cid\":\"" + cid + "\",") + "\"to\":{\"id\":\""
                + to + "\",\"type\":\"" + kind + "\"}}";
    }

    @Test
    void presence_isSeenByFriendsOnly() {
        String status = "{\"mine\":{\"content\":\"%s\",\"id\":\"sue\"},\"to\":{\"type\":\"onlineStatus\"}}";
        assertEquals("fay:onlineStatus", hearAfter(status.formatted("hide")));
        assertEquals("fay:onlineStatus", hearAfter(status.formatted("online")));
    }

    /** What a client says of itself concerns nobody else, however large its numbers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'ack','seq':999999,'all':999999}                      | ``",
                "{'type':'last','code':1006,'silence':90000,'verdict':'dead'}  | ``",
                "{'type':'probed','lease':'00000000000000000000000000000000','result':'cut'} | ``",
                "{'type':'token','token':'x.y.z'}                              | me:bad-token",
                "{'type':'order','user':'sue'}                                 | me:unknown-type",
                "{'type':'welcome'}                                            | me:unknown-type",
                "{'type':'sent','cid':'c'}                                     | me:unknown-type",
                "{'type':'delivered','id':'fay','cid':'c'}                     | me:unknown-type",
                "{'type':'system','id':'fay','content':'x'}                    | me:unknown-type",
                "{'system':true,'id':'fay','type':'friend','content':'x'}      | me:unknown-type",
                "{'type':'friend','id':'fay','content':'x','fromid':'sue'}     | me:unknown-type",
                "{'type':'onlineStatus','id':'sue','content':'offline'}        | me:unknown-type",
                "{'type':'bye'}                                                | me:unknown-type",
            })
    void restOfTheFrames_concernNobodyElse(String frame, String heard) {
        assertEquals(heard, hearAfter(frame.replace('\'', '"')));
    }

    @Test
    void acknowledgement_forgesNoReceiptAndSkipsNothing() {
        assertEquals("", hearAfter("{\"type\":\"ack\",\"seq\":999999,\"all\":999999}"));
        wrote("fay", "friend", "me", "of-fay");
        time.pass(Duration.ofSeconds(1));
        assertEquals("fay:delivered", hearAfter("{\"type\":\"ack\",\"seq\":1,\"all\":0}"));
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, read",
        "friend, max, not-a-friend",
        "friend, sue, not-a-friend",
        "friend, zed, not-a-friend",
        "group, in, read",
        "group, out, not-a-member",
        "group, 'sue fay', not-a-member",
    })
    void history_isReadByThoseWhoAreInIt(String kind, String id, String outcome) {
        assertEquals(outcome, history(kind, id));
    }
}
