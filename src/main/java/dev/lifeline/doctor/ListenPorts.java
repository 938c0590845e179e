package dev.lifeline.doctor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On which ports a server listens. */
final class ListenPorts {

    private static final Pattern PORT = Pattern.compile("(?:.*:)?(\\d{1,5})");

    private ListenPorts() {}

    /** Whether no browser has to name the port: it is 80, or 443 with TLS. */
    static boolean areStandard(NginxLevel server) {
        for (NginxDirective listen : server.own("listen")) {
            Matcher port = PORT.matcher(listen.arg(0));
            boolean none = listen.arg(0).startsWith("unix:") || !port.matches();
            boolean tls = listen.args().contains("ssl") || listen.args().contains("quic");
            if (!none && !port.group(1).equals(tls ? "443" : "80") && !oldTls(server, port.group(1))) {
                return false;
            }
        }
        return true;
    }

    /** {@code ssl on;}, as it was written before nginx 1.25.1. */
    private static boolean oldTls(NginxLevel server, String port) {
        return port.equals("443")
                && server.setting("ssl").filter(it -> it.arg(0).equals("on")).isPresent();
    }
}
