package dev.lifeline.store;

import dev.lifeline.core.mailbox.Appended;
import dev.lifeline.core.mailbox.Idempotency;
import dev.lifeline.core.mailbox.Post;
import dev.lifeline.core.protocol.UserId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Stores one post. For the store's thread only. */
final class Appending {

    private final Streams streams;
    private final Tables tables;

    Appending(Streams streams) {
        this.streams = streams;
        this.tables = streams.tables();
    }

    Appended append(Post post) {
        Idempotency idempotency = post.idempotency();
        if (idempotency != null) {
            Name known = tables.names.get(Keys.of(idempotency.scope(), idempotency.name()));
            if (known != null && !streams.aged(known.at())) {
                return known.fingerprint() == idempotency.fingerprint()
                        ? new Appended.Repeated(known.id(), known.seq(), known.timestamp())
                        : new Appended.Conflict();
            }
        }
        if (post.erases() != 0) {
            streams.erase(post.erases());
        }
        long id = tables.next("messages");
        int entries = post.to().size() + (post.toAll() ? 1 : 0) + (post.log() == null ? 0 : 1);
        // More than it brings in, so that expired messages crowd out no others.
        boolean unused = streams.removeExpired(2 * entries + 2);
        if (entries > 0) {
            streams.store(id, Message.of(post), entries);
        }
        long all = post.toAll() ? streams.add(Streams.ALL, id, post) : 0;
        Map<UserId, Long> seqs = new LinkedHashMap<>();
        for (UserId user : post.to()) {
            seqs.put(user, streams.add(Streams.ofUser(user), id, post));
        }
        if (post.log() != null) {
            streams.log(Streams.ofLog(post.log()), id, post);
        }
        if (idempotency != null) {
            Long own = post.from() == null ? null : seqs.get(post.from());
            remember(id, post, idempotency, own == null ? 0 : own);
        }
        return new Appended.Stored(id, Collections.unmodifiableMap(seqs), all);
    }

    private void remember(long id, Post post, Idempotency idempotency, long seq) {
        String key = Keys.of(idempotency.scope(), idempotency.name());
        tables.names.put(
                key, new Name(id, seq, post.timestamp(), post.log(), idempotency.fingerprint(), streams.uptime()));
        tables.nameAges.put(id, key);
    }
}
