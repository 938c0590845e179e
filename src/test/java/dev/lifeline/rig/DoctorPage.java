package dev.lifeline.rig;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.regex.Pattern;

/** The doctor's page in a browser, as an administrator uses it. */
public final class DoctorPage {

    private final Page page;

    private DoctorPage(Page page) {
        this.page = page;
    }

    /** Opens it and types the key. */
    public static DoctorPage open(Browser browser, String base) {
        return open(browser, base, 1280, 900, ColorScheme.LIGHT, "en");
    }

    public static DoctorPage open(
            Browser browser, String base, int width, int height, ColorScheme colors, String locale) {
        Page page = browser.open(base + "/doctor.html", width, height, colors, locale);
        assertThat(page.locator("#start")).not().isEmpty();
        page.fill("#key", LifelineServer.PUSH_KEY);
        return new DoctorPage(page);
    }

    public Page page() {
        return page;
    }

    /** Begins the connection check. */
    public void start(boolean measure) {
        page.setChecked("#measure", measure);
        page.click("#start");
    }

    /** Waits for the end of the connection check. */
    public void awaitVerdict() {
        awaitVerdict("#way");
    }

    /** Waits for the end of a check. */
    public void awaitVerdict(String section) {
        assertThat(page.locator(section + " .verdict"))
                .hasAttribute(
                        "data-state",
                        Pattern.compile("good|warn|bad"),
                        new LocatorAssertions.HasAttributeOptions().setTimeout(60_000));
    }

    public String verdict(String section) {
        return page.locator(section + " .verdict").textContent();
    }

    /** The kinds of what was found. */
    public List<String> findings(String section) {
        Locator kinds = page.locator(section + " .finding .kind code");
        return kinds.allTextContents();
    }
}
