package dev.lifeline.rig;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The system's Chromium. What its pages complain of is gathered: an error or a violated policy fails the test. */
public final class Browser implements AutoCloseable {

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    public static Browser start() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PLAYWRIGHT_NODEJS_PATH", Tools.node());
        environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(environment));
        com.microsoft.playwright.Browser chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(Tools.chromium()))
                        // Pages go into the back/forward cache, as they do for everybody else.
                        .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                // Pages that a test serves itself count as public, and the server as local.
                                "--disable-features=LocalNetworkAccessChecks",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Browser(playwright, chromium);
    }

    /** A person's browser, in which several tabs can be opened. */
    public BrowserContext person() {
        return person(1280, 800, ColorScheme.LIGHT, "en");
    }

    public BrowserContext person(int width, int height, ColorScheme colors, String locale) {
        return watched(chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(colors)
                .setLocale(locale)));
    }

    private BrowserContext watched(BrowserContext person) {
        person.onPage(page -> {
            page.onPageError(complaints::add);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")
                        && !message.text().contains("WebSocket connection to")
                        && !message.text().contains("Failed to load resource")) {
                    complaints.add(message.text());
                }
            });
        });
        return person;
    }

    /** Opens an address in a window of its own, as another person's browser would. */
    public Page open(String address, int width, int height, ColorScheme colors) {
        return open(address, width, height, colors, "en");
    }

    /** @param locale the language that the browser asks for, such as {@code zh-CN} */
    public Page open(String address, int width, int height, ColorScheme colors, String locale) {
        Page page = person(width, height, colors, locale).newPage();
        page.navigate(address);
        return page;
    }

    public Page open(String address) {
        return open(address, 1280, 800, ColorScheme.LIGHT);
    }

    /** The browser stands still, as on a machine that sleeps: all its processes, timers and sockets. */
    public void suspend() {
        signal("STOP");
    }

    /** It wakes up; what was due meanwhile is late. */
    public void resume() {
        signal("CONT");
    }

    private static void signal(String name) {
        ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").contains("chrom"))
                .forEach(process -> RunningProcess.signal(process.pid(), name));
    }

    /**
     * Waits until an expression is true in a page. The driver's own way asks again with {@code eval}, which the pages'
     * policy forbids.
     */
    public static void awaitTrue(Page page, String expression) {
        await().atMost(Duration.ofSeconds(30)).until(() -> Boolean.TRUE.equals(page.evaluate(expression)));
    }

    /** Script errors and violated content policies of all pages; a lost connection is none. */
    public List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
