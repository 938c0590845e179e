package dev.lifeline.doctor;

import java.util.List;

/**
 * Finds what in a configuration of nginx keeps WebSocket connections from Lifeline, or cuts them. It reads the text
 * alone: it knows neither the system's limits nor what other proxies do. Immutable, thread-safe; keeps nothing.
 */
public final class NginxCheck {

    /** The longest text, in characters. */
    public static final int MAX_TEXT = NginxParser.MAX_TEXT;

    private final Site site;

    /** @param site what Lifeline's own settings ask */
    public NginxCheck(Site site) {
        this.site = site;
    }

    /**
     * What was found.
     *
     * @param findings the worst first
     * @param judged the locations that lead to Lifeline
     */
    public record Report(List<Finding> findings, List<Judged> judged) {

        /** Whether nothing has to be done. */
        public boolean isClean() {
            return findings.stream().allMatch(finding -> finding.fault().severity() == Fault.Severity.NOTE);
        }
    }

    /**
     * A location that leads to Lifeline.
     *
     * @param server its server block's names
     * @param location as its first line writes it
     * @param place of that line
     * @param target the upstream's name, or host and port
     */
    public record Judged(String server, String location, Place place, String target) {}

    /**
     * Checks a configuration: what {@code nginx -T} prints, one file, or a piece of one.
     *
     * @param name of a text that has no headings, for places
     * @throws NginxSyntaxException if the text is no configuration, or exceeds a bound
     */
    public Report check(String text, String name) throws NginxSyntaxException {
        NginxParser.Parsed parsed = NginxParser.parse(text, name);
        NginxLevel root =
                new NginxLevel(new NginxDirective("main", List.of(), parsed.directives(), new Place(name, 1)), null);
        Findings findings = new Findings();
        List<Lead> leads = new LeadSearch(site, parsed.missing().isEmpty(), findings).in(root);
        HeaderRules headers = new HeaderRules(root, findings);
        LimitRules limits = new LimitRules(root, site, findings);
        for (Lead lead : leads) {
            headers.judge(lead);
            limits.judge(lead);
        }
        if (!leads.isEmpty()) {
            WorkerRules.judge(root, findings);
        }
        for (NginxDirective include : parsed.missing()) {
            findings.add(Fault.INCLUDE_MISSING, include.place(), root, "", include.text());
        }
        List<Judged> judged = leads.stream()
                .map(lead -> new Judged(
                        lead.server().title(),
                        lead.location().title(),
                        lead.location().block().place(),
                        lead.target()))
                .toList();
        return new Report(findings.worstFirst(), judged);
    }
}
