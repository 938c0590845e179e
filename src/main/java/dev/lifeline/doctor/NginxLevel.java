package dev.lifeline.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block with those around it, which its settings are inherited from. Immutable.
 *
 * @param block such as {@code http}, {@code server} or {@code location}
 * @param parent the block around it; null outermost
 */
record NginxLevel(NginxDirective block, @Nullable NginxLevel parent) {

    /** What stands directly in it under a name. */
    List<NginxDirective> own(String name) {
        return block.block().stream().filter(it -> it.name().equals(name)).toList();
    }

    /** The blocks of a name directly in it. */
    Stream<NginxLevel> children(String name) {
        return own(name).stream().map(child -> new NginxLevel(child, this));
    }

    /**
     * What counts here of a directive: that of the nearest block that has any. Array-like directives such as
     * {@code proxy_set_header} are inherited so too: one of them in a block replaces all of those around it.
     */
    List<NginxDirective> inherited(String name) {
        for (NginxLevel level = this; level != null; level = level.parent) {
            List<NginxDirective> own = level.own(name);
            if (!own.isEmpty()) {
                return own;
            }
        }
        return List.of();
    }

    /** The same of a directive that stands at most once in a block. */
    Optional<NginxDirective> setting(String name) {
        List<NginxDirective> all = inherited(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    /** All blocks of a name in it, at any depth, outer ones first. */
    Stream<NginxLevel> descendants(String name) {
        return children(name).flatMap(child -> Stream.concat(Stream.of(child), child.descendants(name)));
    }

    /** Whether it is the same block of the configuration: a file can be included in several. */
    boolean isSame(@Nullable NginxLevel other) {
        if (other == null || !block.place().equals(other.block.place())) {
            return false;
        }
        return parent == null ? other.parent == null : parent.isSame(other.parent);
    }

    /** Whether it is a block or in it. */
    boolean isWithin(NginxLevel outer) {
        return isSame(outer) || (parent != null && parent.isWithin(outer));
    }

    /** What it is, as its first line writes it. */
    String title() {
        String server = block.name().equals("server")
                ? own("server_name").stream()
                        .map(NginxDirective::text)
                        .findFirst()
                        .orElse("")
                : block.text();
        return (block.name() + " " + server).strip();
    }
}
