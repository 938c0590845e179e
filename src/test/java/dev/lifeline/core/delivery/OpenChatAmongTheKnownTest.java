package dev.lifeline.core.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.OpenDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may do with {@code lifeline.chat=open} and {@code lifeline.unknown-users=refuse}. */
class OpenChatAmongTheKnownTest extends PermissionFixture {

    @Override
    Directory directory() {
        return new OpenDirectory(new World(), false);
    }

    @BeforeEach
    void everybodyIsThere() {
        connectAll();
    }

    @ParameterizedTest
    @CsvSource({
        "sue, me:sent sue:friend",
        "zed, me:not-a-friend",
        "me, me:not-a-friend",
    })
    void line_reachesWhomTheDirectoryKnows(String to, String heard) {
        assertEquals(heard, hearAfter(send("friend", to, "c-1")));
    }
}
