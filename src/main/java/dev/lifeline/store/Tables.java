package dev.lifeline.store;

import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;

/** The maps of one open store. For the store's thread only. */
final class Tables {

    /** Counters that belong to the whole store, by name. */
    final MVMap<String, Long> counters;

    /** Messages by id. */
    final MVMap<Long, Message> messages;

    /** How many entries share a message, by its id; absent where it is one. */
    final MVMap<Long, Long> shares;

    /** Streams by name: {@link Streams} tells how they are named. */
    final MVMap<String, Box> boxes;

    /** Entries by stream and number. */
    final MVMap<byte[], Entry> entries;

    /** The number of the one entry under a topic, by stream and topic. */
    final MVMap<byte[], Long> topics;

    /** Names of streams, by the moment in ms since 1970 when an entry expires, stream and number. */
    final MVMap<byte[], String> expiries;

    /** Senders' names for messages, by scope and name. */
    final MVMap<String, Name> names;

    /** Keys of {@link #names} by message, and so by age. */
    final MVMap<Long, String> nameAges;

    /** People by id. */
    final MVMap<String, Person> people;

    /** Who is whose friend, in both directions; the values say nothing. */
    final MVMap<String, String> friends;

    /** Groups by id. */
    final MVMap<String, Group> groups;

    /** Who is in which group; the values say nothing. */
    final MVMap<String, String> memberships;

    /** What users have seen of their paths: {@link PathRows} tells how. */
    final MVMap<String, String> paths;

    /** When the tokens of users were last taken back, in seconds since 1970, by user. */
    final MVMap<String, Long> revocations;

    private final MVStore store;

    Tables(MVStore store) {
        this.store = store;
        this.counters = open(store, "counters", StringDataType.INSTANCE, LongDataType.INSTANCE);
        this.messages = open(store, "messages", LongDataType.INSTANCE, Message.TYPE);
        this.shares = open(store, "shares", LongDataType.INSTANCE, LongDataType.INSTANCE);
        this.boxes = open(store, "boxes", StringDataType.INSTANCE, Box.TYPE);
        this.entries = open(store, "entries", ByteArrayDataType.INSTANCE, Entry.TYPE);
        this.topics = open(store, "topics", ByteArrayDataType.INSTANCE, LongDataType.INSTANCE);
        this.expiries = open(store, "expiries", ByteArrayDataType.INSTANCE, StringDataType.INSTANCE);
        this.names = open(store, "names", StringDataType.INSTANCE, Name.TYPE);
        this.nameAges = open(store, "nameAges", LongDataType.INSTANCE, StringDataType.INSTANCE);
        this.people = open(store, "people", StringDataType.INSTANCE, DirectoryRows.PERSON);
        this.friends = open(store, "friends", StringDataType.INSTANCE, StringDataType.INSTANCE);
        this.groups = open(store, "groups", StringDataType.INSTANCE, DirectoryRows.GROUP);
        this.paths = open(store, "paths", StringDataType.INSTANCE, StringDataType.INSTANCE);
        this.revocations = open(store, "revocations", StringDataType.INSTANCE, LongDataType.INSTANCE);
        this.memberships = open(store, "memberships", StringDataType.INSTANCE, StringDataType.INSTANCE);
    }

    private static <K, V> MVMap<K, V> open(MVStore store, String name, DataType<K> keys, DataType<V> values) {
        return store.openMap(name, new MVMap.Builder<K, V>().keyType(keys).valueType(values));
    }

    long counter(String name) {
        Long value = counters.get(name);
        return value == null ? 0 : value;
    }

    void setCounter(String name, long value) {
        counters.put(name, value);
    }

    /** The next number of a counter, beginning with 1. */
    long next(String name) {
        long value = counter(name) + 1;
        setCounter(name, value);
        return value;
    }

    /** Keeps all that is in the file where it is, also what nobody needs any more; or, as usual, does not. */
    void holdSpace(boolean hold) {
        store.setReuseSpace(!hold);
        store.setRetentionTime(hold ? Integer.MAX_VALUE : StoreFile.RETENTION_MILLIS);
        setCounter("backups", counter("backups") + (hold ? 1 : 0));
    }

    /** Reads every page; throws what MVStore throws if one cannot be read. */
    void readAll() {
        List<MVMap<?, ?>> all = List.of(
                counters,
                messages,
                shares,
                boxes,
                entries,
                topics,
                expiries,
                names,
                nameAges,
                people,
                friends,
                groups,
                memberships,
                paths,
                revocations);
        for (MVMap<?, ?> map : all) {
            map.cursor(null).forEachRemaining(key -> {});
        }
    }
}
