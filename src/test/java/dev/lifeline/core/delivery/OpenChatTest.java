package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.OpenDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may do with {@code lifeline.chat=open}, where unknown users are accepted. */
class OpenChatTest extends PermissionFixture {

    @Override
    Directory directory() {
        return new OpenDirectory(new World(), true);
    }

    @BeforeEach
    void everybodyIsThere() {
        connectAll();
    }

    @ParameterizedTest
    @CsvSource({
        "friend, fay, me:sent fay:friend, fay:typing, read",
        "friend, sue, me:sent sue:friend, sue:typing, read",
        "friend, zed, me:sent zed:friend, zed:typing, read",
        "friend, me, me:not-a-friend, me:not-a-friend, not-a-friend",
        "friend, ../fay, me:not-a-friend, me:not-a-friend, not-a-friend",
        "group, in, me:sent fay:group max:group, fay:typing max:typing, read",
        "group, out, me:not-a-member, me:not-a-member, not-a-member",
    })
    void everybody_mayWriteToEverybodyButGroupsStayTheirMembers(
            String kind, String to, String line, String typing, String history) {
        assertEquals(line, hearAfter(send(kind, to, "c-1")));
        assertEquals(typing, hearAfter(FriendsChatTest.typed("typing", kind, to, null)));
        assertEquals(history, history(kind, to));
    }

    @ParameterizedTest
    @CsvSource({"sue, me:not-recallable", "fay, me:not-recallable", "zed, me:not-recallable"})
    void linesOfOthers_stayTheirs(String writer, String heard) {
        wrote(writer, "friend", "me", "theirs");
        assertEquals(heard, hearAfter(FriendsChatTest.typed("recall", "friend", writer, "theirs")));
    }

    /** Presence goes to friends alone: who writes to everybody is not watched by everybody. */
    @ParameterizedTest
    @CsvSource({"hide, fay:onlineStatus"})
    void presence_isSeenByFriendsOnly(String status, String heard) {
        assertEquals(
                heard, hearAfter("{\"mine\":{\"content\":\"" + status + "\"},\"to\":{\"type\":\"onlineStatus\"}}"));
    }
}
