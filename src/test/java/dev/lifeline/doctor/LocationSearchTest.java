package dev.lifeline.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which location takes {@code /web/count/u1}. */
class LocationSearchTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '%',
            quoteCharacter = '`',
            value = {
                "location / {}%/",
                "location / {} location /web {} location /web/count {}%/web/count",
                "location /web/count {} location / {}%/web/count",
                "location /web/count {} location ~ ^/web {}%~ ^/web",
                "location ^~ /web/count {} location ~ ^/web {}%^~ /web/count",
                "location ^~/web/count {} location ~^/web {}%^~/web/count",
                "location ~* ^/WEB {} location ~ count {}%~* ^/WEB",
                "location ~ ^/WEB {} location ~ count {}%~ count",
                "location = /web/count {} location / {}%/",
                "location = /web/count/u1 {} location ~ . {}%= /web/count/u1",
                "location /web { location /web/count {} }%/web/count",
                "location ^~ /web { location ~ u1$ {} } location ~ count {}%~ u1$",
                "location ^~ /web { location /web/count {} } location ~ count {}%/web/count",
                "location /web { location /web/count {} } location ~ count {}%~ count",
                "location /web { location ~ u1$ {} } location ~ count {}%~ u1$",
                "location / { try_files $uri @app; } location @app { proxy_pass http://a; }%@app",
                "location /other {}%-",
                "location ~ (?P<broken[ {} location / {}%/",
            })
    void path_isTakenByNginxsRules(String locations, String taker) throws Exception {
        List<NginxDirective> block = NginxParser.parse(locations.replaceAll("(\\(\\?P<\\S*)", "\"$1\""), "f")
                .directives();
        NginxLevel server = new NginxLevel(new NginxDirective("server", List.of(), block, new Place("f", 1)), null);
        assertEquals(
                taker,
                LocationSearch.of(server, "/web/count/u1")
                        .map(location -> location.block().text())
                        .orElse("-"));
    }
}
