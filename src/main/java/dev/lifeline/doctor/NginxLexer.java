package dev.lifeline.doctor;

/**
 * Splits one file into words and signs by the rules of nginx's own reader: quotes, escapes, comments, and variables in
 * braces, which begin no block. For one thread.
 */
final class NginxLexer {

    /** The longest word, in characters: nginx's own bound is 4,096 bytes (its reader's buffer). */
    static final int MAX_WORD = 4_096;

    /** What was read. */
    enum Kind {
        WORD,
        SEMICOLON,
        OPEN,
        CLOSE,
        END
    }

    private final String text;
    private final String file;
    private final int end;
    private int at;
    private int line = 1;
    private boolean afterQuote;

    /** @param from where the file begins in the text, {@code end} where it ends */
    NginxLexer(String text, int from, int end, String file) {
        this.text = text;
        this.at = from;
        this.end = end;
        this.file = file;
    }

    /** A word or sign, and where it begins. */
    record Token(Kind kind, String text, Place place) {}

    Token next() throws NginxSyntaxException {
        boolean spaced = skipSpace();
        Place place = place();
        if (at == end) {
            return new Token(Kind.END, "", place);
        }
        char sign = text.charAt(at);
        boolean touchesQuote = afterQuote && !spaced;
        afterQuote = false;
        if (touchesQuote && ";{})".indexOf(sign) < 0) {
            throw new NginxSyntaxException(place, "unexpected \"" + sign + "\" right after a quote");
        }
        return switch (sign) {
            case ';' -> sign(Kind.SEMICOLON, place);
            case '{' -> sign(Kind.OPEN, place);
            case '}' -> sign(Kind.CLOSE, place);
            case '"', '\'' -> quoted(place, sign);
            default -> word(place);
        };
    }

    Place place() {
        return new Place(file, line);
    }

    /**
     * Skips the code of a block such as {@code content_by_lua_block}, whose opening brace was read: to its closing one,
     * past those in Lua's strings and comments.
     */
    void skipLua(Place opened) throws NginxSyntaxException {
        int depth = 1;
        while (at < end) {
            char sign = step();
            if (sign == '"' || sign == '\'') {
                skipLuaString(sign);
            } else if (sign == '[' && peek() == '[') {
                skipUntil("]]");
            } else if (sign == '-' && peek() == '-') {
                at++;
                skipUntil(text.startsWith("[[", at) ? "]]" : "\n");
            } else if (sign == '{') {
                depth++;
            } else if (sign == '}' && --depth == 0) {
                return;
            }
        }
        throw new NginxSyntaxException(opened, "the block of Lua code that begins here does not end");
    }

    private void skipLuaString(char quote) {
        while (at < end) {
            char sign = step();
            if (sign == '\\' && at < end) {
                step();
            } else if (sign == quote || sign == '\n') {
                return;
            }
        }
    }

    private void skipUntil(String mark) {
        while (at < end && !text.startsWith(mark, at)) {
            step();
        }
        for (int i = 0; i < mark.length() && at < end; i++) {
            step();
        }
    }

    private Token sign(Kind kind, Place place) {
        at++;
        return new Token(kind, "", place);
    }

    private boolean skipSpace() {
        int before = at;
        while (at < end) {
            char sign = text.charAt(at);
            if (sign == '#' && !(afterQuote && at == before)) {
                while (at < end && text.charAt(at) != '\n') {
                    at++;
                }
            } else if (isSpace(sign) || sign == '\ufeff') {
                step();
            } else {
                break;
            }
        }
        return at > before;
    }

    private Token quoted(Place place, char quote) throws NginxSyntaxException {
        at++;
        StringBuilder word = new StringBuilder();
        while (at < end) {
            char sign = step();
            if (sign == quote) {
                afterQuote = true;
                return new Token(Kind.WORD, word.toString(), place);
            }
            append(word, sign, place, "the text that begins here with " + quote + " does not end within ");
        }
        throw new NginxSyntaxException(place, "the text that begins here with " + quote + " does not end");
    }

    private Token word(Place place) throws NginxSyntaxException {
        StringBuilder word = new StringBuilder();
        boolean variable = false;
        while (at < end) {
            char sign = text.charAt(at);
            if (isSpace(sign) || sign == ';' || (sign == '{' && !variable)) {
                break;
            }
            variable = sign == '$';
            append(word, step(), place, "a word longer than ");
        }
        return new Token(Kind.WORD, word.toString(), place);
    }

    /** Adds what a sign stands for; a backslash takes the sign after it along. */
    private void append(StringBuilder word, char sign, Place place, String complaint) throws NginxSyntaxException {
        if (sign != '\\' || at == end) {
            word.append(sign);
        } else {
            char escaped = step();
            switch (escaped) {
                case '"', '\'', '\\' -> word.append(escaped);
                case 't' -> word.append('\t');
                case 'r' -> word.append('\r');
                case 'n' -> word.append('\n');
                default -> word.append(sign).append(escaped);
            }
        }
        if (word.length() > MAX_WORD) {
            throw new NginxSyntaxException(place, complaint + MAX_WORD + " characters, nginx's own bound");
        }
    }

    private char peek() {
        return at < end ? text.charAt(at) : '\n';
    }

    private char step() {
        char sign = text.charAt(at++);
        if (sign == '\n') {
            line++;
        }
        return sign;
    }

    private static boolean isSpace(char sign) {
        return sign == ' ' || sign == '\t' || sign == '\r' || sign == '\n';
    }
}
