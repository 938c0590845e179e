package dev.lifeline.chaos;

import dev.lifeline.chaos.FaultPlan.Planned;
import dev.lifeline.chaos.log.EventLog;
import dev.lifeline.chaos.log.Kind;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Carries a plan out: the clients' faults at their time, the server's one after the other. */
final class FaultMaker implements AutoCloseable {

    private final Site site;
    private final ClientProcess clients;
    private final EventLog log;
    private final ScheduledExecutorService ofClients = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService ofServer = Executors.newSingleThreadScheduledExecutor();

    FaultMaker(Site site, ClientProcess clients, EventLog log) {
        this.site = site;
        this.clients = clients;
        this.log = log;
    }

    /** Returns when the last one is over. */
    void carryOut(List<Planned> plan) throws InterruptedException, ExecutionException {
        List<? extends Future<?>> all = plan.stream()
                .map(planned -> (planned.fault().ofServer() ? ofServer : ofClients)
                        .schedule(() -> strike(planned), planned.at(), TimeUnit.MILLISECONDS))
                .toList();
        for (Future<?> one : all) {
            one.get();
        }
    }

    private Void strike(Planned planned) throws InterruptedException {
        Fault fault = planned.fault();
        log.add("run", Kind.FAULT, "fault", fault, "user", planned.user(), "ms", planned.millis());
        switch (fault) {
            case RESET -> clients.order("reset " + planned.user());
            case HALF_OPEN -> clients.order("freeze " + planned.user());
            case SWITCHED -> clients.order("switch " + planned.user());
            case STOPPED, AWAY, TAB, DUPLICATE ->
                clients.order(order(fault) + " " + planned.user() + " " + planned.millis());
            case RELOAD -> site.reload();
            case REDEPLOY -> site.redeploy();
            case KILL -> kill(planned.millis());
            case DISK_FULL -> {
                site.disk().fill();
                pause(planned.millis());
                site.disk().free();
            }
            case KILL_WHILE_FULL -> {
                site.disk().fill();
                pause(planned.millis() / 2);
                site.kill();
                pause(planned.millis() / 2);
                site.disk().free();
                site.startAgain();
            }
        }
        if (fault.ofServer()) {
            log.add("run", Kind.FAULT_OVER, "fault", fault);
        }
        return null;
    }

    private static String order(Fault fault) {
        return fault == Fault.STOPPED ? "stop" : fault.name().toLowerCase(Locale.ROOT);
    }

    private void kill(long down) throws InterruptedException {
        site.kill();
        pause(down);
        site.startAgain();
    }

    private void pause(long millis) throws InterruptedException {
        try {
            ofClients.schedule(() -> {}, millis, TimeUnit.MILLISECONDS).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        ofClients.shutdownNow();
        ofServer.shutdownNow();
    }
}
