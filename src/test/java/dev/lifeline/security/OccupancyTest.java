package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.limits.Limit;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.protocol.Client;
import dev.lifeline.core.protocol.UserId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OccupancyTest {

    private static final Client A = new Client("a", false);

    private final LimitCounts counts = new LimitCounts();
    private final Occupancy occupancy = new Occupancy(new AdmissionRules(5, 2, 3, 1, 1), counts);

    @Test
    void allPlacesTaken_nobodyGetsOneMore() {
        List<Occupancy.Place> taken = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            taken.add(taken(handshake("u" + i, Client.UNNAMED, "a" + i)));
        }
        assertTrue(occupancy.isFull());
        assertRefused(handshake("u9", Client.UNNAMED, null), "at most 5 connections (lifeline.connections.max)");
        assertEquals(1, counts.count(Limit.CONNECTIONS));
        taken.get(0).giveBack();
        assertFalse(occupancy.isFull());
        taken(handshake("u9", Client.UNNAMED, null));
    }

    @Test
    void addressWithAsManyAsItMay_getsNoneAndOthersDo() {
        for (int i = 0; i < 3; i++) {
            taken(handshake("u" + i, Client.UNNAMED, "192.0.2.1"));
        }
        assertTrue(occupancy.isFullFor("192.0.2.1"));
        assertRefused(
                handshake("u8", Client.UNNAMED, "192.0.2.1"),
                "at most 3 connections from one address (lifeline.connections.per-address)");
        assertEquals(1, counts.count(Limit.CONNECTIONS_PER_ADDRESS));
        taken(handshake("u8", Client.UNNAMED, "192.0.2.2"));
        taken(handshake("u8", Client.UNNAMED, null));
    }

    @Test
    void userWithAsManyAsHeMay_getsNoneAndOthersDo() {
        taken(handshake("u1", Client.UNNAMED, null));
        taken(handshake("u1", A, null));
        assertRefused(
                handshake("u1", Client.UNNAMED, null),
                "at most 2 connections of one user (lifeline.connections.per-user)");
        assertEquals(1, counts.count(Limit.CONNECTIONS_PER_USER));
        assertFalse(occupancy.isFullFor(new UserId("u2"), Client.UNNAMED));
        taken(handshake("u2", Client.UNNAMED, null));
    }

    @Test
    void clientThatComesBackOverItsOwnConnection_isNotRefusedForIt() {
        taken(handshake("u1", Client.UNNAMED, null));
        Occupancy.Place halfOpen = taken(handshake("u1", A, null));
        Occupancy.Place back = taken(handshake("u1", new Client("a", true), null));
        assertEquals(Optional.of(2), occupancy.now(Limit.CONNECTIONS_PER_USER));
        halfOpen.giveBack();
        assertTrue(occupancy.isFullFor(new UserId("u1"), new Client("b", false)), "the one that came back is there");
        back.giveBack();
        taken(handshake("u1", new Client("b", false), null));
    }

    @Test
    void namesOfOtherUsersClients_areOthers() {
        taken(handshake("u1", A, null));
        taken(handshake("u2", Client.UNNAMED, null));
        taken(handshake("u2", Client.UNNAMED, null));
        assertTrue(occupancy.isFullFor(new UserId("u2"), A));
    }

    @Test
    void probe_countsInAllAndForItsAddressButNotForItsUser() {
        taken(handshake("u1", Client.UNNAMED, "a"));
        taken(handshake("u1", Client.UNNAMED, "a"));
        taken(handshake("u1", Client.UNNAMED, "a").probing("lease"));
        assertEquals(Optional.of(3), occupancy.now(Limit.CONNECTIONS));
        assertEquals(Optional.of(2), occupancy.now(Limit.CONNECTIONS_PER_USER));
        assertTrue(occupancy.isFullFor("a"));
    }

    @Test
    void placeGivenBackTwice_countsOnce() {
        taken(handshake("u1", A, "a"));
        Occupancy.Place twice = taken(handshake("u1", A, "a"));
        twice.giveBack();
        twice.giveBack();
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS));
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS_PER_USER));
        assertEquals(Optional.of(1), occupancy.now(Limit.CONNECTIONS_PER_ADDRESS));
    }

    @Test
    void placeThatWasRefused_givesNothingBack() {
        taken(handshake("u1", Client.UNNAMED, null));
        taken(handshake("u1", Client.UNNAMED, null));
        Occupancy.Place refused = occupancy.place(handshake("u1", Client.UNNAMED, null));
        assertTrue(refused.take().isPresent());
        refused.giveBack();
        assertTrue(occupancy.isFullFor(new UserId("u1"), Client.UNNAMED));
        assertEquals(Optional.of(2), occupancy.now(Limit.CONNECTIONS));
    }

    @Test
    void limitsOnOtherThings_haveNoNumberNow() {
        assertEquals(Optional.empty(), occupancy.now(Limit.HANDSHAKES_PER_ADDRESS));
    }

    @Test
    void crowdThatComesAndGoesAtOnce_neverExceedsALimitAndLeavesNothing() throws Exception {
        Occupancy crowded = new Occupancy(new AdmissionRules(20, 4, 7, 1, 1), counts);
        AtomicInteger in = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> guests = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                guests.add(threads.submit(() -> {
                    start.await();
                    comeAndGo(crowded, random, in, most);
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> guest : guests) {
                guest.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(20, most.get(), "all places were taken at some moment, and never more");
        for (Limit limit : List.of(Limit.CONNECTIONS, Limit.CONNECTIONS_PER_ADDRESS, Limit.CONNECTIONS_PER_USER)) {
            assertEquals(Optional.of(0), crowded.now(limit), limit::slug);
        }
    }

    private static void comeAndGo(Occupancy crowded, Random random, AtomicInteger in, AtomicInteger most) {
        Deque<Occupancy.Place> mine = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            if (random.nextInt(5) < 3) {
                Client client = random.nextBoolean() ? Client.UNNAMED : new Client("c" + random.nextInt(3), false);
                Occupancy.Place place = crowded.place(
                        handshake("u" + random.nextInt(12), client, random.nextBoolean() ? "a" + i % 5 : null));
                if (place.take().isEmpty()) {
                    most.accumulateAndGet(in.incrementAndGet(), Math::max);
                    mine.add(place);
                }
            } else if (!mine.isEmpty()) {
                // Before: another may have the place as soon as it is back.
                in.decrementAndGet();
                mine.remove().giveBack();
            }
        }
        in.addAndGet(-mine.size());
        mine.forEach(Occupancy.Place::giveBack);
        mine.forEach(Occupancy.Place::giveBack);
    }

    private Occupancy.Place taken(Handshake handshake) {
        Occupancy.Place place = occupancy.place(handshake);
        assertEquals(Optional.empty(), place.take());
        return place;
    }

    private void assertRefused(Handshake handshake, String why) {
        assertEquals(Optional.of(why), occupancy.place(handshake).take());
    }

    private static Handshake handshake(String user, Client client, String address) {
        return new Handshake(new UserId(user)).of(client, null).from(address);
    }
}
