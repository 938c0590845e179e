package dev.lifeline.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.core.protocol.Problem;
import dev.lifeline.rig.OpenApi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What openapi.yaml says is what the servlets answer. */
class OpenApiTest {

    private static final Path WEB_XML = Path.of("src/main/webapp/WEB-INF/web.xml");
    private static final Path FRAGMENT = Path.of("src/main/library/META-INF/web-fragment.xml");

    private final OpenApi api = OpenApi.read();

    @Test
    void addressesAndMethods_areThoseOfTheServlets() throws Exception {
        TreeSet<String> routes = new TreeSet<>();
        for (Map.Entry<String, ApiServlet> servlet : servlets(WEB_XML).entrySet()) {
            String prefix = servlet.getKey().replaceFirst("/\\*$", "");
            servlet.getValue().routes().forEach(route -> routes.add(route.method() + " " + prefix + route.path()));
        }
        assertTrue(routes.size() > 15, routes::toString);
        assertEquals(routes, new TreeSet<>(api.operations().keySet()));
    }

    @Test
    void problems_areTheCatalogues() {
        assertEquals(
                Arrays.stream(Problem.values())
                        .map(problem -> "urn:lifeline:problem:" + problem.slug())
                        .toList(),
                api.at("components", "schemas", "Problem", "properties", "type", "enum"));
    }

    @Test
    void references_leadSomewhere() {
        List<String> references = api.references();
        assertTrue(references.size() > 50);
        for (String reference : references) {
            assertTrue(reference.startsWith("#/"), reference);
            api.at(reference.substring(2).split("/"));
        }
    }

    @Test
    void parametersOfAddresses_areDescribed() {
        api.operations().forEach((operation, item) -> {
            TreeSet<String> named = Pattern.compile("\\{(\\w+)}")
                    .matcher(operation)
                    .results()
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(named, api.pathParameters(item), operation);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "Name, maxLength, 64",
        "Avatar, maxLength, 1024",
        "Sign, maxLength, 256",
        "Id, maxLength, 64",
    })
    void bounds_areTheCodes(String schema, String bound, int value) {
        assertEquals(value, api.at("components", "schemas", schema, bound));
        assertEquals(64, DirectoryJson.MAX_NAME);
        assertEquals(1_024, DirectoryJson.MAX_AVATAR);
        assertEquals(256, DirectoryJson.MAX_SIGN);
    }

    @Test
    void servletsThatAnswerLater_areAllowedTo() throws Exception {
        for (Path file : List.of(WEB_XML, FRAGMENT)) {
            Matcher servlet =
                    Pattern.compile("<servlet>.*?</servlet>", Pattern.DOTALL).matcher(Files.readString(file));
            int found = 0;
            while (servlet.find()) {
                if (!servlet.group().matches("(?s).*(Health|NotServed|Setup|Error)Servlet.*")) {
                    assertTrue(servlet.group().contains("<async-supported>true"), servlet.group());
                    found++;
                }
            }
            assertEquals(7, found, file::toString);
        }
    }

    /** The library maps what the WAR maps, but for what is the application's own business; its filters stand before it. */
    @Test
    void library_hasTheSameAddresses() throws Exception {
        Map<String, ApiServlet> inWar = servlets(WEB_XML);
        inWar.remove("/health");
        inWar.remove("/setup");
        Map<String, ApiServlet> inLibrary = servlets(FRAGMENT);
        assertEquals(inWar.keySet(), inLibrary.keySet());
        for (String filter : List.of("lifeline-headers", "lifeline-hosts", "lifeline-bodies")) {
            String mapping = Files.readString(FRAGMENT)
                    .replaceFirst("(?s)^.*<filter-mapping>\\s*<filter-name>" + filter, "")
                    .replaceFirst("(?s)</filter-mapping>.*$", "");
            inLibrary.keySet().forEach(pattern -> assertTrue(mapping.contains(">" + pattern + "<"), pattern));
        }
    }

    /** The servlets with a table of routes, by their mapping. */
    private static Map<String, ApiServlet> servlets(Path file) throws Exception {
        String xml = Files.readString(file);
        Map<String, String> classes = new LinkedHashMap<>();
        Matcher servlet = Pattern.compile(
                        "<servlet-name>([^<]+)</servlet-name>\\s*<servlet-class>([^<]+)</servlet-class>")
                .matcher(xml);
        while (servlet.find()) {
            classes.put(servlet.group(1), servlet.group(2));
        }
        Map<String, ApiServlet> servlets = new LinkedHashMap<>();
        List<String> unmapped = new ArrayList<>(classes.keySet());
        Matcher mapping = Pattern.compile(
                        "<servlet-mapping>\\s*<servlet-name>([^<]+)</servlet-name>\\s*<url-pattern>([^<]+)</url-pattern>")
                .matcher(xml);
        while (mapping.find()) {
            unmapped.remove(mapping.group(1));
            Object instance = Class.forName(classes.get(mapping.group(1)))
                    .getDeclaredConstructor()
                    .newInstance();
            if (instance instanceof ApiServlet api) {
                servlets.put(mapping.group(2), api);
            }
        }
        assertEquals(List.of(), unmapped);
        assertFalse(servlets.isEmpty());
        return servlets;
    }
}
