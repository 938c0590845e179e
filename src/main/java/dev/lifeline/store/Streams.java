package dev.lifeline.store;

import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.mailbox.Retention;
import dev.lifeline.core.protocol.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The streams of one operation: what it adds to them and what falls out. A user's stream and the broadcasts number their
 * entries one after the other; a log's entries have their message's id. A message lives as long as an entry has it. Made
 * anew for each operation, for the store's thread only.
 */
final class Streams {

    /** The stream of broadcasts. */
    static final String ALL = "*";

    private static final String USER = "u";
    private static final String LOG = "l";

    /** Entries that one call drops at the most; what is left falls out with the next one. */
    static final int MOST_DROPS = 1_000;

    private final Tables tables;
    private final Retention retention;
    private final long uptime;
    private final long wallClock;
    private long dropped;

    /**
     * @param uptime ms on the store's own clock
     * @param wallClock ms since 1970
     */
    Streams(Tables tables, Retention retention, long uptime, long wallClock) {
        this.tables = tables;
        this.retention = retention;
        this.uptime = uptime;
        this.wallClock = wallClock;
    }

    static String ofUser(UserId user) {
        return USER + user.value();
    }

    static String ofLog(String log) {
        return LOG + log;
    }

    static boolean isLog(String name) {
        return name.startsWith(LOG);
    }

    Tables tables() {
        return tables;
    }

    long uptime() {
        return uptime;
    }

    /** Messages that fell out in this operation before a client of their user had acknowledged them. */
    long dropped() {
        return dropped;
    }

    /** Whether something that came in then is older than what is kept. */
    boolean aged(long at) {
        return uptime - at > retention.age().toMillis();
    }

    @Nullable
    Box find(String name) {
        return tables.boxes.get(name);
    }

    /** A stream, which begins now if there was none: with the newest broadcast as taken. */
    Box open(String name) {
        Box box = tables.boxes.get(name);
        if (box == null) {
            Box all = tables.boxes.get(ALL);
            box = Box.of(tables.next("streams"), all == null ? 0 : all.newest(), uptime);
            tables.boxes.put(name, box);
        }
        return box;
    }

    /** Notes that a stream is in use: seldom, for it makes a reading write. */
    Box touch(String name, Box box) {
        if (uptime - box.touched() <= retention.age().toMillis() / 8) {
            return box;
        }
        Box touched = box.touchedAt(uptime);
        tables.boxes.put(name, touched);
        return touched;
    }

    /** Adds the next entry. */
    long add(String name, long id, Post post) {
        Box box = open(name);
        long number = box.newest() + 1;
        if (post.topic() != null) {
            byte[] topic = Keys.of(box.stream(), post.topic());
            Long earlier = tables.topics.get(topic);
            if (earlier != null) {
                box = remove(box, earlier);
            }
            tables.topics.put(topic, number);
        }
        boolean expires = post.expiresAt() != Post.NEVER;
        if (expires) {
            tables.expiries.put(Keys.of(Math.max(0, post.expiresAt()), box.stream(), number), name);
        }
        put(name, box, number, new Entry(id, post.body().length, uptime, expires || post.topic() != null));
        return number;
    }

    /** Adds a message to a log. */
    void log(String name, long id, Post post) {
        put(name, open(name), id, new Entry(id, post.body().length, uptime, false));
    }

    private void put(String name, Box box, long number, Entry entry) {
        tables.entries.put(Keys.of(box.stream(), number), entry);
        tables.boxes.put(name, trimmed(name, box.added(number, entry.bytes(), uptime)));
    }

    /** Drops what is beyond retention; tells the stream as it is then, or null if there is none. */
    @Nullable
    Box trim(String name) {
        Box box = tables.boxes.get(name);
        if (box == null) {
            return null;
        }
        Box trimmed = trimmed(name, box);
        if (trimmed.count() != box.count()) {
            tables.boxes.put(name, trimmed);
        }
        return trimmed;
    }

    private Box trimmed(String name, Box box) {
        for (int drops = 0; drops < MOST_DROPS && box.count() > 0 && (full(box) || aged(box.oldest())); drops++) {
            byte[] key = tables.entries.ceilingKey(Keys.of(box.stream(), 0));
            Entry oldest = tables.entries.get(key);
            if (oldest == null) {
                throw new IllegalStateException(name + " holds " + box.count() + " entries, none is there");
            }
            if (!full(box) && !aged(oldest.at())) {
                return box.oldestAt(oldest.at());
            }
            long number = Keys.part(key, 1);
            Message message = tables.messages.get(oldest.id());
            if (message != null && !message.gone(wallClock)) {
                box = box.lost(number);
                dropped += name.startsWith(USER) && number > box.takenSeq() ? 1 : 0;
            }
            box = remove(box, number);
        }
        return box;
    }

    /** The newest stays, however large it is. */
    private boolean full(Box box) {
        return box.count() > 1 && (box.count() > retention.messages() || box.bytes() > retention.bytes());
    }

    /** Takes an entry out, and its message if no other entry has it. */
    private Box remove(Box box, long number) {
        Entry entry = tables.entries.remove(Keys.of(box.stream(), number));
        if (entry == null) {
            return box;
        }
        Long sharing = tables.shares.get(entry.id());
        if (entry.indexed()) {
            unindex(box, number, entry.id());
        }
        if (sharing == null) {
            tables.messages.remove(entry.id());
        } else if (sharing == 2) {
            tables.shares.remove(entry.id());
        } else {
            tables.shares.put(entry.id(), sharing - 1);
        }
        return box.removed(entry.bytes());
    }

    private void unindex(Box box, long number, long id) {
        Message message = tables.messages.get(id);
        if (message == null) {
            return;
        }
        if (message.topic() != null) {
            byte[] topic = Keys.of(box.stream(), message.topic());
            Long holder = tables.topics.get(topic);
            if (holder != null && holder == number) {
                tables.topics.remove(topic);
            }
        }
        if (message.expiresAt() != Post.NEVER) {
            tables.expiries.remove(Keys.of(Math.max(0, message.expiresAt()), box.stream(), number));
        }
    }

    /**
     * Removes entries whose message has expired, the earliest first.
     *
     * @param most entries
     * @return whether all are gone
     */
    boolean removeExpired(int most) {
        for (int i = 0; i < most; i++) {
            byte[] key = tables.expiries.firstKey();
            if (key == null || Keys.part(key, 0) > wallClock) {
                return true;
            }
            String name = tables.expiries.remove(key);
            Box box = tables.boxes.get(name);
            if (box != null) {
                tables.boxes.put(name, remove(box, Keys.part(key, 2)));
            }
        }
        return false;
    }

    /** Stores a message that {@code entries} entries are going to have. */
    void store(long id, Message message, long entries) {
        tables.messages.put(id, message);
        if (entries > 1) {
            tables.shares.put(id, entries);
        }
    }

    /** Removes a body everywhere; the entries stay, for history. */
    void erase(long id) {
        Message message = tables.messages.get(id);
        if (message != null && message.body() != null) {
            tables.messages.put(id, message.erased());
        }
    }

    /** What of a stream is to be delivered after a number, oldest first. */
    Walk after(@Nullable Box box, long number) {
        return new Walk(tables, wallClock, box, number);
    }
}
