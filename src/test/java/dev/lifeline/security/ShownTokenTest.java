package dev.lifeline.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a request may show its token, and which one counts. */
class ShownTokenTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "authorization          | Bearer t1                                    | t1",
                "authorization          | bearer  t1                                   | t1",
                "authorization          | Basic dTE6cA==                               |",
                "authorization          | Bearer                                       |",
                "sec-websocket-protocol | lifeline.v1, lifeline.token.t1               | t1",
                "sec-websocket-protocol | lifeline.token.t1,lifeline.v1                | t1",
                "sec-websocket-protocol | lifeline.token.t1, lifeline.token.t2         | t1",
                "sec-websocket-protocol | lifeline.token.                              |",
                "sec-websocket-protocol | lifeline.v1                                  |",
                "cookie                 | a=b; session=t1; c=d                         | t1",
                "cookie                 | xsession=t2; session=t1                      | t1",
                "cookie                 | sessions=t2                                  |",
                "?access_token          | t1                                           | t1",
                "?token                 | t1                                           |",
            })
    void eachPlace_isRead(String place, String value, String token) {
        assertEquals(Optional.ofNullable(token), found(Map.of(place, value), "session"));
    }

    @Test
    void ofSeveral_thatCountsWhichIsLeastLikelyToComeByItself() {
        String protocol = "lifeline.v1, lifeline.token.fromProtocol";
        Map<String, String> all = Map.of(
                "authorization", "Bearer fromHeader",
                "sec-websocket-protocol", protocol,
                "?access_token", "fromQuery",
                "cookie", "session=fromCookie");
        assertEquals(Optional.of("fromHeader"), found(all, "session"));
        assertEquals(
                Optional.of("fromProtocol"),
                found(Map.of("sec-websocket-protocol", protocol, "?access_token", "fromQuery"), "session"));
        assertEquals(
                Optional.of("fromQuery"),
                found(Map.of("?access_token", "fromQuery", "cookie", "session=fromCookie"), "session"));
    }

    @Test
    void withoutItsName_noCookieIsRead() {
        assertEquals(Optional.empty(), found(Map.of("cookie", "session=t1; =t2"), ""));
    }

    private static Optional<String> found(Map<String, String> request, String cookie) {
        return ShownToken.in(
                new HandshakeRequest(
                        "u1",
                        "GET",
                        name -> {
                            String line = request.get(name.toLowerCase(Locale.ROOT));
                            return line == null ? List.of() : List.of(line);
                        },
                        name -> request.get("?" + name)),
                cookie);
    }
}
