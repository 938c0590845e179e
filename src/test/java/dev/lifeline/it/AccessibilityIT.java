package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.DoctorPage;
import dev.lifeline.rig.LifelineServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What axe-core finds wrong with every face of the page; of its rules those that it calls serious or critical. */
class AccessibilityIT {

    private static final String AXE = read("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everyFace_hasNoSeriousFault(ColorScheme colors) {
        try (LifelineServer server = LifelineServer.demo(folder);
                Browser browser = Browser.start()) {
            List<String> faults = new ArrayList<>();
            Page page = browser.open(server.http() + "/", 1280, 800, colors);
            page.waitForSelector("#signin:visible");
            check("sign-in", page, faults);
            page.navigate(server.http() + "/?user=u1");
            awaitOpen(page);
            check("list", page, faults);
            talkTo(page, "group:g1");
            say(page, "See https://example.org and a(https://example.net)[this] img[/chat/icon.svg] ```code```");
            say(page, "long ".repeat(400));
            assertThat(page.locator(".message[data-status='sent']")).hasCount(2);
            check("conversation", page, faults);
            page.click("#emoji-open");
            check("emoji", page, faults);
            page.keyboard().press("Escape");
            page.click("#members-open");
            assertThat(page.locator(".member")).hasCount(6);
            check("members", page, faults);
            page.keyboard().press("Escape");
            page.click("#help-open");
            check("help", page, faults);
            page.keyboard().press("Escape");
            page.click("#bell");
            check("note", page, faults);
            server.process().signal("STOP");
            say(page, "waits");
            check("waiting", page, faults);
            server.process().signal("KILL");
            assertThat(page.locator("#why")).isVisible();
            check("lost", page, faults);
            assertEquals(List.of(), faults);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void doctor_hasNoSeriousFault(ColorScheme colors) {
        try (LifelineServer server = LifelineServer.demo(folder, "lifeline.probes.silences=1s,2s");
                Browser browser = Browser.start()) {
            List<String> faults = new ArrayList<>();
            DoctorPage doctor = DoctorPage.open(browser, server.http(), 1280, 800, colors, "en");
            check("doctor", doctor.page(), faults);
            doctor.start(true);
            doctor.awaitVerdict();
            doctor.page().click("#saw summary");
            check("examined", doctor.page(), faults);
            doctor.page().fill("#config-text", "location /web/count { proxy_pass http://a; }");
            doctor.page().click("#config button[type=submit]");
            doctor.awaitVerdict("#config");
            check("configuration", doctor.page(), faults);
            assertEquals(List.of(), faults);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void refusal_hasNoSeriousFault(ColorScheme colors) {
        try (LifelineServer server = LifelineServer.start(folder, List.of());
                Browser browser = Browser.start()) {
            List<String> faults = new ArrayList<>();
            Page page = browser.open(server.http() + "/?user=a%20b", 1280, 800, colors);
            page.waitForSelector("#panel:visible");
            check("panel", page, faults);
            page.navigate(server.http() + "/");
            page.waitForSelector("#setup:visible");
            page.fill("#setup-key", "wrong");
            page.click("#setup button");
            assertThat(page.locator("#setup-error")).not().isEmpty();
            check("setup", page, faults);
            assertEquals(List.of(), faults);
        }
    }

    @SuppressWarnings("unchecked")
    private static void check(String face, Page page, List<String> faults) {
        page.evaluate(AXE);
        List<String> found = (List<String>) page.evaluate("""
                async () => (await axe.run()).violations
                  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
                  .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
                    `${id} ${target}: ${failureSummary}`))""");
        found.forEach(fault -> faults.add(face + ": " + fault));
    }

    private static String read(String resource) {
        try (InputStream in = AccessibilityIT.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
