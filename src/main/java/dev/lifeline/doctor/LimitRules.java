package dev.lifeline.doctor;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What cuts a tunnel or keeps handshakes out: times, limits, passwords; and what is logged of them. */
final class LimitRules {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

    private static final Pattern QUERY =
            Pattern.compile("\\$\\{?(?:request|request_uri|args|query_string|arg_\\w+)\\b");
    private static final Pattern SECRET =
            Pattern.compile("\\$\\{?(?:http_authorization|http_cookie|cookie_\\w+|http_sec_websocket_protocol)\\b");

    private final NginxLevel root;
    private final Site site;
    private final Findings findings;

    LimitRules(NginxLevel root, Site site, Findings findings) {
        this.root = root;
        this.site = site;
        this.findings = findings;
    }

    void judge(Lead lead) {
        readTimeout(lead);
        for (String name : List.of("proxy_send_timeout", "send_timeout")) {
            sendTimeout(lead, name);
        }
        for (String name : List.of("proxy_buffering", "proxy_request_buffering")) {
            lead.location()
                    .setting(name)
                    .filter(setting -> setting.arg(0).equals("off"))
                    .ifPresent(setting -> add(lead, Fault.BUFFERING, setting, "", name));
        }
        limits(lead, "limit_conn", "limit_conn_zone", Fault.LIMIT_CONN);
        limits(lead, "limit_req", "limit_req_zone", Fault.LIMIT_REQ);
        lead.location()
                .setting("auth_basic")
                .filter(setting -> !setting.arg(0).equals("off"))
                .ifPresent(setting -> add(lead, Fault.AUTH_BASIC, setting, "auth_basic off;"));
        http2(lead);
        lead.location().inherited("access_log").forEach(log -> log(lead, log));
    }

    private void readTimeout(Lead lead) {
        Optional<NginxDirective> setting = lead.location().setting("proxy_read_timeout");
        Optional<Duration> limit = setting.map(it -> NginxTime.parse(it.arg(0))).orElse(Optional.of(DEFAULT_TIMEOUT));
        if (limit.isEmpty() || limit.get().compareTo(site.leastIdleLimit()) >= 0) {
            return;
        }
        boolean always = limit.get().compareTo(site.longestSilence()) <= 0;
        String seconds = site.leastIdleLimit().plusMillis(999).toSeconds() + "s";
        findings.add(
                always ? Fault.READ_TIMEOUT_CUTS : Fault.READ_TIMEOUT_SHORT,
                setting.map(NginxDirective::place)
                        .orElse(lead.location().block().place()),
                lead.location(),
                "proxy_read_timeout " + seconds + ";",
                NginxTime.show(limit.get()),
                NginxTime.show(site.longestSilence()),
                NginxTime.show(site.leastIdleLimit()));
    }

    /** It runs while a write is blocked, so it need not be two heartbeats long: Lifeline's patience is enough. */
    private void sendTimeout(Lead lead, String name) {
        lead.location()
                .setting(name)
                .filter(setting -> NginxTime.parse(setting.arg(0))
                        .filter(limit -> limit.compareTo(site.patience()) < 0)
                        .isPresent())
                .ifPresent(setting -> add(
                        lead,
                        Fault.SEND_TIMEOUT_SHORT,
                        setting,
                        name + " 60s;",
                        name + " " + setting.arg(0),
                        NginxTime.show(site.patience())));
    }

    private void limits(Lead lead, String name, String zoneName, Fault fault) {
        for (NginxDirective limit : lead.location().inherited(name)) {
            String zone = limit.args().stream()
                    .filter(arg -> arg.startsWith("zone="))
                    .findFirst()
                    .orElse(limit.arg(0))
                    .replaceFirst("^zone=", "");
            String key = zone(zoneName, zone).map(it -> it.arg(0)).orElse("?");
            String what = zone(zoneName, zone)
                    .flatMap(it -> it.args().stream()
                            .filter(arg -> arg.startsWith("rate="))
                            .findFirst())
                    .orElse(limit.arg(1));
            add(lead, fault, limit, "", limit.name() + " " + limit.text(), key, what);
        }
    }

    private Optional<NginxDirective> zone(String directive, String name) {
        return root.descendants("http")
                .flatMap(http -> http.own(directive).stream())
                .filter(zone -> zone.args().stream().anyMatch(arg -> arg.startsWith("zone=" + name + ":")))
                .findFirst();
    }

    private void http2(Lead lead) {
        lead.server().own("listen").stream()
                .filter(listen ->
                        listen.args().contains("http2") || listen.args().contains("quic"))
                .findFirst()
                .or(() -> lead.server().setting("http2").filter(it -> it.arg(0).equals("on")))
                .ifPresent(it -> findings.add(Fault.HTTP2_LISTEN, it.place(), lead.server(), ""));
    }

    private void log(Lead lead, NginxDirective log) {
        if (log.arg(0).equals("off")) {
            return;
        }
        String name = log.args().size() > 1 && !log.arg(1).contains("=") ? log.arg(1) : "combined";
        String format = root.descendants("http")
                .flatMap(http -> http.own("log_format").stream())
                .filter(it -> it.arg(0).equals(name))
                .findFirst()
                .map(NginxDirective::text)
                .orElse(name.equals("combined") ? "$request" : "");
        if (SECRET.matcher(format).find()) {
            add(lead, Fault.LOG_SECRET, log, "", name);
        } else if (QUERY.matcher(format).find()) {
            String fix = "log_format without_query '$remote_addr [$time_local] \"$request_method $uri\" $status "
                    + "$body_bytes_sent $request_time';";
            add(lead, Fault.LOG_QUERY, log, fix, name);
        }
    }

    private void add(Lead lead, Fault fault, NginxDirective at, String fix, String... args) {
        findings.add(fault, at.place(), lead.location(), fix, args);
    }
}
