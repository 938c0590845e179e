package dev.lifeline.websocket;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Makes the endpoints of this web application and hands them their wiring. The container creates configurators by
 * itself, so the way in is static; a class loader, and with it this field, belongs to one web application.
 */
public final class CountConfigurator extends ServerEndpointConfig.Configurator {

    private static final AtomicReference<CountEndpoint.@Nullable Wiring> WIRING = new AtomicReference<>();

    /** Opens the endpoint for business, or with null closes it. */
    public static void install(CountEndpoint.@Nullable Wiring wiring) {
        WIRING.set(wiring);
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpoint) throws InstantiationException {
        CountEndpoint.Wiring wiring = WIRING.get();
        if (wiring == null) {
            throw new InstantiationException("Lifeline is not running in this web application");
        }
        return endpoint.cast(new CountEndpoint(wiring));
    }

    /** The origin was checked by the HandshakeFilter, which can tell why not. */
    @Override
    public boolean checkOrigin(String origin) {
        return true;
    }

    /** No extension: permessage-deflate costs 50 KB of heap a connection and was a way in for request smuggling. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }
}
