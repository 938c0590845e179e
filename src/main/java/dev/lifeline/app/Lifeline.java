package dev.lifeline.app;

import dev.lifeline.core.delivery.AppHandlers;
import dev.lifeline.core.delivery.FriendNotifier;
import dev.lifeline.core.delivery.Gateway;
import dev.lifeline.core.delivery.History;
import dev.lifeline.core.delivery.MessageBox;
import dev.lifeline.core.delivery.Paths;
import dev.lifeline.core.delivery.PushOrder;
import dev.lifeline.core.delivery.PushResult;
import dev.lifeline.core.delivery.PushService;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.heartbeat.HeartbeatPolicy;
import dev.lifeline.core.limits.Backlog;
import dev.lifeline.core.limits.LimitCounts;
import dev.lifeline.core.mailbox.Mailbox;
import dev.lifeline.core.path.CutDiagnosis;
import dev.lifeline.core.path.CutFinding;
import dev.lifeline.core.path.PathLimits;
import dev.lifeline.core.presence.PresenceTracker;
import dev.lifeline.core.protocol.UserId;
import dev.lifeline.core.session.ConnectionLimits;
import dev.lifeline.core.session.ConnectionSettings;
import dev.lifeline.core.session.Rounds;
import dev.lifeline.core.session.SessionRegistry;
import dev.lifeline.core.time.Ticker;
import dev.lifeline.doctor.CutTexts;
import dev.lifeline.doctor.NginxCheck;
import dev.lifeline.doctor.Site;
import dev.lifeline.doctor.live.Exams;
import dev.lifeline.http.SecurityHeaders;
import dev.lifeline.http.Services;
import dev.lifeline.json.GsonCodec;
import dev.lifeline.json.PushedJson;
import dev.lifeline.security.Admission;
import dev.lifeline.security.Authenticator;
import dev.lifeline.security.ClientAddresses;
import dev.lifeline.security.HandshakeGate;
import dev.lifeline.security.HostPolicy;
import dev.lifeline.security.KeyAttempts;
import dev.lifeline.security.Occupancy;
import dev.lifeline.security.OriginPolicy;
import dev.lifeline.security.PushKeys;
import dev.lifeline.store.DataStore;
import dev.lifeline.store.MvStoreMailbox;
import dev.lifeline.store.PathMemory;
import dev.lifeline.websocket.CountConfigurator;
import dev.lifeline.websocket.CountEndpoint;
import dev.lifeline.websocket.IntakeRules;
import dev.lifeline.websocket.Intakes;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Lifeline in one web application: the wiring of all its parts, and the way in for Java code of the same application.
 * Thread-safe.
 *
 * <pre>{@code
 * Lifeline lifeline = Lifeline.of(servletContext);
 * lifeline.push("u1", "{\"type\":\"count\",\"content\":3}");
 * lifeline.on("order", (user, json) -> orders.place(user, json));
 * }</pre>
 */
public final class Lifeline {

    private static final System.Logger LOG = System.getLogger(Lifeline.class.getName());
    private static final String ATTRIBUTE = Lifeline.class.getName();

    /** How long a stop waits until every connection was told. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    /** How long the goodbye has to get out before connections are closed. */
    private static final Duration GOODBYE = Duration.ofMillis(200);

    private final ServletContext context;
    private final Threads threads;
    private final DataStore store;
    private final PathLimits limits;
    private final PathMemory memory;
    private final Paths paths;
    private final Exams exams;
    private final Gateway gateway;
    private final Rounds rounds;
    private final Intakes intakes;
    private final PushService push;
    private final AppHandlers application;
    private final AtomicBoolean drained = new AtomicBoolean();

    private Lifeline(ServletContext context, LifelineConfig config, Threads threads, DataStore store) {
        this.context = context;
        this.threads = threads;
        this.store = store;
        Clock clock = Clock.systemUTC();
        Mailbox mailbox = new MvStoreMailbox(store, config.retention(), clock);
        SessionRegistry sessions = CountEndpoint.sessions();
        Login login = Login.of(config, threads, clock, context);
        Directories directories = Directories.of(config, login.anyName(), store, context.getContextPath());
        Directory directory = directories.directory();
        LimitCounts counts = new LimitCounts();
        RateConfig rates = config.rates();
        Backlog backlog = new Backlog(rates.maxBacklog());
        GsonCodec codec = new GsonCodec(rates.maxJsonDepth(), counts);
        this.push = new PushService(sessions, mailbox, codec, directory, config.refuseUnknown(), clock);
        this.application = new AppHandlers(threads.handlers());
        PresenceTracker presence = new PresenceTracker(
                config.presenceGrace(), threads.wheel(), threads.announcer(), new FriendNotifier(directory, push));
        ConnectionSettings settings = new ConnectionSettings(
                new HeartbeatPolicy(config.paths().usual(), config.heartbeatPatience()),
                new ConnectionLimits(
                        config.outboxMaxBytes(),
                        config.outboxMaxMessages(),
                        config.sendTimeout(),
                        rates.messages(),
                        rates.faults(),
                        backlog,
                        counts),
                threads.wheel(),
                threads.wheel(),
                threads.flushers(),
                threads.pingers());
        this.limits = new PathLimits(threads.wheel(), config.paths());
        this.memory = new PathMemory(store, limits, clock);
        CutDiagnosis diagnosis = new CutDiagnosis(threads.wheel(), limits::estimate, config.hops(), Lifeline::warnOf);
        this.paths =
                new Paths(limits, diagnosis, new CutTexts(), config.probing(), settings, codec, new SecureRandom());
        this.gateway = new Gateway(
                new Gateway.Rules(config.answerPings(), config.maxMessageSize(), login.renewal()),
                sessions,
                settings,
                directory,
                presence,
                push,
                application,
                mailbox,
                paths,
                codec,
                clock);
        Site site = new Site(context.getContextPath(), config.paths().usual(), config.heartbeatPatience());
        this.exams = new Exams(config.paths(), site, threads.wheel(), threads.wheel(), new SecureRandom());
        Occupancy occupancy = new Occupancy(config.admission(), counts);
        this.rounds = new Rounds(sessions, threads.wheel());
        this.intakes = new Intakes(threads.wheel());
        CountConfigurator.install(new CountEndpoint.Wiring(
                gateway,
                paths.or(exams),
                occupancy,
                threads.closers(),
                new IntakeRules(
                        config.maxMessageSize(), rates.frames(), rates.bytes(), backlog, counts, threads.wheel()),
                intakes));
        Admission admission = new Admission(config.admission(), occupancy, counts, Ticker.system(), new SecureRandom());
        OriginPolicy origins = new OriginPolicy(config.origins());
        new Services(
                        new HostPolicy(config.hosts()),
                        new HandshakeGate(login.authenticator(), origins, gateway::isStopping, admission),
                        new ClientAddresses(config.trustedProxies()),
                        config.hops(),
                        push,
                        new PushKeys(config.pushKeys()),
                        new KeyAttempts(config.admission(), counts, Ticker.system()),
                        new Services.Limits(config.limits()::of, counts, occupancy),
                        directory,
                        directories.editable(),
                        presence,
                        new History(mailbox, directory, codec),
                        new MessageBox(mailbox, codec),
                        new NginxCheck(site),
                        diagnosis::findings,
                        exams,
                        new HandshakeGate(Authenticator.demo(), origins, gateway::isStopping, admission),
                        config.bodyPatience(),
                        () -> new Services.Health(
                                gateway.isStopping(),
                                sessions.size(),
                                sessions.userCount(),
                                mailbox.dropped(),
                                Version.current()),
                        login.trial(),
                        new SecurityHeaders(config.frameAncestors()),
                        this::drain)
                .install(context);
        context.setAttribute(ATTRIBUTE, this);
        login.announce();
    }

    /** A finding is told once: it stays in the list of the API. */
    private static void warnOf(CutFinding finding) {
        LOG.log(
                System.Logger.Level.WARNING,
                () -> CutTexts.what(finding, Locale.ENGLISH) + " "
                        + String.join(" ", CutTexts.fixes(finding, Locale.ENGLISH)));
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
        Threads threads = new Threads(context.getContextPath(), config.flushers(), config.handlerThreads());
        DataStore store = DataStore.open(
                DataHome.of(config.data(), context.getContextPath()),
                config.dataMinFree(),
                Ticker.system(),
                threads.factory("store"));
        Lifeline lifeline;
        try {
            lifeline = new Lifeline(context, config, threads, store);
        } catch (RuntimeException | Error e) {
            store.close();
            throw e;
        }
        threads.start();
        lifeline.memory.load();
        lifeline.paths.start();
        lifeline.exams.start();
        lifeline.rounds.start();
        lifeline.intakes.start();
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
     * Pushes a message to a user: stores it, and sends it to every device of his that is connected; the others get it
     * when they come. Returns at once.
     *
     * @param userId 1 to 64 letters, digits, combining marks or {@code _ . @ : -}
     * @param json one JSON object with a {@code type}
     * @return completes when it is durable, on a thread that must not be blocked; fails with {@code
     *     MailboxUnavailableException} where nothing can be stored now
     * @throws IllegalArgumentException if the id or the message is not valid
     */
    public CompletionStage<PushResult> push(String userId, String json) {
        return push(PushOrder.toUser(new UserId(userId), json));
    }

    /**
     * Pushes a message to every user, in the same way.
     *
     * @throws IllegalArgumentException if the message is not valid
     */
    public CompletionStage<PushResult> pushToAll(String json) {
        return push(PushOrder.toAll(json));
    }

    /**
     * Pushes in the same way, with all that a push can say: several users, groups, an id, a topic, a ttl.
     *
     * @throws IllegalArgumentException if the message is not valid, or has too many receivers
     */
    public CompletionStage<PushResult> push(PushOrder order) {
        return push.push(order.withJson(PushedJson.checked(order.json())));
    }

    /**
     * Handles messages of one type that pages send: {@code line.send({type: 'order', …})}. Runs on threads that may block,
     * one message of a user after the other. The page is told {@code sent} once the handler returns, and {@code
     * refused} where it throws. A message with a {@code cid} is handled once; after a crash in the middle of it, perhaps
     * twice.
     *
     * @param type none of Lifeline's own
     * @throws IllegalStateException if the type has a handler already
     */
    public void on(String type, AppHandlers.Handler handler) {
        application.on(type, handler);
    }

    /**
     * Copies all that is stored into one file, while it is used; docs/operations.md tells how it comes back. Takes as
     * long as reading all of it; not for a thread that must not wait.
     *
     * @param target a file that does not exist yet, on a disk with room for it
     * @throws IOException if the copy is not whole; then there is no such file
     */
    public void backup(Path target) throws IOException {
        store.backup(target);
    }

    /** Takes nobody in any more and closes every connection. Has no effect the second time. */
    void drain() {
        if (drained.compareAndSet(false, true)) {
            gateway.sayGoodbye();
            threads.after(GOODBYE, gateway::stop);
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
        memory.save();
        // After all who may store: what was taken until now is kept.
        store.close();
        PoolThreads.forgetUs();
    }
}
