package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.lifeline.rig.DoctorPage;
import dev.lifeline.rig.LifelineServer;
import dev.lifeline.rig.Nginx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor's page in Chromium: its live picture, the checks of texts, what it keeps to itself. */
class DoctorPageIT extends BrowserFixture {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    @TempDir
    Path folder;

    @Test
    void silences_areDrawnWhileTheyLastAndShowTheLimit() {
        try (LifelineServer server = server();
                Nginx nginx =
                        Nginx.before(server.port(), folder.resolve("nginx"), Nginx.idleLimit(Duration.ofSeconds(4)))) {
            DoctorPage doctor = DoctorPage.open(browser, nginx.http());
            Page page = doctor.page();
            doctor.start(true);
            assertThat(page.locator(".bar[data-state='survived']")).containsText("1s: answered after its silence");
            assertThat(page.locator(".bar[data-state='silent']")).hasCount(2);
            assertThat(page.locator(".bar[data-state='silent']").first()).containsText("12s: still silent");
            shoot(page, "doctor-running");
            doctor.awaitVerdict();
            String cut = page.locator(".bar[data-state='cut']").first().textContent();
            assertTrue(cut.matches("12s: cut after (4|4\\.[0-4])s"), cut);
            assertThat(page.locator(".bar[data-state='cut']")).hasCount(2);
            assertThat(page.locator(".limit-what")).containsText("nginx");
            assertThat(page.locator(".limit-what")).containsText("cuts a connection after 4");
            assertEquals(List.of("read-timeout-short"), doctor.findings("#way"));
            assertThat(page.locator("#block code")).containsText("proxy_read_timeout 30s;");
            assertEquals(true, page.evaluate("""
                            () => [...document.querySelectorAll('.code .copy')].every((button) => {
                              const [inner, outer] = [button, button.parentElement].map((e) => e.getBoundingClientRect());
                              return inner.top >= outer.top && inner.bottom <= outer.bottom;
                            })"""), "each button stands beside its lines");
            page.click("#saw summary");
            assertThat(page.locator(".seen")).containsText("X-Forwarded-For");
            shoot(page, "doctor");
            String seen = page.locator("body").textContent();
            assertTrue(!seen.contains(LifelineServer.PUSH_KEY), "the key is shown nowhere");
        }
    }

    @Test
    void stop_keepsWhatWasFound() {
        try (LifelineServer server = server()) {
            DoctorPage doctor = DoctorPage.open(browser, server.http());
            doctor.start(true);
            assertThat(doctor.page().locator(".bar[data-state='survived']")).hasCount(1);
            doctor.page().click("#stop");
            doctor.awaitVerdict();
            assertThat(doctor.page().locator("#start")).isEnabled();
            assertThat(doctor.page().locator("#way .verdict")).containsText("Stopped");
        }
    }

    @Test
    void texts_areCheckedByTheServer() {
        try (LifelineServer server = server()) {
            DoctorPage doctor = DoctorPage.open(browser, server.http(), 390, 844, ColorScheme.DARK, "zh-CN");
            Page page = doctor.page();
            page.click("#config button[type=submit]");
            assertThat(page.locator("#config .verdict")).hasText("请先粘贴配置或选择文件。");
            page.fill("#config-text", "location /web/count { proxy_pass http://lifeline; }");
            page.click("#config button[type=submit]");
            assertThat(page.locator("#config .finding")).not().hasCount(0);
            assertTrue(doctor.findings("#config").contains("upgrade-missing"));
            assertThat(page.locator("#config .finding").first()).containsText("浏览器的 Upgrade");
            StringBuilder log = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                log.append("- [x] \"GET /web/count/u1 HTTP/1.1\" 101 55 60.01")
                        .append(i % 10)
                        .append('\n');
            }
            page.setInputFiles(
                    "#log-file",
                    new FilePayload("access.log", "text/plain", log.toString().getBytes(StandardCharsets.UTF_8)));
            page.click("#log button[type=submit]");
            assertThat(page.locator("#log .verdict")).containsText("20 个连接在 60 到 60.1 秒后结束");
            shoot(page, "doctor-phone");
            noSidewaysScrolling(page);
        }
    }

    @Test
    void wrongKey_isToldWhereItIsAsked() {
        try (LifelineServer server = server()) {
            DoctorPage doctor = DoctorPage.open(browser, server.http());
            doctor.page().fill("#key", "wrong");
            doctor.start(false);
            doctor.awaitVerdict();
            assertTrue(doctor.verdict("#way").contains("The push key is missing or wrong"), doctor.verdict("#way"));
            doctor.page().fill("#key", "");
            doctor.page().click("#log button[type=submit]");
            assertThat(doctor.page().locator("#log .verdict")).hasText("The push key is needed first.");
            assertThat(doctor.page().locator("#key")).isFocused();
        }
    }

    private LifelineServer server() {
        return LifelineServer.demo(
                folder,
                "lifeline.heartbeat.interval=2s",
                "lifeline.heartbeat.patience=1s",
                "lifeline.heartbeat.shortest=500ms",
                "lifeline.probes.silences=12s,8s,1s");
    }

    private static void noSidewaysScrolling(Page page) {
        assertEquals(
                page.evaluate("document.documentElement.clientWidth"),
                page.evaluate("document.documentElement.scrollWidth"));
    }

    private static void shoot(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(name + ".png"))
                .setFullPage(true));
    }
}
