package dev.lifeline.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of a handshake reaches the server: path, version and headers. */
final class HeaderRules {

    /** The lines that a handshake needs, in the order in which they are shown. */
    private static final Map<String, String> NEEDED = Map.of(
            "Upgrade", "proxy_set_header Upgrade $http_upgrade;",
            "Connection", "proxy_set_header Connection \"upgrade\";",
            "Host", "proxy_set_header Host $http_host;");

    private final NginxLevel root;
    private final Findings findings;

    HeaderRules(NginxLevel root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    void judge(Lead lead) {
        path(lead);
        version(lead);
        List<String> lost = lost(lead);
        if (!lost.contains("Upgrade")) {
            upgrade(lead);
        }
        if (!lost.contains("Connection")) {
            connection(lead);
        }
        if (!lost.contains("Host")) {
            host(lead);
        }
        lead.location()
                .setting("proxy_pass_request_headers")
                .filter(setting -> setting.arg(0).equals("off"))
                .ifPresent(setting ->
                        add(lead, Fault.REQUEST_HEADERS_OFF, setting.place(), "proxy_pass_request_headers on;"));
        lead.header("Origin")
                .filter(origin -> !origin.arg(1).equals("$http_origin"))
                .ifPresent(origin -> add(lead, Fault.ORIGIN_CHANGED, origin.place(), "", origin.arg(1)));
    }

    private void path(Lead lead) {
        String replacement = lead.replacement();
        LocationMatch match = LocationMatch.of(lead.location().block());
        if (replacement == null
                || !match.isPrefix()
                || !lead.location().own("rewrite").isEmpty()) {
            return;
        }
        String sent = replacement + lead.path().substring(match.pattern().length());
        if (!sent.contains(Site.ENDPOINT + "/")) {
            String kept = lead.pass().arg(0).substring(0, lead.pass().arg(0).length() - replacement.length());
            add(lead, Fault.PATH_CHANGED, lead.pass().place(), "proxy_pass " + kept + ";", lead.path(), sent);
        }
    }

    private void version(Lead lead) {
        Optional<NginxDirective> version = lead.location().setting("proxy_http_version");
        String fix = "proxy_http_version 1.1;";
        if (version.isEmpty()) {
            add(lead, Fault.HTTP_VERSION, lead.location().block().place(), fix);
        } else if (version.get().arg(0).equals("1.0")) {
            add(lead, Fault.HTTP_VERSION, version.get().place(), fix);
        } else if (!version.get().arg(0).equals("1.1")) {
            add(
                    lead,
                    Fault.HTTP2_UPSTREAM,
                    version.get().place(),
                    fix,
                    version.get().arg(0));
        }
    }

    /** Headers that a block farther out sets, which count no more since a nearer one sets others. */
    private List<String> lost(Lead lead) {
        List<NginxDirective> counting = lead.location().inherited("proxy_set_header");
        List<String> lost = new ArrayList<>();
        List<String> fixes = new ArrayList<>();
        Place outer = null;
        for (String name : List.of("Upgrade", "Connection", "Host")) {
            Optional<NginxDirective> farther = farther(lead.location(), name);
            if (lead.header(name).isEmpty() && farther.isPresent()) {
                lost.add(name);
                fixes.add(NEEDED.get(name));
                outer = farther.get().place();
            }
        }
        if (outer != null) {
            add(
                    lead,
                    Fault.HEADERS_NOT_INHERITED,
                    counting.get(0).place(),
                    String.join("\n", fixes),
                    String.join(", ", lost),
                    outer.toString());
        }
        return lost;
    }

    private static Optional<NginxDirective> farther(NginxLevel from, String header) {
        for (NginxLevel level = from.parent(); level != null; level = level.parent()) {
            for (NginxDirective own : level.own("proxy_set_header")) {
                if (own.arg(0).equalsIgnoreCase(header)) {
                    return Optional.of(own);
                }
            }
        }
        return Optional.empty();
    }

    private void upgrade(Lead lead) {
        if (!lead.passesUpgrade()) {
            Place place = lead.header("Upgrade")
                    .map(NginxDirective::place)
                    .orElse(lead.location().block().place());
            add(lead, Fault.UPGRADE_MISSING, place, needed("Upgrade"));
        }
    }

    private void connection(Lead lead) {
        Optional<NginxDirective> header = lead.header("Connection");
        if (header.isEmpty()) {
            add(lead, Fault.CONNECTION_WRONG, lead.location().block().place(), needed("Connection"), "close");
            return;
        }
        String value = header.get().arg(1);
        if (value.contains("$http_connection")) {
            return;
        }
        if (value.startsWith("$")) {
            ConnectionVariable.of(root, lead.location(), value)
                    .filter(variable -> !variable.asksForUpgrade())
                    .ifPresent(variable -> add(
                            lead,
                            Fault.CONNECTION_WRONG,
                            variable.place(),
                            "map $http_upgrade " + value + " { default upgrade; '' \"\"; }",
                            variable.value()));
        } else if (!value.toLowerCase(Locale.ROOT).contains("upgrade")) {
            add(lead, Fault.CONNECTION_WRONG, header.get().place(), needed("Connection"), value);
        } else {
            clash(lead, header.get());
        }
    }

    /** A location that serves pages too, before an upstream that connections are to be kept open to. */
    private void clash(Lead lead, NginxDirective header) {
        if (LocationMatch.of(lead.location().block()).pattern().contains(Site.ENDPOINT)) {
            return;
        }
        root.descendants("http")
                .flatMap(http -> http.children("upstream"))
                .filter(upstream -> upstream.block().arg(0).equals(lead.target()))
                .flatMap(upstream -> upstream.own("keepalive").stream())
                .filter(keepalive -> !keepalive.arg(0).equals("0"))
                .findFirst()
                .ifPresent(keepalive -> add(
                        lead,
                        Fault.CONNECTION_ALWAYS,
                        header.place(),
                        "map $http_upgrade $connection_upgrade { default upgrade; '' \"\"; }\n"
                                + "proxy_set_header Connection $connection_upgrade;",
                        keepalive.place().toString()));
    }

    private void host(Lead lead) {
        Optional<NginxDirective> header = lead.header("Host");
        String value = header.map(it -> it.arg(1)).orElse("$proxy_host");
        Place place =
                header.map(NginxDirective::place).orElse(lead.location().block().place());
        if (value.isEmpty() || value.startsWith("$proxy_host") || value.startsWith("$upstream_")) {
            add(lead, Fault.HOST_MISSING, place, needed("Host"), value);
            return;
        }
        boolean kept = value.equals("$http_host")
                || value.equals("$http_x_forwarded_host")
                || (value.equals("$host") && ListenPorts.areStandard(lead.server()));
        if (!kept) {
            add(lead, Fault.HOST_CHANGED, place, needed("Host"), value);
        }
    }

    private static String needed(String header) {
        return String.valueOf(NEEDED.get(header));
    }

    private void add(Lead lead, Fault fault, Place place, String fix, String... args) {
        findings.add(fault, place, lead.location(), fix, args);
    }
}
