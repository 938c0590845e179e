package dev.lifeline.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the locations that lead to Lifeline. Those written for it name {@code /web/count}; where there are none, those
 * that a handshake's path falls to. Of several such, which a text cannot tell apart, the ones that are prepared for
 * WebSockets count, with all others to the same upstream.
 */
final class LeadSearch {

    /** The most locations that are judged: each is searched for in all of its server. */
    static final int MAX_LOCATIONS = 500;

    private final Site site;
    private final boolean complete;
    private final Findings findings;
    private final List<Lead> meant = new ArrayList<>();
    private final List<Lead> fallen = new ArrayList<>();

    /** @param complete whether no included file is missing */
    LeadSearch(Site site, boolean complete, Findings findings) {
        this.complete = complete;
        this.site = site;
        this.findings = findings;
    }

    /**
     * Searches a configuration, and finds fault with locations that are never reached.
     *
     * @throws NginxSyntaxException if there are too many locations
     */
    List<Lead> in(NginxLevel root) throws NginxSyntaxException {
        List<NginxLevel> servers = new ArrayList<>(root.descendants("http")
                .flatMap(http -> http.children("server"))
                .toList());
        // A piece of a configuration: a server block, or locations alone.
        root.children("server").forEach(servers::add);
        if (servers.isEmpty()) {
            servers.add(root);
        }
        int locations = 0;
        for (NginxLevel server : servers) {
            List<NginxLevel> named =
                    server.descendants("location").filter(LeadSearch::namesUs).toList();
            locations += 1 + named.size();
            if (locations > MAX_LOCATIONS) {
                throw new NginxSyntaxException(
                        server.block().place(), "more than " + MAX_LOCATIONS + " servers and locations to be judged");
            }
            judge(server, named);
        }
        if (meant.isEmpty() && fallen.isEmpty() && complete && !findings.hasFault()) {
            noLocation(servers.get(0));
        }
        return chosen();
    }

    private void judge(NginxLevel server, List<NginxLevel> named) {
        Optional<NginxDirective> answer = server.own("return").stream().findFirst();
        if (answer.isPresent()) {
            named.forEach(location -> notPassed(location, answer.get()));
            return;
        }
        server.descendants("location")
                .filter(location -> LocationMatch.of(location.block()).isUnknown(site.path()))
                .forEach(location ->
                        findings.add(Fault.REGEX_UNKNOWN, location.block().place(), location, "", location.title()));
        for (NginxLevel location : named) {
            judge(server, location);
        }
        if (!server.own("include").isEmpty()) {
            // What is missing may well be the location that is meant.
            return;
        }
        LocationSearch.of(server, site.path())
                .flatMap(location -> Lead.of(server, location, site.path()))
                .ifPresent(fallen::add);
    }

    private void judge(NginxLevel server, NginxLevel location) {
        String path = examplePath(location);
        Optional<NginxLevel> taker = LocationSearch.of(server, path);
        boolean reached = taker.isPresent() && (taker.get().isWithin(location) || namesUs(taker.get()));
        LocationMatch match = LocationMatch.of(location.block());
        if (!reached && match.kind() != LocationMatch.Kind.NAMED) {
            String taken = taker.map(it -> it.title() + " (" + it.block().place() + ")")
                    .orElse("-");
            findings.add(
                    Fault.NOT_REACHED,
                    location.block().place(),
                    location,
                    "location ^~ " + path.substring(0, path.length() - "/u1".length()) + " {",
                    path,
                    taken);
            return;
        }
        Optional<NginxDirective> answer = refusal(location);
        if (answer.isPresent()) {
            notPassed(location, answer.get());
            return;
        }
        taker.filter(it -> it.isWithin(location))
                .flatMap(it -> Lead.of(server, it, path))
                .ifPresent(meant::add);
    }

    /** What keeps nginx from passing on. */
    private static Optional<NginxDirective> refusal(NginxLevel location) {
        for (String name : List.of("return", "internal")) {
            Optional<NginxDirective> own = location.own(name).stream().findFirst();
            if (own.isPresent()) {
                return own;
            }
        }
        boolean someAllowed = !location.inherited("allow").isEmpty();
        return location.inherited("deny").stream()
                .filter(deny -> deny.arg(0).equals("all") && !someAllowed)
                .findFirst();
    }

    private void notPassed(NginxLevel location, NginxDirective answer) {
        findings.add(Fault.NOT_PASSED, answer.place(), location, "", (answer.name() + " " + answer.text()).strip());
    }

    private void noLocation(NginxLevel server) {
        String path = site.contextPath() + Site.ENDPOINT;
        findings.add(
                Fault.NO_LOCATION,
                server.block().place(),
                server,
                "location " + path + " { proxy_pass http://lifeline; }",
                site.path());
    }

    private List<Lead> chosen() {
        List<Lead> known =
                meant.isEmpty() ? fallen.stream().filter(Lead::passesUpgrade).toList() : meant;
        if (known.isEmpty()) {
            return List.copyOf(fallen);
        }
        Set<String> targets = known.stream().map(Lead::target).collect(Collectors.toSet());
        List<Lead> all = new ArrayList<>(known);
        fallen.stream()
                .filter(lead -> targets.contains(lead.target()))
                .filter(lead -> all.stream().noneMatch(it -> it.location().isSame(lead.location())))
                .forEach(all::add);
        return all;
    }

    private static boolean namesUs(NginxLevel location) {
        return LocationMatch.of(location.block()).pattern().contains(Site.ENDPOINT)
                || Lead.pass(location)
                        .filter(pass -> pass.arg(0).contains(Site.ENDPOINT))
                        .isPresent();
    }

    /** A handshake's path that the location is meant for. */
    private String examplePath(NginxLevel location) {
        LocationMatch match = LocationMatch.of(location.block());
        if (match.isRegex() || match.kind() == LocationMatch.Kind.NAMED) {
            return site.path();
        }
        int endpoint = match.pattern().indexOf(Site.ENDPOINT);
        String prefix = endpoint < 0
                ? match.pattern().replaceFirst("/$", "")
                : match.pattern().substring(0, endpoint + Site.ENDPOINT.length());
        return prefix + "/u1";
    }
}
