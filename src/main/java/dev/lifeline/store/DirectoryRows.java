package dev.lifeline.store;

import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.UserId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** How people and groups are written into a page. */
final class DirectoryRows {

    static final RowType<Person> PERSON = new RowType<>(
            Person[]::new,
            row -> 64
                    + RowType.memoryOf(row.id().value())
                    + RowType.memoryOf(row.name())
                    + RowType.memoryOf(row.avatar())
                    + RowType.memoryOf(row.sign()),
            DirectoryRows::write,
            DirectoryRows::readPerson);

    static final RowType<Group> GROUP = new RowType<>(
            Group[]::new, row -> 256 + 80 * row.members().size(), DirectoryRows::write, DirectoryRows::readGroup);

    private DirectoryRows() {}

    private static void write(WriteBuffer buffer, Person row) {
        put(buffer, row.id().value());
        put(buffer, row.name());
        put(buffer, row.avatar());
        put(buffer, row.sign());
    }

    private static Person readPerson(ByteBuffer buffer) {
        return new Person(
                new UserId(DataUtils.readString(buffer)),
                DataUtils.readString(buffer),
                DataUtils.readString(buffer),
                DataUtils.readString(buffer));
    }

    private static void write(WriteBuffer buffer, Group row) {
        put(buffer, row.id());
        put(buffer, row.name());
        put(buffer, row.avatar());
        put(buffer, row.owner().value());
        buffer.putVarInt(row.members().size());
        row.members().forEach(member -> put(buffer, member.value()));
    }

    private static Group readGroup(ByteBuffer buffer) {
        String id = DataUtils.readString(buffer);
        String name = DataUtils.readString(buffer);
        String avatar = DataUtils.readString(buffer);
        UserId owner = new UserId(DataUtils.readString(buffer));
        List<UserId> members = new ArrayList<>();
        for (int left = DataUtils.readVarInt(buffer); left > 0; left--) {
            members.add(new UserId(DataUtils.readString(buffer)));
        }
        return new Group(id, name, avatar, owner, members);
    }

    private static void put(WriteBuffer buffer, String text) {
        buffer.putVarInt(text.length()).putStringData(text, text.length());
    }
}
