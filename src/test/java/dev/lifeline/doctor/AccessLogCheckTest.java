package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.path.Hop;
import dev.lifeline.core.path.Hops;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the durations in a log say. */
class AccessLogCheckTest {

    private static final String START =
            "10.0.0.1 - - [25/Nov/2026:10:00:00 +0000] \"GET /web/count/u1 HTTP/1.1\" 101 55";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1 [25/Nov/2026:10:00:00 +0000] \"GET /web/count/u1\" 101 55 60.012 upstream=127.0.0.1:8080",
                START + " \"-\" \"Mozilla/5.0 (X11; rv:128.0)\" 60.012",
                START + " \"-\" \"UA\" \"10.1.2.3\" \"60.012\"",
                START + " \"-\" \"UA\" [60.012] [60.011]",
                START + " \"-\" \"UA\" uct=\"0.001\" rt=60.012",
                START + " \"-\" \"UA\" request_time: 60.012",
                "10.0.0.1 60.012 [x] \"GET /web/count/u1 HTTP/1.1\" 101 55 \"-\" \"UA\"",
                "{\"status\":101,\"request_time\":60.012,\"request\":\"GET /web/count/u1 HTTP/1.1\"}",
                "{ \"uri\": \"/web/count/u1\", \"Status\": \"101\", \"request_time\": \"60.012\", \"bytes\": 1 }",
                START + " \"-\" \"UA\" 60012345",
                START + " \"-\" \"UA\" 60",
                "haproxy[1]: 10.0.0.1:33 [25/Nov/2026:10:00:00.123] fe be/s 0/0/1/2/60012 101 230 - - cD-- "
                        + "1/1/1/0/0 0/0 \"GET /web/count/u1 HTTP/1.1\"",
            })
    void duration_isReadFromTheFormat(String line) throws Exception {
        AccessLogCheck.Report report = check(String.join("\n", Collections.nCopies(6, line)));
        assertEquals(6, report.tunnels());
        assertEquals(0, report.withoutDuration());
        assertEquals(60.0, report.clusters().get(0).from());
        assertEquals(line.endsWith("60012345"), report.micros());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1 - - [x] \"GET /web/count/u1 HTTP/1.1\" 426 101 \"-\" \"UA\" 0.001",
                "10.0.0.1 - - [x] \"GET /101 HTTP/1.1\" 200 55 \"-\" \"UA\" 60.012",
                "{\"status\":200,\"bytes\":101,\"request_time\":60.012}",
                "",
                "101",
            })
    void otherLines_areNoTunnels(String line) throws Exception {
        assertEquals(0, check(line).tunnels() + check(line).withoutDuration());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30.4|GCP HTTP load balancer",
                "55.1|Heroku+Heroku Router 2.0",
                "60.2|nginx+ingress-nginx+Apache+AWS ALB",
                "90.1|nginx",
                "350.3|AWS NLB",
                "77.0|",
            })
    void cluster_isNamed(double seconds, String hops) throws Exception {
        AccessLogCheck.Report report = check(spread(300, 1) + line(seconds).repeat(40));
        assertEquals(1, report.clusters().size(), report::toString);
        AccessLogCheck.Cluster cluster = report.clusters().get(0);
        assertTrue(cluster.from() <= seconds && seconds <= cluster.to(), cluster::toString);
        assertTrue(cluster.count() >= 40 && cluster.expected() < 5, cluster::toString);
        assertEquals(
                hops == null ? List.of() : List.of(hops.split("\\+")),
                cluster.hops().stream().map(Hop::name).toList());
    }

    @Test
    void severalClusters_areTheLargestFirst() throws Exception {
        AccessLogCheck.Report report = check(spread(2_000, 2)
                + line(60.1).repeat(60)
                + line(100.1).repeat(40)
                + line(540.2).repeat(20));
        assertEquals(
                List.of(60, 100, 540),
                report.clusters().stream().map(it -> (int) it.to()).toList());
    }

    @Test
    void durationsOfChance_areNoClusters() throws Exception {
        for (int seed = 0; seed < 20; seed++) {
            AccessLogCheck.Report report = check(spread(1_000, seed));
            assertEquals(List.of(), report.clusters(), "seed " + seed);
        }
    }

    @Test
    void pagesThatAreLeftAtOnce_areNoCluster() throws Exception {
        assertEquals(
                List.of(), check(line(0.4).repeat(500) + line(3.2).repeat(500)).clusters());
    }

    @Test
    void otherAddresses_countOnlyWhereThereAreNoOurs() throws Exception {
        String other = line(60.1).replace("/web/count/u1", "/ws").repeat(10);
        AccessLogCheck.Report both = check(other + line(90.1).repeat(10));
        assertEquals(10, both.others());
        assertEquals(90.1, both.clusters().get(0).from());
        AccessLogCheck.Report alone = check(other);
        assertTrue(alone.onlyOthers());
        assertEquals(60.1, alone.clusters().get(0).from());
    }

    @Test
    void whatCannotBeJudged_isCounted() throws Exception {
        String without = START + " \"-\" \"UA\"\n";
        String endless = START + " \"" + "x".repeat(AccessLogCheck.MAX_LINE) + "\" 60.012\n";
        AccessLogCheck.Report report = check(without + endless + line(90_000) + endless + line(70).strip());
        assertEquals(5, report.lines());
        assertEquals(1, report.tunnels());
        assertEquals(1, report.withoutDuration());
        assertEquals(2, report.tooLong());
        assertEquals(1, report.overlong());
        String text = LogReportText.of(report, Locale.ENGLISH);
        for (String said : List.of("add $request_time", "2 lines longer than 16384", "longer than 24 hours")) {
            assertTrue(text.contains(said), text);
        }
    }

    @Test
    void report_saysWhatALogCannotTell() throws Exception {
        String text = LogReportText.of(check(line(60.1).repeat(9)), Locale.ENGLISH);
        assertTrue(text.contains("9 tunnels (100.0 %) ended after 60.1 to 60.2 s"), text);
        assertTrue(text.contains("proxy_read_timeout"), text);
        assertTrue(text.contains("cannot tell an idle limit from a limit of lifetime"), text);
        assertFalse(LogReportText.of(check(line(60.1)), Locale.ENGLISH).contains("cannot tell"));
        assertTrue(LogReportText.of(check(line(60.1).repeat(9)), Locale.CHINA).contains("空闲限制"));
    }

    private static String spread(int count, int seed) {
        Random random = new Random(seed);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append(line(-300 * Math.log(1 - random.nextDouble())));
        }
        return lines.toString();
    }

    private static String line(double seconds) {
        return String.format(Locale.ROOT, "%s %.3f%n", START, seconds);
    }

    private static AccessLogCheck.Report check(String log) throws IOException {
        return AccessLogCheck.check(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), Hops.shipped());
    }
}
