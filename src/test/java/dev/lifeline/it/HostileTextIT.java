package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import dev.lifeline.rig.BackEnd;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.Hostile;
import dev.lifeline.rig.LifelineServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever people, groups and messages are called and say: the page shows it as text, and nothing of it runs. */
class HostileTextIT {

    private static final List<Hostile> CORPUS = Hostile.corpus();

    @TempDir
    static Path folder;

    private static LifelineServer server;
    private static BackEnd backEnd;

    private final List<String> caught = new CopyOnWriteArrayList<>();
    private Browser browser;
    private BrowserContext person;

    @BeforeAll
    static void startServer() {
        server = LifelineServer.demo(folder);
        backEnd = new BackEnd(server.http());
        JsonArray everybody = new JsonArray();
        everybody.add("u1");
        put("/users/u1", named("Me", "sign", ""));
        for (int i = 0; i < CORPUS.size(); i++) {
            put(
                    "/users/h" + i,
                    named(CORPUS.get(i).name(), "sign", CORPUS.get(i).printable()));
            put("/users/u1/friends/h" + i, new JsonObject());
            everybody.add("h" + i);
        }
        for (int i = 0; i < CORPUS.size(); i++) {
            JsonObject group = named(CORPUS.get(i).name(), "owner", "h" + i);
            group.add("members", everybody);
            put("/groups/hg" + i, group);
        }
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        browser = Browser.start();
        person = browser.person();
        person.addInitScript("Object.defineProperty(window, '__xss', { set() { alert('__xss was set'); } })");
        person.onPage(page -> {
            page.onDialog(this::catchDialog);
            page.onRequest(request -> {
                if (!request.url().startsWith(server.http())) {
                    caught.add("asked for " + request.url());
                }
            });
            page.onWebSocket(socket -> {
                if (!socket.url().startsWith(server.address(""))) {
                    caught.add("connected to " + socket.url());
                }
            });
        });
    }

    @AfterEach
    void nothingRan() {
        List<String> complaints = new ArrayList<>(browser.complaints());
        browser.close();
        complaints.addAll(caught);
        assertEquals(List.of(), complaints);
    }

    @Test
    void tripwire_catchesWhatRunsAndWhatIsAskedFor() {
        Page page = open("u2");
        page.evaluate("() => { setTimeout(() => { window.__xss = 1; }); }");
        page.evaluate("() => fetch('https://canary.invalid/').catch(() => {})");
        page.evaluate("() => { new WebSocket('wss://canary.invalid/'); }");
        page.evaluate("() => { location.href = 'https://canary.invalid/'; }");
        List<String> all =
                List.of("__xss was set", "connected to wss://canary.invalid/", "asked for https://canary.invalid/");
        page.waitForCondition(() -> caught.containsAll(all));
        assertTrue(browser.complaints().toString().contains("connect-src"), "the policy does not forbid it");
        caught.clear();
        browser.complaints().clear();
    }

    @Test
    void names_areShownAsText() {
        assertTrue(CORPUS.size() >= 60, "only " + CORPUS.size());
        Page page = open("u1");
        for (int i = 0; i < CORPUS.size(); i++) {
            Hostile hostile = CORPUS.get(i);
            assertEquals(hostile.name(), textOf(page, "[data-contact='friend:h" + i + "'] .name"));
            assertEquals(hostile.name(), textOf(page, "[data-contact='group:hg" + i + "'] .name"));
        }
        talkTo(page, "group:hg0");
        page.click("#members-open");
        assertThat(page.locator("#members .member")).hasCount(CORPUS.size() + 1);
        for (int i = 0; i < CORPUS.size(); i++) {
            assertEquals(CORPUS.get(i).name(), textOf(page, "[data-member='h" + i + "'] .name"));
        }
        assertOnlyOwnElements(page);
    }

    @Test
    void messages_areShownAsText_comingAndGoing() {
        Page page = open("u1");
        talkTo(page, "group:hg1");
        for (int i = 0; i < CORPUS.size(); i++) {
            push(message("group", "hg1", CORPUS.get(i), "in" + i));
        }
        assertThat(page.locator("[data-cid='in" + (CORPUS.size() - 1) + "']")).hasCount(1);
        assertShown(page, CORPUS.size());
        for (Hostile hostile : CORPUS) {
            say(page, hostile.text());
        }
        assertThat(page.locator(".message.mine")).hasCount(CORPUS.size());
        for (int i = 0; i < CORPUS.size(); i++) {
            String shown = (String) page.evaluate("i => document.querySelectorAll('.mine .text')[i].textContent", i);
            assertEquals(CORPUS.get(i).shown().strip(), shown);
        }
        assertOnlyOwnElements(page);
        page.reload();
        awaitOpen(page);
        assertThat(page.locator(".message .text").last())
                .hasText(CORPUS.get(CORPUS.size() - 1).shown());
        assertOnlyOwnElements(page);
    }

    @Test
    void messagesOfEverybody_areShownInListAndTitles() {
        Page page = open("u1");
        for (int i = 0; i < CORPUS.size(); i++) {
            push(message("friend", "h" + i, CORPUS.get(i), "f" + i));
            JsonObject system = new JsonObject();
            system.addProperty("system", true);
            system.addProperty("type", "friend");
            system.addProperty("id", "h" + i);
            system.addProperty("content", CORPUS.get(i).text());
            push(system);
        }
        String last = "friend:h" + (CORPUS.size() - 1);
        assertThat(page.locator("[data-contact='" + last + "'] .unread")).hasText("1");
        for (int i = 0; i < CORPUS.size(); i += 7) {
            talkTo(page, "friend:h" + i);
            assertEquals(CORPUS.get(i).name(), textOf(page, "#talk-name"));
            assertThat(page.locator(".system-line")).hasCount(1);
            assertEquals(CORPUS.get(i).text(), textOf(page, ".system-line"));
            page.fill("#search", CORPUS.get(i).name());
            page.fill("#search", "");
        }
        assertOnlyOwnElements(page);
    }

    @Test
    void idsThatEveryObjectKnows_arePeopleLikeOthers() {
        for (String id : List.of("__proto__", "constructor", "toString", "hasOwnProperty", "javascript:alert", "..a")) {
            put("/users/" + id, named("N " + id, "sign", ""));
            put("/users/u1/friends/" + id, new JsonObject());
            Page other = open(id);
            Page page = open("u1");
            talkTo(page, "friend:" + id);
            page.fill("#message", "draft");
            say(page, "to " + id);
            talkTo(other, "friend:u1");
            assertThat(other.locator(".message .text")).hasText("to " + id);
            say(other, "from " + id);
            assertThat(page.locator(".message:not(.mine) .text")).hasText("from " + id);
            assertEquals("N " + id, textOf(page, "#talk-name"));
            other.close();
            page.close();
        }
    }

    @Test
    void addressesOfThePage_areNoMarkupEither() {
        Page page = person.newPage();
        for (int i = 0; i < CORPUS.size(); i += 3) {
            String text = URLEncoder.encode(CORPUS.get(i).text(), StandardCharsets.UTF_8);
            page.navigate(server.http() + "/?user=" + text + "#" + text);
            page.waitForSelector("#panel:visible, #chat:visible");
            assertOnlyOwnElements(page);
        }
    }

    private static void assertShown(Page page, int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(CORPUS.get(i).shown(), textOf(page, "[data-cid='in" + i + "'] .text"));
            assertEquals(CORPUS.get(i).name(), textOf(page, "[data-cid='in" + i + "'] .author"));
        }
    }

    /** Nothing that the page itself does not make: no other element, no handler, no address but of http. */
    private static void assertOnlyOwnElements(Page page) {
        assertEquals(List.of(), page.evaluate("""
                () => {
                  const foreign = 'iframe,object,embed,video,audio,form:not([id]),base,marquee,math,template,animate,' +
                    'script:not([src^="chat/"]),style,link:not([href^="chat/"]),meta[http-equiv=refresh]';
                  const handlers = [...document.querySelectorAll('*')].filter((e) =>
                    [...e.attributes].some(({ name }) => name.startsWith('on') || name === 'srcdoc'));
                  const links = [...document.querySelectorAll('a')].filter((a) => !/^https?:$/.test(a.protocol));
                  const pictures = [...document.images].filter((i) => !i.src.startsWith(location.origin));
                  const all = [...document.querySelectorAll(foreign), ...handlers, ...links, ...pictures];
                  return all.map((e) => e.outerHTML);
                }"""));
    }

    private void catchDialog(Dialog dialog) {
        caught.add(dialog.message());
        dialog.dismiss();
    }

    private Page open(String user) {
        Page page = person.newPage();
        page.navigate(server.http() + "/?user=" + URLEncoder.encode(user, StandardCharsets.UTF_8));
        awaitOpen(page);
        return page;
    }

    private static String textOf(Page page, String selector) {
        return page.locator(selector).textContent();
    }

    private static JsonObject named(String name, String more, String value) {
        JsonObject body = new JsonObject();
        body.addProperty("name", name);
        body.addProperty(more, value);
        return body;
    }

    private static JsonObject message(String type, String id, Hostile hostile, String cid) {
        JsonObject message = new JsonObject();
        message.addProperty("type", type);
        message.addProperty("id", id);
        message.addProperty("username", hostile.name());
        message.addProperty("avatar", hostile.text());
        message.addProperty("content", hostile.text());
        message.addProperty("cid", cid);
        message.addProperty("fromid", type.equals("group") ? "from" + cid : id);
        return message;
    }

    private static void push(JsonObject message) {
        HttpResponse<String> answer =
                backEnd.send("POST", "/push", "{\"to\":{\"users\":[\"u1\"]},\"message\":" + message + "}");
        assertEquals(202, answer.statusCode(), answer::body);
    }

    private static void put(String path, JsonObject body) {
        HttpResponse<String> answer = backEnd.put(path, body.isEmpty() ? "" : body.toString());
        assertTrue(answer.statusCode() / 100 == 2, () -> path + " " + body + " " + answer.body());
    }
}
