package dev.lifeline.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads nginx's configuration language: one file, or what {@code nginx -T} prints, where every file stands under a
 * heading and takes the place of the {@code include} that names it. For one thread.
 */
final class NginxParser {

    /** The longest text, in characters. */
    static final int MAX_TEXT = 4 << 20;

    /** The deepest nesting of blocks. A real one has five. */
    static final int MAX_DEPTH = 32;

    /** The most directives, those of files that are included twice counted twice. */
    static final int MAX_DIRECTIVES = 100_000;

    private static final int MAX_INCLUDES = 16;

    private final String text;
    private final Map<String, NginxDump.Section> files;
    private final String folder;
    private final boolean complete;
    private final List<NginxDirective> missing = new ArrayList<>();
    private int directives;

    private NginxParser(String text, NginxDump dump) {
        this.text = text;
        this.files = dump.files();
        this.folder = dump.folder();
        this.complete = dump.complete();
    }

    /**
     * A whole configuration.
     *
     * @param directives of the first file, with those of included files in their places
     * @param missing {@code include}s whose files the text does not hold; they stand among the directives
     */
    record Parsed(List<NginxDirective> directives, List<NginxDirective> missing) {}

    /**
     * Parses a text.
     *
     * @param name of a text that has no headings, for messages
     * @throws NginxSyntaxException if it is no configuration, or exceeds a bound
     */
    static Parsed parse(String text, String name) throws NginxSyntaxException {
        if (text.length() > MAX_TEXT) {
            throw new NginxSyntaxException(
                    new Place(name, 1), text.length() + " characters, at most " + MAX_TEXT + " are read");
        }
        NginxDump dump = NginxDump.of(text, name);
        NginxParser parser = new NginxParser(text, dump);
        List<NginxDirective> all = parser.file(dump.first(), 0, 0);
        return new Parsed(all, List.copyOf(parser.missing));
    }

    private List<NginxDirective> file(NginxDump.Section section, int depth, int includes) throws NginxSyntaxException {
        NginxLexer lexer = new NginxLexer(text, section.from(), section.end(), section.name());
        return block(lexer, null, depth, includes);
    }

    /** @param opened where the block began; null for a file, which ends without a brace */
    private List<NginxDirective> block(NginxLexer lexer, @Nullable Place opened, int depth, int includes)
            throws NginxSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new NginxSyntaxException(lexer.place(), "blocks nested deeper than " + MAX_DEPTH + " levels");
        }
        List<NginxDirective> block = new ArrayList<>();
        while (true) {
            NginxLexer.Token first = lexer.next();
            switch (first.kind()) {
                case END -> {
                    if (opened != null) {
                        throw new NginxSyntaxException(opened, "the block that begins here does not end");
                    }
                    return List.copyOf(block);
                }
                case CLOSE -> {
                    if (opened == null) {
                        throw new NginxSyntaxException(first.place(), "unexpected \"}\"");
                    }
                    return List.copyOf(block);
                }
                case OPEN -> throw new NginxSyntaxException(first.place(), "unexpected \"{\"");
                case SEMICOLON -> throw new NginxSyntaxException(first.place(), "unexpected \";\"");
                case WORD -> add(directive(lexer, first, depth, includes), block, depth, includes);
            }
        }
    }

    private NginxDirective directive(NginxLexer lexer, NginxLexer.Token name, int depth, int includes)
            throws NginxSyntaxException {
        if (++directives > MAX_DIRECTIVES) {
            throw new NginxSyntaxException(name.place(), "more than " + MAX_DIRECTIVES + " directives");
        }
        List<String> args = new ArrayList<>();
        while (true) {
            NginxLexer.Token token = lexer.next();
            switch (token.kind()) {
                case WORD -> args.add(token.text());
                case SEMICOLON -> {
                    return new NginxDirective(name.text(), List.copyOf(args), List.of(), name.place());
                }
                case OPEN -> {
                    List<NginxDirective> block = List.of();
                    if (name.text().endsWith("_by_lua_block")) {
                        lexer.skipLua(token.place());
                    } else {
                        block = block(lexer, token.place(), depth + 1, includes);
                    }
                    return new NginxDirective(name.text(), List.copyOf(args), block, name.place());
                }
                case CLOSE, END ->
                    throw new NginxSyntaxException(
                            name.place(), "\"" + brief(name.text()) + "\" is not ended by \";\" or a block");
            }
        }
    }

    private void add(NginxDirective directive, List<NginxDirective> to, int depth, int includes)
            throws NginxSyntaxException {
        if (!directive.name().equals("include")) {
            to.add(directive);
            return;
        }
        if (includes == MAX_INCLUDES) {
            throw new NginxSyntaxException(
                    directive.place(),
                    "includes nested deeper than " + MAX_INCLUDES + " levels: does a file include itself?");
        }
        String mask = directive.arg(0);
        String path = mask.startsWith("/") || folder.isEmpty() ? mask : folder + "/" + mask;
        boolean found = false;
        for (NginxDump.Section section : files.values()) {
            if (NginxDump.matches(path, section.name())) {
                to.addAll(file(section, depth, includes + 1));
                found = true;
            }
        }
        // In a dump, a mask that no file fits is nothing unusual. Types of files concern no tunnel.
        if (!found && !complete && !mask.endsWith("mime.types")) {
            missing.add(directive);
            to.add(directive);
        }
    }

    private static String brief(String word) {
        return word.length() <= 40 ? word : word.substring(0, 40) + "...";
    }
}
