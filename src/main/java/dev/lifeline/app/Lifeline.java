package dev.lifeline.app;

import com.google.gson.JsonParseException;
import dev.lifeline.core.delivery.FriendNotifier;
import dev.lifeline.core.delivery.Gateway;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.directory.DemoDirectory;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.Outbound;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.http.Services;
import dev.lifeline.json.GsonCodec;
import dev.lifeline.json.StrictJson;
import dev.lifeline.security.Authenticator;
import dev.lifeline.security.HandshakeGate;
import dev.lifeline.security.HostPolicy;
import dev.lifeline.security.OriginPolicy;
import dev.lifeline.security.PushKeys;
import dev.lifeline.websocket.CountConfigurator;
import dev.lifeline.websocket.CountEndpoint;
import jakarta.servlet.ServletContext;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lifeline in one web application: the wiring of all its parts, and the way in for Java code of the same application.
 * Thread-safe.
 *
 * <pre>{@code
 * Lifeline lifeline = Lifeline.of(servletContext);
 * lifeline.push("u1", "{\"type\":\"count\",\"content\":3}");
 * }</pre>
 */
public final class Lifeline {

    private static final System.Logger LOG = System.getLogger(Lifeline.class.getName());
    private static final String ATTRIBUTE = Lifeline.class.getName();

    /** How long a stop waits until every connection was told. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final ServletContext context;
    private final Threads threads;
    private final Gateway gateway;
    private final PushService push;
    private final AtomicBoolean drained = new AtomicBoolean();

    private Lifeline(ServletContext context, LifelineConfig config) {
        this.context = context;
        this.threads = new Threads(context.getContextPath(), config.flushers());
        SessionRegistry sessions = CountEndpoint.sessions();
        Directory directory = new DemoDirectory(context.getContextPath() + "/lifeline/avatars/");
        GsonCodec codec = new GsonCodec();
        this.push = new PushService(sessions, codec);
        PresenceTracker presence = new PresenceTracker(
                config.presenceGrace(), threads.wheel(), threads.announcer(), new FriendNotifier(directory, push));
        ConnectionSettings settings = new ConnectionSettings(
                new HeartbeatPolicy(config.heartbeatInterval(), config.heartbeatPatience()),
                config.outboxMaxBytes(),
                config.outboxMaxMessages(),
                config.sendTimeout(),
                threads.wheel(),
                threads.wheel(),
                threads.flushers(),
                threads.pingers());
        this.gateway = new Gateway(
                new Gateway.Rules(config.answerPings(), config.maxMessageSize()),
                sessions,
                settings,
                directory,
                presence,
                push,
                codec,
                Clock.systemUTC());
        Authenticator authenticator = switch (config.auth()) {
            case CLOSED -> Authenticator.closed();
            case DEMO -> Authenticator.demo();
        };
        CountConfigurator.install(new CountEndpoint.Wiring(gateway, threads.closers(), config.maxMessageSize()));
        new Services(
                        new HostPolicy(config.hosts()),
                        new HandshakeGate(authenticator, new OriginPolicy(config.origins()), gateway::isStopping),
                        push,
                        new PushKeys(config.pushKeys()),
                        directory,
                        presence,
                        () -> new Services.Health(
                                gateway.isStopping(), sessions.size(), sessions.userCount(), Version.current()),
                        this::drain)
                .install(context);
        context.setAttribute(ATTRIBUTE, this);
    }

    /**
     * Starts Lifeline in a web application.
     *
     * @throws IllegalStateException naming every setting that is wrong
     */
    static Lifeline start(ServletContext context) {
        LifelineConfig config = LifelineConfig.read(SettingSources.of(context::getInitParameter));
        TomcatFloor.warning(context.getServerInfo())
                .ifPresent(warning -> LOG.log(System.Logger.Level.WARNING, warning));
        Lifeline lifeline = new Lifeline(context, config);
        lifeline.threads.start();
        String where = context.getContextPath() + "/web/count/{userId}";
        switch (config.auth()) {
            case CLOSED ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Lifeline " + Version.current() + " at " + where + " answers every handshake with 401:"
                                + " lifeline.auth is not set. To try it out, lifeline.auth=demo lets anyone take any name.");
            case DEMO ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Lifeline " + Version.current() + " at " + where
                                + " lets anyone take any name: lifeline.auth=demo is for trying out only.");
        }
        return lifeline;
    }

    /**
     * Lifeline in this web application.
     *
     * @throws IllegalStateException if it does not run there
     */
    public static Lifeline of(ServletContext context) {
        if (context.getAttribute(ATTRIBUTE) instanceof Lifeline lifeline) {
            return lifeline;
        }
        throw new IllegalStateException("Lifeline does not run in this web application: is its listener declared?");
    }

    /**
     * Sends a message to every open connection of a user. Returns at once; who is not connected does not get it.
     *
     * @param userId 1 to 64 letters, digits, combining marks or {@code _ . @ : -}
     * @param json one JSON object with a {@code type}
     * @return the number of connections that it was queued for
     * @throws IllegalArgumentException if the id or the message is not valid
     */
    public int push(String userId, String json) {
        return push.toUser(new UserId(userId), pushed(json));
    }

    /**
     * Sends a message to every open connection of every user, in the same way.
     *
     * @return the number of connections that it was queued for
     * @throws IllegalArgumentException if the message is not valid
     */
    public int pushToAll(String json) {
        return push.toAll(pushed(json));
    }

    private static Outbound pushed(String json) {
        try {
            StrictJson.typed(StrictJson.object(json));
            // As it was given: to write anew what was read costs as much again as to read it.
            return new Outbound.Pushed(json.strip());
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("the message is " + StrictJson.reason(e), e);
        }
    }

    /** Takes nobody in any more and closes every connection. Has no effect the second time. */
    void drain() {
        if (drained.compareAndSet(false, true)) {
            gateway.stop();
            threads.awaitClosers(DRAIN);
        }
    }

    /** Stops: drains, then ends every thread. */
    void stop() {
        drain();
        CountConfigurator.install(null);
        Services.remove(context);
        context.removeAttribute(ATTRIBUTE);
        threads.stop();
    }
}
