package dev.lifeline.rig;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an administrator does at the first start of a server: reads the setup key in the log and enters it. */
public final class FirstStart {

    private static final Pattern BLOCK =
            Pattern.compile("page +(\\S+) on this server\\R *key +((?:[0-9a-f]{4}-){7}[0-9a-f]{4})\\R");

    /** No key of any server: one of that value would be as surprising as any other. */
    public static final String WRONG = "0000-0000-0000-0000-0000-0000-0000-0000";

    private FirstStart() {}

    /** All keys in a log. */
    public static List<String> keys(String log) {
        return BLOCK.matcher(log).results().map(found -> found.group(2)).toList();
    }

    /**
     * The key for the page at that path.
     *
     * @param page such as {@code /} or {@code /push/}
     */
    public static String key(String log, String page) {
        Matcher block = BLOCK.matcher(log);
        while (block.find()) {
            if (block.group(1).equals(page)) {
                return block.group(2);
            }
        }
        throw new IllegalStateException("no setup key for " + page + " in:\n" + log);
    }

    /** Enters a key as a program: {@code base} as its pages have it. */
    public static HttpResponse<String> enter(String base, String key, String... headers) {
        JsonObject body = new JsonObject();
        body.addProperty("key", key);
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = "application/json";
        return Http.post(base + "/setup", body.toString(), all);
    }

    /** Enters a key at the page that asks for it. */
    public static void enter(Page page, String key) {
        page.waitForSelector("#setup:visible");
        page.fill("#setup-key", key);
        page.click("#setup button");
    }
}
