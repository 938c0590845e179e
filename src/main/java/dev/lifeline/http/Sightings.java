package dev.lifeline.http;

import com.google.gson.JsonObject;
import dev.lifeline.doctor.live.Sighting;
import dev.lifeline.security.ClientAddresses;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What may be told of a request. Stateless. */
final class Sightings {

    /** Never Cookie, Authorization or a subprotocol, which can carry a token. */
    private static final List<String> TOLD_HEADERS = List.of(
            "Host",
            "Origin",
            "Upgrade",
            "Connection",
            "Sec-WebSocket-Version",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "X-Forwarded-Host",
            "Forwarded",
            "Via");

    private Sightings() {}

    /** For an administrator: with the addresses. */
    static Sighting of(HttpServletRequest request, ClientAddresses addresses) {
        InetAddress remote = ClientAddresses.literal(request.getRemoteAddr());
        String client = remote == null
                ? ""
                : addresses
                        .client(remote, Collections.list(request.getHeaders("X-Forwarded-For")))
                        .getHostAddress();
        return new Sighting(
                request.getProtocol(),
                request.isSecure(),
                request.getRemoteAddr(),
                client,
                request.getHeader("Sec-WebSocket-Key") != null,
                headers(request));
    }

    /** For whoever asked. */
    static JsonObject told(HttpServletRequest request) {
        return told(request.getProtocol(), request.isSecure(), headers(request));
    }

    static JsonObject json(Sighting sighting) {
        JsonObject json = told(sighting.protocol(), sighting.secure(), sighting.headers());
        json.addProperty("remote", sighting.remote());
        json.addProperty("client", sighting.client());
        return json;
    }

    private static JsonObject told(String protocol, boolean secure, Map<String, String> headers) {
        JsonObject saw = new JsonObject();
        saw.addProperty("protocol", protocol);
        saw.addProperty("secure", secure);
        headers.forEach(saw::addProperty);
        return saw;
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : TOLD_HEADERS) {
            String value = request.getHeader(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return headers;
    }
}
