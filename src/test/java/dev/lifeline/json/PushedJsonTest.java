package dev.lifeline.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonObject;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Notice;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.rig.Lines;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a back end may push. */
class PushedJsonTest {

    private static final String LINE =
            "{'type':'friend','id':'u2','username':'Anna','avatar':'','content':'hi','cid':'c1','fromid':'u2','timestamp':5,'mine':false}";
    private static final String DEL_MSG = "{'type':'delMsg','cid':'c1','userId':'u1','toType':'group','toId':'g1'}";
    private static final String NOTICE =
            "{'type':'msgbox','content':'asks','from':'u1','from_group':'g1','remark':'please','href':'/requests?id=1'}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LINE,
                "{'type':'group','id':'g1','username':'Anna','avatar':'/a.svg','content':'hi'}",
                "{'type':'friend','id':'u2','username':'Anna','avatar':'','content':'hi','system':false,'more':[1]}",
                "{'system':true,'type':'group','id':'g1','content':'Build 42 is out'}",
                "{'type':'onlineStatus','id':'u1','content':'online'}",
                "{'type':'onlineStatus','id':'u1','content':'offline'}",
                DEL_MSG,
                NOTICE,
                "{'type':'msgbox','content':'hello','from':null,'href':null}",
                "{'type':'count','content':3,'id':7,'username':[],'system':'yes'}",
                "{'type':'','x':null}",
            })
    void shapesOfLayimAndUnknownTypes_pass(String message) {
        String json = quoted(message);
        assertEquals(json, PushedJson.checked(" " + json + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id|null|message.id must be an id: a string of 1 to 64 characters",
                "id|7|message.id must be an id: a string of 1 to 64 characters",
                "id|''|message.id must be an id: a string of 1 to 64 characters",
                "username|-|message.username is missing: it must be a string of 1 to 3000 characters in a message of this type",
                "username|7|message.username must be a string of 1 to 3000 characters in a message of this type",
                "username|''|message.username of 0 characters, must be 1 to 3000",
                "avatar|-|message.avatar is missing: it must be a string of 0 to 2048 characters in a message of this type",
                "avatar|{}|message.avatar must be a string of 0 to 2048 characters in a message of this type",
                "content|-|message.content is missing: it must be a string of 1 to 3000 characters in a message of this type",
                "content|''|message.content of 0 characters, must be 1 to 3000",
                "cid|''|message.cid of 0 characters, must be 1 to 64",
                "cid|null|message.cid must be a string of 1 to 64 characters in a message of this type",
                "fromid|7|message.fromid must be an id: a string of 1 to 64 characters",
                "timestamp|'5'|message.timestamp must be a whole number of milliseconds since 1970",
                "timestamp|1.5|message.timestamp must be a whole number of milliseconds since 1970",
                "timestamp|-1|message.timestamp must be a whole number of milliseconds since 1970",
                "timestamp|1e99999|message.timestamp must be a whole number of milliseconds since 1970",
                "timestamp|null|message.timestamp must be a whole number of milliseconds since 1970",
                "mine|'true'|message.mine must be true or false",
                "system|1|message.system must be true or false",
                "seq|1|message.seq is one of the server's own fields",
                "all|1|message.all is one of the server's own fields",
            })
    void wrongLine_isToldInWords(String field, String value, String told) {
        assertEquals(told, refusal(with(LINE, field, value)));
    }

    @Test
    void content_hasLayimsLimit() {
        String most = with(LINE, "content", "'" + "中".repeat(3_000) + "'");
        assertEquals(most, PushedJson.checked(most));
        assertEquals(
                "message.content of 3001 characters, must be 1 to 3000",
                refusal(with(LINE, "content", "'" + "中".repeat(3_001) + "'")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'system':true,'type':'group','content':'x'}|message.id must be an id: a string of 1 to 64 characters",
                "{'system':true,'type':'friend','id':'u1'}|message.content is missing: it must be a string of 1 to 3000 characters in a message of this type",
                "{'type':'onlineStatus','content':'online'}|message.id must be an id: a string of 1 to 64 characters",
                "{'type':'onlineStatus','id':'u1','content':'hide'}|message.content must be 'online' or 'offline'",
                "{'type':'onlineStatus','id':'u1'}|message.content must be 'online' or 'offline'",
                "{'type':'delMsg','userId':'u1','toType':'group','toId':'g1'}|message.cid is missing: it must be a string of 1 to 64 characters in a message of this type",
                "{'type':'delMsg','cid':'c','toType':'group','toId':'g1'}|message.userId must be an id: a string of 1 to 64 characters",
                "{'type':'delMsg','cid':'c','userId':'u1','toType':'x','toId':'g1'}|message.toType must be 'friend' or 'group'",
                "{'type':'delMsg','cid':'c','userId':'u1','toType':'group'}|message.toId must be an id: a string of 1 to 64 characters",
                "{'type':'msgbox'}|message.content is missing: it must be a string of 1 to 3000 characters in a message of this type",
                "{'type':'msgbox','content':'x','from':1}|message.from must be a string of 1 to 512 characters in a message of this type",
                "{'type':'msgbox','content':'x','from':'a b'}|message.from is no user id: U+0020 is not allowed; letters, digits, combining marks and _ . @ : - are",
                "{'type':'msgbox','content':'x','href':'javascript:alert(1)'}|message.href must be a relative or an http(s) address",
                "{'type':'msgbox','content':'x','href':' javascript:alert(1)'}|message.href must be a relative or an http(s) address",
                "{'type':'welcome'}|message.type 'welcome' is one of the server's own: *, bye, delivered, heartbeat, live, pong, probe, read, refused, reload, sent, system, token, typing, welcome",
                "{'type':1}|message.type is missing or no string",
            })
    void wrongShape_isToldInWords(String message, String told) {
        assertEquals(told, refusal(quoted(message)));
    }

    @Test
    void nullsOfAMessage_areWrittenAgain() {
        assertEquals(
                "{\"a\":null,\"b\":\"\\u2028\"}",
                StrictJson.write(StrictJson.object("{ \"a\": null, \"b\": \"\\u2028\" }")));
    }

    @Test
    void storedNotice_isAnEntryOfTheMessageBox() {
        assertEquals(
                Optional.of(new Notice("asks", new UserId("u1"), "g1", "please", "/requests?id=1")),
                notice(quoted(NOTICE)));
        assertEquals(
                Optional.of(new Notice("hi", null, null, null, null)),
                notice(quoted("{'type':'msgbox','content':'hi','from':null}")));
        for (String other : new String[] {
            "",
            "C{\"type\":\"msgbox\"}",
            quoted("{'type':'count','x':'msgbox'}"),
            quoted("{'type':'msgbox'}"),
            "{msgbox"
        }) {
            assertEquals(Optional.empty(), notice(other), other);
        }
    }

    private static Optional<Notice> notice(String body) {
        return new GsonCodec(16, new LimitCounts()).noticeIn(body.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String message) {
        return assertThrows(IllegalArgumentException.class, () -> PushedJson.checked(message))
                .getMessage();
    }

    /** The message with another value of a field; {@code -} takes it out. */
    private static String with(String message, String field, String value) {
        JsonObject json = Lines.json(quoted(message));
        json.remove(field);
        if (!value.equals("-")) {
            json.add(field, StrictJson.value(quoted(value)));
        }
        return StrictJson.write(json);
    }

    private static String quoted(String message) {
        return message.replace('\'', '"');
    }
}
