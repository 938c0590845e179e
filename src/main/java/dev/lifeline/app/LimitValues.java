package dev.lifeline.app;

import dev.lifeline.core.limits.Limit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What each limit is set to, as an administrator writes it. Immutable. */
final class LimitValues {

    private final Map<Limit, String> values = new EnumMap<>(Limit.class);

    private LimitValues() {}

    static LimitValues read(SettingReader reader) {
        LimitValues read = new LimitValues();
        for (Limit limit : Limit.values()) {
            setting(limit).ifPresent(setting -> read.values.put(limit, reader.text(setting)));
        }
        return read;
    }

    /** The setting that moves a limit. */
    static Optional<Setting> setting(Limit limit) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.key().equals(limit.setting()))
                .findFirst();
    }

    /** Empty for a limit that has no setting. */
    Optional<String> of(Limit limit) {
        return Optional.ofNullable(values.get(limit));
    }
}
