package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** What the WAR is made of is what its bill of materials says, byte for byte, and what the build trusts. */
class SupplyChainIT {

    /** Of what may be shipped under the Apache licence beside our own code. */
    private static final List<String> LICENSES = List.of("Apache-2.0", "MIT", "MPL-2.0");

    private final Map<String, JsonObject> components = new HashMap<>();
    private final Map<String, String> shipped = new TreeMap<>();

    SupplyChainIT() throws Exception {
        try (ZipFile war = new ZipFile(LifelineServer.war().toFile())) {
            for (ZipEntry entry : Collections.list(war.entries())) {
                if (entry.getName().endsWith(".jar")) {
                    shipped.put(entry.getName().replaceAll(".*/", ""), sha256(war, entry));
                }
            }
            String sbom = new String(
                    war.getInputStream(war.getEntry("META-INF/sbom/lifeline.cdx.json"))
                            .readAllBytes(),
                    StandardCharsets.UTF_8);
            for (JsonElement each : Lines.json(sbom).getAsJsonArray("components")) {
                JsonObject component = each.getAsJsonObject();
                String file = text(component, "name") + "-" + text(component, "version") + ".jar";
                components.put(file, component);
            }
        }
    }

    @Test
    void everyArchive_isInTheBillOfMaterials_byteForByte() {
        assertFalse(shipped.isEmpty());
        shipped.forEach((file, hash) -> {
            JsonObject component = components.get(file);
            assertTrue(component != null, () -> file + " is not among " + new TreeSet<>(components.keySet()));
            assertEquals(hash, hashOf(component), file);
        });
    }

    @Test
    void filesOfTheExamples_areInTheBillOfMaterials() {
        for (String framework : List.of("vue", "react", "react-dom")) {
            assertTrue(
                    components.keySet().stream().anyMatch(file -> file.matches(framework + "-\\d.*")),
                    () -> framework + " is not among " + new TreeSet<>(components.keySet()));
        }
    }

    @Test
    void everyArchive_mayBeShipped() {
        for (String file : shipped.keySet()) {
            List<String> licenses = components.get(file).getAsJsonArray("licenses").asList().stream()
                    .map(each -> each.getAsJsonObject().getAsJsonObject("license"))
                    .map(license -> license.has("id") ? text(license, "id") : text(license, "name"))
                    .toList();
            assertTrue(licenses.stream().anyMatch(LICENSES::contains), () -> file + ": " + licenses);
        }
    }

    @Test
    void everyComponent_isOneThatTheBuildTrusts() throws IOException {
        Map<String, String> trusted = Files.readAllLines(Path.of(".mvn/checksums/checksums.sha256")).stream()
                .map(line -> line.split(" +"))
                .collect(Collectors.toMap(line -> line[1].replaceAll(".*/", ""), line -> line[0], (a, b) -> a));
        components.forEach((file, component) -> assertEquals(hashOf(component), trusted.get(file), file));
    }

    private static String hashOf(JsonObject component) {
        return component.getAsJsonArray("hashes").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(hash -> text(hash, "alg").equals("SHA-256"))
                .map(hash -> text(hash, "content"))
                .findFirst()
                .orElseThrow();
    }

    private static String text(JsonObject object, String name) {
        return object.get(name).getAsString();
    }

    private static String sha256(ZipFile war, ZipEntry entry) throws Exception {
        try (InputStream in = war.getInputStream(entry)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(in.readAllBytes()));
        }
    }
}
