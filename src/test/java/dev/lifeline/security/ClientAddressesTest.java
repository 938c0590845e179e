package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

    private final ClientAddresses addresses =
            new ClientAddresses(List.of("127.0.0.0/8", "::1", "10.1.0.0/20", "2001:db8:1::/47"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1   | 192.0.2.7                    | 192.0.2.7",
                "127.0.0.1   | 198.51.100.1, 192.0.2.7      | 192.0.2.7",
                "127.0.0.1   | 198.51.100.1, 10.1.15.255    | 198.51.100.1",
                "127.0.0.1   | 198.51.100.1, 10.1.16.0      | 10.1.16.0",
                "127.9.9.9   | 192.0.2.7                    | 192.0.2.7",
                "128.0.0.1   | 192.0.2.7                    | 128.0.0.1",
                "0:0:0:0:0:0:0:1 | 2001:db8:3::5            | 2001:db8:3::5",
                "2001:db8::9 | 192.0.2.7                    | 192.0.2.7",
                "2001:db8:1:ffff::9 | 192.0.2.7             | 192.0.2.7",
                "2001:db8:2::9 | 192.0.2.7                  | 2001:db8:2::9",
                "127.0.0.1   | [2001:db8:3::5]:4711         | 2001:db8:3::5",
                "127.0.0.1   | 192.0.2.7:4711               | 192.0.2.7",
                "127.0.0.1   | ''                           | 127.0.0.1",
                "127.0.0.1   | unknown                      | 127.0.0.1",
                "127.0.0.1   | 192.0.2.7, evil.example      | 127.0.0.1",
                "127.0.0.1   | 192.0.2.7, 10.1.0.1, _hidden | 127.0.0.1",
                "127.0.0.1   | 192.0.2.7, 127.0.0.1         | 192.0.2.7",
            })
    void client_isTheRightmostThatIsNoProxyOfOurs(String remote, String forwarded, String client) throws Exception {
        assertEquals(
                InetAddress.getByName(client), addresses.client(InetAddress.getByName(remote), List.of(forwarded)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nobody",
            value = {
                "192.0.2.7    |                             | 192.0.2.7           | false",
                "192.0.2.7    | X-Forwarded-For: 10.9.9.9   | 192.0.2.7           | true",
                "192.0.2.7    | x-real-ip: 10.9.9.9         | 192.0.2.7           | true",
                "192.0.2.7    | Forwarded: for=10.9.9.9     | 192.0.2.7           | true",
                "192.0.2.7    | Via: 1.1 somebody           | 192.0.2.7           | false",
                "127.0.0.1    |                             | nobody              | false",
                "127.0.0.1    | X-Forwarded-For: 192.0.2.7  | 192.0.2.7           | false",
                "127.0.0.1    | X-Forwarded-For: 10.1.0.1   | nobody              | false",
                "127.0.0.1    | X-Forwarded-For: unknown    | nobody              | false",
                "127.0.0.1    | X-Real-IP: 192.0.2.7        | nobody              | false",
                "127.0.0.1    | X-Forwarded-For: 10.9.9.9, 192.0.2.7           | 192.0.2.7 | true",
                "127.0.0.1    | X-Forwarded-For: 10.9.9.9, 192.0.2.7, 10.1.0.1 | 192.0.2.7 | true",
                "2001:db8:5:6:7:8:9:a | | 2001:db8:5:6:0:0:0:0/64 | false",
                "2001:db8:5:6::1%eth0 | | 2001:db8:5:6:0:0:0:0/64 | false",
                "::ffff:192.0.2.7     | | 192.0.2.7               | false",
                "no address           | | nobody                  | false",
            })
    void caller_isWhatLimitsCount(String remote, String header, String address, boolean forwards) {
        String[] line = header == null ? new String[] {"", ""} : header.split(": ", 2);
        assertEquals(
                new Caller(address, forwards),
                addresses.caller(remote, name -> name.equalsIgnoreCase(line[0]) ? List.of(line[1]) : List.of()));
    }

    @Test
    void severalLines_areOneList() throws Exception {
        assertEquals(
                InetAddress.getByName("192.0.2.7"),
                addresses.client(InetAddress.getByName("::1"), List.of("203.0.113.1", "192.0.2.7, 10.1.0.1")));
    }

    @Test
    void zone_isNoPartOfAnAddress() throws Exception {
        assertEquals(InetAddress.getByName("fe80::1"), ClientAddresses.literal("fe80::1%eth0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "evil.example:80", "1.2.3", "1.2.3.4.5", "999.1.1.1", "1::2::3", ":", "", "cafe"})
    void nameOrNonsense_isNoAddressAndIsNotLookedUp(String text) {
        assertNull(ClientAddresses.literal(text));
    }

    /** In a process that finds every name in a file of hosts, before it would ask anybody. */
    @Test
    void whatNoAddressCanBe_isNotLookedUp(@TempDir Path folder) throws Exception {
        List<String> names = List.of("999.1.1.1", "1.2.3.256", "010.1.1.1.", ".::", ".:a:b", "localhost");
        Path hosts = folder.resolve("hosts");
        Files.writeString(hosts, "192.0.2.1 " + String.join(" ", names) + "\n");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djdk.net.hosts.file=" + hosts,
                "-cp",
                System.getProperty("java.class.path"),
                LookingUp.class.getName()));
        command.addAll(names);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("null ".repeat(names.size()) + "localhost/192.0.2.1", said.strip());
    }

    /** Says which addresses the texts of its command line are, and, as the proof of the file, what localhost is. */
    static final class LookingUp {

        public static void main(String[] args) throws Exception {
            PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
            for (String text : args) {
                out.print(ClientAddresses.literal(text) + " ");
            }
            out.println(InetAddress.getByName("localhost"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x", "proxy.example", "10.0.0.0/8/8"})
    void badBlock_isNamed(String block) {
        var refused = assertThrows(IllegalArgumentException.class, () -> new ClientAddresses(List.of(block)));
        assertEquals("'" + block + "'", refused.getMessage().substring(0, block.length() + 2));
    }
}
