package dev.lifeline.core.path.sim;

import dev.lifeline.core.path.ProbeLease;
import dev.lifeline.core.path.Prober;
import dev.lifeline.core.path.Probes.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The client's half of probing: opens what it is leased, stays silent, asks, and reports. */
final class Measuring {

    private final Timeline time;
    private final Server server;
    private final Device device;
    private final List<Probe> open = new ArrayList<>();

    Measuring(Timeline time, Server server, Device device) {
        this.time = time;
        this.server = server;
        this.device = device;
    }

    boolean isPathMeasured() {
        return server.measured().contains(device.path());
    }

    void ask(Prober prober, Duration openFor) {
        for (Optional<ProbeLease> lease = server.lease(prober, false, openFor);
                lease.isPresent();
                lease = server.lease(prober, false, openFor)) {
            if (!server.probes().open(lease.get().id(), prober.path(), prober.user())) {
                throw new AssertionError("a fresh lease was refused: " + lease);
            }
            open.add(new Probe(lease.get(), prober, openFor));
        }
    }

    void stop() {
        List.copyOf(open).forEach(Probe::close);
    }

    private final class Probe implements Tcp.Ends {

        private final ProbeLease lease;
        private final Prober prober;
        private final Tcp tcp;
        private final long openedAt = time.nanoTime();
        private final Timeline.Due due;

        Probe(ProbeLease lease, Prober prober, Duration openFor) {
            this.lease = lease;
            this.prober = prober;
            this.tcp = new Tcp(time, device.way(), this);
            this.due = time.after(device.probeSilence(lease.silence()), () -> silenceIsOver(lease.silence()));
            server.probeOpened(lease.id(), this::close);
        }

        private Duration silence() {
            return Duration.ofNanos(time.nanoTime() - openedAt);
        }

        private void silenceIsOver(Duration leased) {
            if (device.asleep()) {
                return;
            }
            if (silence().compareTo(leased) < 0) {
                lie();
            } else if (tcp.up()) {
                close();
                server.probes().echoed(lease.id(), silence());
                next();
            } else {
                time.after(Scenario.PATIENCE, () -> report(Report.DROPPED));
            }
        }

        /** Ends the probe itself and says that it was cut. */
        private void lie() {
            close();
            server.probes().closed(lease.id(), silence());
            report(Report.CUT);
        }

        private void report(Report report) {
            if (!device.asleep() && device.live != null) {
                close();
                server.probes().reported(prober, lease.id(), report);
                next();
            }
        }

        private void next() {
            server.looked(device);
            if (device.live != null) {
                ask(prober, device.live.openFor());
            }
        }

        @Override
        public void serverSawEnd() {
            server.probes().closed(lease.id(), silence());
        }

        @Override
        public void clientSawEnd() {
            report(Report.CUT);
        }

        void close() {
            due.cancel();
            tcp.close();
            open.remove(this);
            server.probeClosed(lease.id());
        }
    }
}
