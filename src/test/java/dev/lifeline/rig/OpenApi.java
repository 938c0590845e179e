package dev.lifeline.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description of the HTTP API, as it lies in the web application. */
public final class OpenApi {

    private static final List<String> METHODS =
            List.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private final Map<?, ?> root;

    private OpenApi(Map<?, ?> root) {
        this.root = root;
    }

    public static OpenApi read() {
        try {
            return parse(Files.readString(Path.of("src/main/webapp/openapi.yaml")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A key that stands twice is an error. */
    public static OpenApi parse(String yaml) {
        LoadSettings settings =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return new OpenApi((Map<?, ?>) new Load(settings).loadFromString(yaml));
    }

    /** Each method and path, such as {@code GET /health}, with the parameters that it may have. */
    public Map<String, List<?>> operations() {
        Map<String, List<?>> operations = new LinkedHashMap<>();
        Map<?, ?> paths = (Map<?, ?>) root.get("paths");
        paths.forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
            if (METHODS.contains(String.valueOf(method))) {
                List<Object> parameters = new ArrayList<>();
                for (Map<?, ?> holder : List.of((Map<?, ?>) item, (Map<?, ?>) operation)) {
                    if (holder.get("parameters") instanceof List<?> some) {
                        parameters.addAll(some);
                    }
                }
                operations.put(String.valueOf(method).toUpperCase(Locale.ROOT) + " " + path, parameters);
            }
        }));
        return operations;
    }

    /** The names of those parameters that stand in the path. */
    public Set<String> pathParameters(List<?> parameters) {
        TreeSet<String> names = new TreeSet<>();
        for (Map<?, ?> parameter : resolved(parameters)) {
            if ("path".equals(parameter.get("in"))) {
                names.add(String.valueOf(parameter.get("name")));
            }
        }
        return names;
    }

    /** Parameters, with what others refer to in its place. */
    public List<Map<?, ?>> resolved(List<?> parameters) {
        List<Map<?, ?>> resolved = new ArrayList<>();
        for (Object parameter : parameters) {
            Map<?, ?> map = (Map<?, ?>) parameter;
            resolved.add(
                    map.get("$ref") instanceof String reference
                            ? (Map<?, ?>) at(reference.substring(2).split("/"))
                            : map);
        }
        return resolved;
    }

    /** What stands there; fails if nothing does. */
    public Object at(String... keys) {
        Object node = root;
        for (String key : keys) {
            node = ((Map<?, ?>) node).get(key);
            if (node == null) {
                throw new AssertionError("nothing is at " + String.join("/", keys));
            }
        }
        return node;
    }

    public List<String> references() {
        List<String> references = new ArrayList<>();
        collect(root, references);
        return references;
    }

    private static void collect(Object node, List<String> references) {
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                references.add(reference);
            }
            map.values().forEach(value -> collect(value, references));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> collect(value, references));
        }
    }
}
