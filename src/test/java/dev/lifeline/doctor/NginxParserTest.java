package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** nginx's language, and texts that are none. */
class NginxParserTest {

    /** Shown as name, arguments in brackets, and its block. {@code ⏎} stands for a line break. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "a;@a[]",
                "a b  c;@a[b|c]",
                "a 'b c' \"d;{}#\";@a[b c|d;{}#]",
                "a 'it\\'s' \"x\\\"y\" z\\ w;@a[it's|x\"y|z\\ w]",
                "a \"\\t\\\\d\\.\";@a[\t\\d\\.]",
                "a b#c; # d;@a[b#c]",
                "a ${b}c $d;@a[${b}c|$d]",
                "a{b;}@a[]{b[]}",
                "a ''{b c;}@a[]{b[c]}",
                "map $a $b { default x; '' y; ~^z$ 'w'; }@map[$a|$b]{default[x] [y] ~^z$[w]}",
                "location ~ \"^/[a-z]{2}/\" {}@location[~|^/[a-z]{2}/]",
                "if ($a = 'b') { c; }@if[($a|=|b|)]{c[]}",
                "content_by_lua_block { local t = {a='}'} -- }⏎ x = [[ } ]] --[[ } ]] } b;@content_by_lua_block[] b[]",
                "a⏎b\tc ;@a[b|c]",
                "\ufeffa;@a[]",
            })
    void text_isRead(String text, String shown) throws Exception {
        List<NginxDirective> directives =
                NginxParser.parse(text.replace('⏎', '\n'), "f").directives();
        String tight = directives.stream().map(NginxParserTest::show).collect(Collectors.joining(" "));
        assertEquals(shown, tight);
    }

    private static String show(NginxDirective directive) {
        String block = directive.block().stream().map(NginxParserTest::show).collect(Collectors.joining(" "));
        return directive.name() + "[" + String.join("|", directive.args()) + "]"
                + (block.isEmpty() ? "" : "{" + block + "}");
    }

    @Test
    void windowsLineBreaks_countOnce() throws Exception {
        String text = "# configuration file C:/nginx.conf:\r\na;\r\nb c\r\nd;\r\n";
        List<NginxDirective> directives = NginxParser.parse(text, "f").directives();
        assertEquals(List.of("c", "d"), directives.get(1).args());
        assertEquals("C:/nginx.conf:2", directives.get(1).place().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '`',
            value = {
                "a@f:1: \"a\" is not ended by \";\" or a block",
                "a {⏎b;@f:1: the block that begins here does not end",
                "a;⏎}@f:2: unexpected \"}\"",
                "a {⏎b }@f:2: \"b\" is not ended by \";\" or a block",
                ";@f:1: unexpected \";\"",
                "a;⏎{ b; }@f:2: unexpected \"{\"",
                "a;⏎b 'c;⏎⏎@f:2: the text that begins here with ' does not end",
                "a \"b\"c;@f:1: unexpected \"c\" right after a quote",
                "x_by_lua_block {⏎ '}' @f:1: the block of Lua code that begins here does not end",
            })
    void brokenText_isToldWhere(String text, String message) {
        assertEquals(message, complaint(() -> NginxParser.parse(text.replace('⏎', '\n'), "f")));
    }

    @Test
    void includes_takeTheirPlace() throws Exception {
        String dump = """
                nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
                # configuration file /etc/nginx/nginx.conf:
                http {
                    include conf.d/*.conf;
                    include mime.types;
                }

                # configuration file /etc/nginx/conf.d/a.conf:
                # first
                server { include /opt/lo?.conf; }

                # configuration file /opt/loc.conf:
                location / { }

                # configuration file /etc/nginx/conf.d/sub/b.conf:
                never;
                """;
        NginxParser.Parsed parsed = NginxParser.parse(dump, "pasted");
        assertEquals(List.of(), parsed.missing());
        assertEquals(
                "http[]{server[]{location[/]}}",
                parsed.directives().stream().map(NginxParserTest::show).collect(Collectors.joining()));
        NginxDirective server = parsed.directives().get(0).block().get(0);
        assertEquals("/etc/nginx/conf.d/a.conf:2", server.place().toString());
        assertEquals("/opt/loc.conf:1", server.block().get(0).place().toString());
    }

    @Test
    void includeWithoutItsText_isMissing() throws Exception {
        NginxParser.Parsed parsed = NginxParser.parse("include mime.types;\ninclude a.conf;", "f");
        assertEquals("f:2", parsed.missing().get(0).place().toString());
        assertEquals(1, parsed.missing().size());
    }

    @Test
    void fileThatIncludesItself_isRefused() {
        String dump = "# configuration file /a:\ninclude /a;\n";
        assertTrue(complaint(() -> NginxParser.parse(dump, "f")).contains("/a:1: includes nested deeper than 16"));
    }

    /** Each of ten files includes the next one twenty times: 20 to the power of ten. */
    @Test
    void filesThatMultiply_areRefused() {
        StringBuilder dump = new StringBuilder();
        for (int n = 0; n < 10; n++) {
            dump.append("# configuration file /").append(n).append(":\na;\n");
            dump.append(("include /" + (n + 1) + ";\n").repeat(20));
        }
        assertTrue(complaint(() -> NginxParser.parse(dump.toString(), "f")).contains("more than 100000 directives"));
    }

    @Test
    void hostileTexts_endWithABound() {
        assertEquals(
                "f:1: blocks nested deeper than 32 levels",
                complaint(() -> NginxParser.parse("a{".repeat(1_000_000), "f")));
        assertTrue(complaint(() -> NginxParser.parse("a '" + "x".repeat(1 << 21), "f"))
                .startsWith("f:1: the text that begins here with ' does not end within 4096 characters"));
        assertTrue(complaint(() -> NginxParser.parse("x".repeat(1 << 21), "f"))
                .startsWith("f:1: a word longer than 4096 characters"));
        assertEquals(
                "f:1: more than 100000 directives", complaint(() -> NginxParser.parse("a;".repeat(1_000_000), "f")));
        assertEquals(
                "f:1: 10485760 characters, at most 4194304 are read",
                complaint(() -> NginxParser.parse("#".repeat(10 << 20), "f")));
    }

    @ParameterizedTest
    @CsvSource({
        "*.conf, a.conf, true",
        "*.conf, d/a.conf, false",
        "d/*, d/a, true",
        "d/*/x, d/a/x, true",
        "?.c, a.c, true",
        "?, /, false",
        "a*b*c, axxbxxc, true",
        "a*b*c, axxbxx, false",
        "a.conf, axconf, false",
        "**, a, true",
    })
    void mask_fitsLikeAShells(String mask, String name, boolean fits) {
        assertEquals(fits, NginxDump.matches(mask, name));
    }

    @ParameterizedTest
    @CsvSource({
        "(a|aa)+\\1b, UNKNOWN",
        "[, UNKNOWN",
        "^/web, YES",
        "^/WEB, NO",
        "x{2}, NO",
    })
    void regularExpression_takesBoundedSteps(String regex, BoundedRegex.Answer answer) {
        String text = regex.startsWith("(a") ? "a".repeat(40) : "/web/count/u1";
        assertEquals(answer, BoundedRegex.find(regex, false, text));
        assertEquals(BoundedRegex.Answer.UNKNOWN, BoundedRegex.find("(".repeat(2_000), false, "a"));
    }

    static String complaint(Executable parse) {
        return String.valueOf(assertThrows(NginxSyntaxException.class, parse).getMessage());
    }
}
