package dev.lifeline.doctor.live;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is missing of what arrived. Pure. */
final class ArrivalRules {

    private static final String UPGRADE = "proxy_set_header Upgrade $http_upgrade;";
    private static final String CONNECTION = "proxy_set_header Connection \"upgrade\";";
    private static final String HOST = "proxy_set_header Host $http_host;";

    private final Sighting request;
    private final List<Trial> trials;
    private final Approach approach;
    private final List<Advice> findings = new ArrayList<>();

    private ArrivalRules(Sighting request, List<Trial> trials, Approach approach) {
        this.request = request;
        this.trials = trials;
        this.approach = approach;
    }

    static List<Advice> judge(Sighting request, List<Trial> trials, Approach approach) {
        ArrivalRules rules = new ArrivalRules(request, trials, approach);
        rules.judge();
        return rules.findings;
    }

    private void judge() {
        Sighting best = request;
        if (!trials.isEmpty()) {
            Trial first = trials.get(0);
            Sighting arrival = first.arrival;
            if (arrival != null) {
                best = arrival;
                handshake(first, arrival);
            }
            outcomes(first);
        }
        if (best.protocol().equals("HTTP/1.0")) {
            add(Symptom.HTTP_VERSION, "proxy_http_version 1.1;");
        }
        forwarded(best);
    }

    /** What arrived of the first handshake, and what the gate said of it. */
    private void handshake(Trial trial, Sighting arrival) {
        String connection = arrival.header("Connection");
        if (!arrival.keyed()) {
            add(Symptom.REQUEST_HEADERS_OFF, "proxy_pass_request_headers on;");
            return;
        }
        String origin = arrival.header("Origin");
        if (!arrival.has("Upgrade", "websocket")) {
            add(Symptom.UPGRADE_MISSING, UPGRADE);
        }
        if (!arrival.has("Connection", "upgrade")) {
            add(Symptom.CONNECTION_WRONG, CONNECTION, connection == null ? "" : connection);
        }
        String refusal = trial.refusal;
        if (trial.problem.equals("foreign-origin")) {
            add(Symptom.HOST_MISSING, HOST, shown(arrival.header("Host")), shown(origin));
        } else if (refusal != null && !trial.problem.equals("upgrade-required")) {
            add(Symptom.REFUSED, "", trial.problem, refusal);
        }
        if (origin == null) {
            add(Symptom.ORIGIN_CHANGED, "proxy_set_header Origin $http_origin;");
        }
    }

    /** What the other side saw. */
    private void outcomes(Trial first) {
        Seen seen = first.seen;
        if (seen == null) {
            return;
        }
        switch (seen.result()) {
            case REFUSED -> {
                if (first.arrival == null) {
                    lost(seen);
                } else if (first.refusal == null) {
                    add(Symptom.ANSWER_LOST, "", status(seen));
                }
            }
            case CUT, DROPPED -> add(Symptom.FRAMES_BLOCKED, "");
            case SURVIVED -> laterOnes();
            case VOID -> {}
        }
    }

    /** The first went well: what was refused since then was refused because there were so many. */
    private void laterOnes() {
        for (Trial trial : trials) {
            Seen seen = trial.seen;
            if (seen != null && seen.result() == Seen.Result.REFUSED && trial.refusal == null) {
                add(Symptom.LIMITED, "", status(seen));
                return;
            }
        }
    }

    private void lost(Seen seen) {
        switch (seen.status()) {
            case 429, 503 -> add(Symptom.LIMITED, "", status(seen));
            default -> add(Symptom.HANDSHAKE_LOST, "", status(seen));
        }
    }

    /** Only where a proxy shows: a server that is asked directly needs no such lines. */
    private void forwarded(Sighting best) {
        boolean proxied = !approach.server().isEmpty() || best.header("Via") != null;
        if (!proxied || best.header("Forwarded") != null) {
            return;
        }
        if (best.header("X-Forwarded-For") == null) {
            add(
                    Symptom.FORWARDED_FOR_MISSING,
                    "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
                    best.remote());
        }
        if (best.header("X-Forwarded-Proto") == null && approach.secure() && !best.secure()) {
            add(Symptom.FORWARDED_PROTO_MISSING, "proxy_set_header X-Forwarded-Proto $scheme;");
        }
    }

    private void add(Symptom symptom, String fix, String... args) {
        findings.add(Advice.of(symptom, fix, args));
    }

    private static String status(Seen seen) {
        return seen.status() == 0 ? "?" : Integer.toString(seen.status());
    }

    private static String shown(@Nullable String line) {
        return line == null ? "-" : line;
    }
}
