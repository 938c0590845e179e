package dev.lifeline.app;

import dev.lifeline.core.limits.Limit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** What each limit is set to, as an administrator writes it. Immutable. */
final class LimitValues {

    private final Map<Limit, String> values = new EnumMap<>(Limit.class);

    private LimitValues() {}

    static LimitValues read(SettingReader reader) {
        LimitValues read = new LimitValues();
        for (Limit limit : Limit.values()) {
            read.values.put(limit, reader.text(setting(limit)));
        }
        return read;
    }

    /** The setting that moves a limit. */
    static Setting setting(Limit limit) {
        return Arrays.stream(Setting.values())
                .filter(setting -> setting.key().equals(limit.setting()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no " + limit.setting()));
    }

    String of(Limit limit) {
        String value = values.get(limit);
        if (value == null) {
            throw new IllegalStateException(limit + " was not read");
        }
        return value;
    }
}
