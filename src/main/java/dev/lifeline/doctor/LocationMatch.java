package dev.lifeline.doctor;

import org.jspecify.annotations.Nullable;

/**
 * How a {@code location} is matched. Immutable.
 *
 * @param kind the way
 * @param pattern a path, or a regular expression
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#location">location</a>
 */
record LocationMatch(Kind kind, String pattern) {

    /** The ways of matching. */
    enum Kind {
        /** The beginning of the path; the longest wins, but a regular expression wins over it. */
        PREFIX,
        /** The same, but no regular expression is asked. */
        PREFIX_NO_REGEX,
        /** The whole path. */
        EXACT,
        REGEX,
        REGEX_ANY_CASE,
        /** Reached from {@code try_files} and the like only. */
        NAMED
    }

    static LocationMatch of(NginxDirective location) {
        String first = location.arg(0);
        if (location.args().size() > 1) {
            Kind kind = kind(first);
            return new LocationMatch(kind == null ? Kind.PREFIX : kind, location.arg(1));
        }
        for (String sign : new String[] {"~*", "^~", "~", "="}) {
            Kind kind = kind(sign);
            if (first.startsWith(sign) && kind != null) {
                return new LocationMatch(kind, first.substring(sign.length()));
            }
        }
        return new LocationMatch(first.startsWith("@") ? Kind.NAMED : Kind.PREFIX, first);
    }

    private static @Nullable Kind kind(String sign) {
        return switch (sign) {
            case "=" -> Kind.EXACT;
            case "^~" -> Kind.PREFIX_NO_REGEX;
            case "~" -> Kind.REGEX;
            case "~*" -> Kind.REGEX_ANY_CASE;
            default -> null;
        };
    }

    boolean isPrefix() {
        return kind == Kind.PREFIX || kind == Kind.PREFIX_NO_REGEX;
    }

    boolean isRegex() {
        return kind == Kind.REGEX || kind == Kind.REGEX_ANY_CASE;
    }

    /** Whether a path fits, but for regular expressions that cannot be judged: these fit nothing. */
    boolean fits(String path) {
        return switch (kind) {
            case PREFIX, PREFIX_NO_REGEX -> path.startsWith(pattern);
            case EXACT -> path.equals(pattern);
            case REGEX -> BoundedRegex.find(pattern, false, path) == BoundedRegex.Answer.YES;
            case REGEX_ANY_CASE -> BoundedRegex.find(pattern, true, path) == BoundedRegex.Answer.YES;
            case NAMED -> false;
        };
    }

    /** Whether it is a regular expression that cannot be judged here. */
    boolean isUnknown(String path) {
        return isRegex()
                && BoundedRegex.find(pattern, kind == Kind.REGEX_ANY_CASE, path) == BoundedRegex.Answer.UNKNOWN;
    }
}
