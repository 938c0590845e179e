package dev.lifeline.core.path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of hops: how it is read, and whose limit a silence looks like. */
class HopsTest {

    private final Hops hops = Hops.shipped();

    @Test
    void line_isReadWhole() {
        Hop hop = parse("# a comment", "", " Box | silent | 30s-5m | a setting | 一个设置 | Via: Box/1 ")
                .get(0);
        assertEquals("Box", hop.name());
        assertEquals(Hop.Kind.SILENT, hop.kind());
        assertEquals(seconds(30), hop.least());
        assertEquals(seconds(300), hop.most());
        assertEquals("a setting", hop.setting(Locale.ENGLISH));
        assertEquals("一个设置", hop.setting(Locale.CHINA));
        assertEquals(new Hop.Mark("Via", "Box/1"), hop.mark());
        assertTrue(hop.isSettable());
    }

    @Test
    void emptyFields_haveTheirMeaning() {
        Hop hop = parse("Box|idle|500ms|-||").get(0);
        assertEquals("-", hop.setting(Locale.CHINA));
        assertFalse(hop.isSettable());
        assertEquals(null, hop.mark());
        assertEquals(hop.least(), hop.most());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Box|idle|60s|x|; 5 fields instead of 6",
                "Box|idle|60s|x|||; 7 fields instead of 6",
                "|idle|60s|x||; the name is missing",
                "Box|idle|60s| ||; the setting is missing",
                "Box|quiet|60s|x||; kind 'quiet' must be idle, silent or lifetime",
                "Box|idle|60|x||; limit '60' must be a duration such as 500ms",
                "Box|idle|0s|x||; limit '0s' must be a duration",
                "Box|idle|5m-30s|x||; limit '5m-30s' ends before it begins",
                "Box|idle|60s|x||X Y: z; mark 'X Y' is not the name of a header",
            })
    void badLine_isNamedWithItsFault(String line, String fault) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> parse("# first", line));
        assertTrue(refused.getMessage().startsWith("my.txt:2: " + fault), refused::getMessage);
    }

    @Test
    void tooManyLines_areRefused() {
        List<String> lines = Collections.nCopies(Hops.MAX_LINES, "");
        assertEquals(0, Hops.parse("my.txt", lines.stream()).all().size());
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Hops.parse("my.txt", Stream.concat(lines.stream(), Stream.of(""))));
        assertTrue(refused.getMessage().startsWith("my.txt:1001: one line too many"), refused::getMessage);
    }

    @Test
    void otherTable_replacesThoseOfTheSameName() {
        Hops mine = hops.with(Hops.parse("my.txt", Stream.of("NGINX|idle|75s|x||", "Box|idle|77s|y||")));
        assertEquals(List.of("NGINX"), names(mine.like(Hop.Kind.IDLE, seconds(75))));
        assertEquals(List.of("Box"), names(mine.like(Hop.Kind.IDLE, seconds(78))));
        assertEquals(List.of("ingress-nginx", "Apache", "AWS ALB"), names(mine.like(Hop.Kind.IDLE, seconds(60))));
        assertEquals(List.of(), names(mine.like(Hop.Kind.IDLE, seconds(90))));
    }

    @Test
    void limit_looksALittleLateNeverMuchEarly() {
        assertEquals(List.of("nginx"), names(hops.like(Hop.Kind.IDLE, Duration.ofMillis(89_500))));
        assertEquals(List.of("nginx"), names(hops.like(Hop.Kind.IDLE, Duration.ofMillis(92_000))));
        assertEquals(List.of(), names(hops.like(Hop.Kind.IDLE, Duration.ofMillis(89_499))));
        assertEquals(List.of(), names(hops.like(Hop.Kind.IDLE, Duration.ofMillis(92_001))));
    }

    @ParameterizedTest
    @CsvSource({
        "x-amzn-trace-id, Root=1-67891233-abc, AWS ALB",
        "CF-Ray, 230b030023ae2822-SJC, Cloudflare",
        "X-Azure-Ref, 0zxV+XAAAAABKMM, Azure Front Door",
        "Via, 1.1 google, GCP HTTP load balancer",
        "Via, 1.1 vegur, Heroku",
        "Via, '1.1 first, 1.1 Heroku-Router', Heroku Router 2.0",
    })
    void hop_showsItselfInTheHandshake(String header, String value, String hop) {
        assertEquals(Set.of(hop), marks(Map.of(header, List.of(value))));
    }

    @Test
    void likelyHops_areThoseThatShowThemselves_orThoseThatCannot() {
        assertEquals(Set.of(), marks(Map.of("Via", List.of("1.1 other"))));
        assertEquals(
                List.of("nginx", "ingress-nginx", "Apache"), names(hops.likely(Hop.Kind.IDLE, seconds(60), Set.of())));
        assertEquals(List.of("AWS ALB"), names(hops.likely(Hop.Kind.IDLE, seconds(60), Set.of("AWS ALB"))));
        assertEquals(
                List.of("nginx", "ingress-nginx", "Apache"),
                names(hops.likely(Hop.Kind.IDLE, seconds(60), Set.of("Cloudflare"))));
        assertEquals(List.of(), names(hops.likely(Hop.Kind.LIFETIME, seconds(30), Set.of())));
        assertEquals(
                List.of("GCP HTTP load balancer"),
                names(hops.likely(Hop.Kind.LIFETIME, seconds(30), Set.of("GCP HTTP load balancer"))));
    }

    @Test
    void hopThatShowsItself_mayHaveAnyLimit() {
        assertEquals(Set.of("nginx"), marks(Map.of("Via", List.of(", 1.1 nginx"))));
        assertEquals(List.of("nginx"), names(hops.likely(Hop.Kind.IDLE, seconds(77), Set.of("nginx"))));
        assertEquals(List.of("nginx"), names(hops.likely(Hop.Kind.IDLE, seconds(60), Set.of("nginx"))));
        assertEquals(List.of(), names(hops.likely(Hop.Kind.LIFETIME, seconds(60), Set.of("nginx"))));
        assertEquals(List.of(), names(hops.likely(Hop.Kind.IDLE, seconds(77), Set.of())));
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Hops.parse("my.txt", Stream.of("Box|idle|any|x||")));
        assertEquals("my.txt:1: limit 'any' needs a mark: else every cut would be its", refused.getMessage());
    }

    private Set<String> marks(Map<String, List<String>> headers) {
        return hops.marksOf(name -> headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .toList());
    }

    private static List<Hop> parse(String... lines) {
        return Hops.parse("my.txt", Stream.of(lines)).all();
    }

    private static List<String> names(List<Hop> hops) {
        return hops.stream().map(Hop::name).toList();
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }
}
