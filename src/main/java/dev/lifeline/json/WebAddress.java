package dev.lifeline.json;

import java.net.URI;
import java.net.URISyntaxException;

/** Addresses that pages follow or show, from strangers. Stateless. */
public final class WebAddress {

    private WebAddress() {}

    /** Whether it is relative, or goes over http or https: no script, no data, no file. */
    public static boolean isHarmless(String address) {
        try {
            String scheme = new URI(address).getScheme();
            return scheme == null || scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
