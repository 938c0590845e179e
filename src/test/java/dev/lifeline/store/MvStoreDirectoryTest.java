package dev.lifeline.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.directory.FriendList;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.time.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvStoreDirectoryTest {

    private static final UserId ANNA = new UserId("anna");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CAI = new UserId("cai");
    private static final UserId NOBODY = new UserId("nobody");

    @TempDir
    Path folder;

    private DataStore store;
    private MvStoreDirectory directory;

    @BeforeEach
    void open() {
        store = DataStore.open(folder, 0, Ticker.system(), Thread::new);
        directory = new MvStoreDirectory(store, 3);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void reopen() {
        close();
        open();
    }

    private static void done(CompletionStage<Void> change) {
        change.toCompletableFuture().join();
    }

    private static String refusal(CompletionStage<Void> change) {
        CompletionException failure = assertThrows(
                CompletionException.class, () -> change.toCompletableFuture().join());
        return assertInstanceOf(IllegalArgumentException.class, failure.getCause())
                .getMessage();
    }

    private static Person person(UserId id, String name) {
        return new Person(id, name, "avatars/" + id + ".svg", "慢慢来");
    }

    private static Group group(String id, UserId owner, UserId... members) {
        return new Group(id, "Group " + id, "avatars/" + id + ".svg", owner, List.of(members));
    }

    private void threePeople() {
        done(directory.putPerson(person(ANNA, "Anna")));
        done(directory.putPerson(person(BEN, "Ben")));
        done(directory.putPerson(person(CAI, "林小雨 🌧")));
    }

    private List<UserId> friends(UserId id) {
        return directory.friends(id).stream()
                .flatMap(list -> list.people().stream())
                .map(Person::id)
                .toList();
    }

    private List<String> groups(UserId id) {
        return directory.groups(id).stream().map(Group::id).toList();
    }

    @Test
    void person_isKnown_alsoAfterReopening() {
        threePeople();
        done(directory.putPerson(person(BEN, "Benjamin")));

        reopen();

        assertEquals(Optional.of(person(BEN, "Benjamin")), directory.person(BEN));
        assertEquals(Optional.of(person(CAI, "林小雨 🌧")), directory.person(CAI));
        assertEquals(Optional.empty(), directory.person(NOBODY));
    }

    @Test
    void friends_areFriendsOfEachOther_alsoAfterReopening() {
        threePeople();
        done(directory.befriend(CAI, ANNA));
        done(directory.befriend(CAI, BEN));
        assertEquals(List.of(ANNA, BEN), friends(CAI));

        reopen();

        FriendList list = directory.friends(CAI).get(0);
        assertEquals("friends", list.id());
        assertEquals(List.of(ANNA, BEN), friends(CAI));
        assertEquals(List.of(CAI), friends(ANNA));
        assertTrue(directory.areFriends(ANNA, CAI));
        assertTrue(directory.areFriends(CAI, ANNA));
        assertFalse(directory.areFriends(ANNA, BEN));
        assertFalse(directory.areFriends(ANNA, ANNA));
        assertFalse(directory.areFriends(ANNA, NOBODY));
        assertFalse(directory.areFriends(NOBODY, ANNA));
        assertEquals(List.of(), directory.friends(NOBODY));
    }

    @Test
    void unfriend_endsItForBoth() {
        threePeople();
        done(directory.befriend(ANNA, BEN));
        done(directory.unfriend(BEN, ANNA));
        done(directory.unfriend(BEN, NOBODY));
        assertFalse(directory.areFriends(ANNA, BEN));

        reopen();

        assertFalse(directory.areFriends(ANNA, BEN));
        assertEquals(List.of(), directory.friends(BEN));
    }

    @Test
    void befriend_withoutSense_isRefused() {
        threePeople();

        assertEquals("a friendship: there is no person nobody", refusal(directory.befriend(ANNA, NOBODY)));
        assertEquals("person anna cannot be a friend of himself", refusal(directory.befriend(ANNA, ANNA)));
    }

    @Test
    void group_hasItsMembers_alsoAfterReopening() {
        threePeople();
        done(directory.putGroup(group("g1", ANNA, BEN, ANNA)));
        done(directory.putGroup(group("g2", CAI, CAI)));
        done(directory.addMember("g2", ANNA));
        done(directory.addMember("g2", ANNA));
        assertEquals(List.of("g1", "g2"), groups(ANNA));

        reopen();

        assertEquals(Optional.of(group("g1", ANNA, BEN, ANNA)), directory.group("g1"));
        assertEquals(Optional.of(group("g2", CAI, CAI, ANNA)), directory.group("g2"));
        assertEquals(List.of("g1", "g2"), groups(ANNA));
        assertEquals(List.of("g1"), groups(BEN));
        assertEquals(Optional.empty(), directory.group("g3"));
    }

    @Test
    void group_replaced_losesWhoIsNotInItAnyMore() {
        threePeople();
        done(directory.putGroup(group("g1", ANNA, ANNA, BEN)));
        done(directory.putGroup(group("g1", ANNA, ANNA, CAI)));
        done(directory.removeMember("g1", CAI));
        done(directory.removeMember("g1", BEN));

        assertEquals(List.of(), groups(BEN));
        assertEquals(List.of(), groups(CAI));
        assertEquals(List.of("g1"), groups(ANNA));
        done(directory.removeGroup("g1"));
        done(directory.removeGroup("g1"));
        assertEquals(List.of(), groups(ANNA));
    }

    @Test
    void group_withoutSense_isRefused() {
        threePeople();
        done(directory.putGroup(group("g1", ANNA, ANNA)));

        assertEquals("group g2: its owner anna is not a member", refusal(directory.putGroup(group("g2", ANNA, BEN))));
        assertEquals(
                "group g2: there is no person nobody", refusal(directory.putGroup(group("g2", ANNA, ANNA, NOBODY))));
        assertEquals("group g2 does not exist", refusal(directory.addMember("g2", ANNA)));
        assertEquals("group g1: there is no person nobody", refusal(directory.addMember("g1", NOBODY)));
        assertEquals("group g2 does not exist", refusal(directory.removeMember("g2", ANNA)));
        assertEquals("group g1: anna is its owner and cannot leave it", refusal(directory.removeMember("g1", ANNA)));
    }

    @Test
    void group_overTheLimit_isRefused() {
        threePeople();
        List<UserId> four =
                IntStream.range(0, 4).mapToObj(i -> new UserId("u" + i)).toList();
        four.forEach(id -> done(directory.putPerson(person(id, id.value()))));
        String refusal = "group g1: 4 members, at most 3 (lifeline.group.max-members)";

        assertEquals(refusal, refusal(directory.putGroup(new Group("g1", "", "", four.get(0), four))));
        done(directory.putGroup(new Group("g1", "", "", four.get(0), four.subList(0, 3))));
        assertEquals(refusal, refusal(directory.addMember("g1", four.get(3))));
        assertEquals(3, directory.group("g1").orElseThrow().members().size());
    }

    @Test
    void personRemoved_leavesNothingBehind() {
        threePeople();
        done(directory.befriend(ANNA, BEN));
        done(directory.putGroup(group("g1", ANNA, ANNA, BEN)));
        done(directory.putGroup(group("g2", ANNA, ANNA)));
        done(directory.putGroup(group("g3", CAI, CAI, ANNA)));

        done(directory.removePerson(ANNA));
        done(directory.removePerson(NOBODY));

        for (int i = 0; i < 2; i++) {
            assertEquals(Optional.empty(), directory.person(ANNA));
            assertEquals(List.of(), directory.friends(BEN));
            assertFalse(directory.areFriends(ANNA, BEN));
            assertEquals(List.of(), groups(ANNA));
            assertEquals(Optional.of(group("g1", BEN, BEN)), directory.group("g1"));
            assertEquals(Optional.empty(), directory.group("g2"));
            assertEquals(Optional.of(group("g3", CAI, CAI)), directory.group("g3"));
            reopen();
        }
    }
}
