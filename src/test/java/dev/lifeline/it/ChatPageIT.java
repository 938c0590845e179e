package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.awaitText;
import static dev.lifeline.rig.ChatPage.focus;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.lifeline.rig.Browser;
import dev.lifeline.rig.LifelineServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chat page does besides sending and receiving, as only a browser shows it. */
class ChatPageIT extends ChatPageFixture {

    @Test
    void draft_outlivesReloadAndOtherConversations_andIsNobodyElses() {
        Page page = open("u1");
        talkTo(page, "friend:u2");
        page.fill("#message", "half a thought");
        talkTo(page, "friend:u3");
        assertThat(page.locator("#message")).hasValue("");
        assertThat(page.locator("[data-contact='friend:u2'] .preview")).hasText("Draft: half a thought");
        page.fill("#message", "another one");
        page.reload();
        awaitOpen(page);
        assertThat(page.locator("#message")).hasValue("another one");
        talkTo(page, "friend:u2");
        assertThat(page.locator("#message")).hasValue("half a thought");
        page.navigate(server.http() + "/?user=u4");
        awaitOpen(page);
        talkTo(page, "friend:u2");
        assertThat(page.locator("#message")).hasValue("");
        page.navigate(server.http() + "/?user=u1");
        talkTo(page, "friend:u2");
        assertThat(page.locator("#message")).hasValue("half a thought");
        page.click("#send");
        page.reload();
        awaitText(page, "half a thought");
        assertThat(page.locator("#message")).hasValue("");
    }

    @Test
    void addressesInAText_areLinksThatGiveNothingAway() {
        Page page = open("u1");
        talkTo(page, "friend:u5");
        say(
                page,
                "看https://example.org/a?b=1。 a(https://example.net/x)[bank] img[https://example.net/p.png]"
                        + " img[/chat/icon.svg]");
        Locator links = page.locator(".message .text a");
        assertThat(links).hasCount(4);
        for (Locator link : links.all()) {
            assertThat(link).hasAttribute("target", "_blank");
            assertThat(link).hasAttribute("rel", "noopener noreferrer");
        }
        assertThat(links.nth(0)).hasAttribute("href", "https://example.org/a?b=1");
        assertThat(links.nth(1)).hasText("bank (example.net)");
        assertThat(links.nth(2)).containsText("(example.net)");
        assertThat(page.locator(".text img")).hasCount(1);
        Browser.awaitTrue(page, "document.querySelector('.text img').naturalWidth > 0");
    }

    @Test
    void longText_isFoldedAndUnfolded_andTheKeyboardStaysThere() {
        Page page = open("u1");
        talkTo(page, "friend:u6");
        say(page, "word ".repeat(500) + "the end");
        assertThat(page.locator(".message .text")).not().containsText("the end");
        page.focus(".more");
        page.keyboard().press("Enter");
        assertThat(page.locator(".message .text")).containsText("the end");
        assertEquals("more", focus(page));
        page.keyboard().press("Enter");
        assertThat(page.locator(".message .text")).not().containsText("the end");
    }

    @Test
    void ownMessage_isTakenBackForBoth() {
        Page u1 = open("u1");
        Page u4 = open("u4");
        talkTo(u1, "friend:u4");
        talkTo(u4, "friend:u1");
        say(u1, "said too much");
        awaitText(u4, "said too much");
        assertThat(u4.locator(".recall")).hasCount(0);
        u1.click(".message.mine .recall");
        assertThat(u1.locator(".system-line")).hasText("You took a message back");
        assertThat(u4.locator(".system-line")).hasText("林小雨 took a message back");
        assertThat(u4.locator(".message")).hasCount(0);
        assertEquals("log", focus(u1));
    }

    @Test
    void members_areListedWithPresence_andCanBeWrittenTo() {
        Page u1 = open("u1");
        talkTo(u1, "group:g2");
        u1.click("#members-open");
        Locator rows = u1.locator("#members .member");
        assertThat(rows).hasCount(4);
        assertThat(rows.nth(0)).containsText("Owner");
        assertThat(rows.nth(0)).containsText("You · Online");
        assertThat(u1.locator("[data-member='u6']")).hasAttribute("data-status", "offline");
        Page u6 = open("u6");
        assertThat(u1.locator("[data-member='u6']")).hasAttribute("data-status", "online");
        assertThat(u1.locator("[data-member='u6']")).containsText("Online");
        u1.keyboard().press("Escape");
        assertThat(u1.locator("#members")).isHidden();
        assertThat(u1.locator("#conversation")).isVisible();
        assertEquals("members-open", focus(u1));
        u1.click("#members-open");
        u1.locator("[data-member='u2']").focus();
        u1.keyboard().press("End");
        assertEquals("u6", focus(u1));
        u1.keyboard().press("Enter");
        assertThat(u1.locator("#talk-name")).hasText("Maria Silva");
        assertThat(u6.locator("#connection")).hasAttribute("data-state", "open");
    }

    @Test
    void reload_keepsConversationsAndWhatIsUnread() {
        befriend("reloaded");
        Page me = open("reloaded");
        Page friend = open("reloaded-friend");
        talkTo(friend, "friend:reloaded");
        say(friend, "one");
        say(friend, "two");
        assertThat(me.locator("[data-contact='friend:reloaded-friend'] .unread"))
                .hasText("2");
        me.reload();
        awaitOpen(me);
        assertThat(me.locator("[data-contact='friend:reloaded-friend'] .unread"))
                .hasText("2");
        assertThat(me.locator("[data-contact='friend:reloaded-friend'] .preview"))
                .hasText("two");
        assertEquals("(2) Me, reloaded · Lifeline", me.title());
        talkTo(me, "friend:reloaded-friend");
        assertThat(me.locator(".message")).hasCount(2);
        assertThat(me.locator(".unread")).hasCount(0);
    }

    @Test
    void unsentMessage_isShownByTheNextPage_untilItIsSent() {
        BrowserContext person = browser.person();
        person.addInitScript("""
                delete window.SharedWorker;
                if (location.host && localStorage.getItem('cut off')) window.WebSocket = class { close() {} };""");
        Page page = person.newPage();
        page.navigate(server.http() + "/?user=u4");
        awaitOpen(page);
        page.evaluate("localStorage.setItem('cut off', 'yes')");
        page.reload();
        talkTo(page, "friend:u6");
        say(page, "before the page is closed");
        assertThat(page.locator(".message.mine")).hasAttribute("data-status", "waiting");
        page.reload();
        assertThat(page.locator("[data-contact='friend:u6'] .preview")).hasText("You: before the page is closed");
        assertThat(page.locator(".message.mine")).hasAttribute("data-status", "waiting");
        page.evaluate("localStorage.removeItem('cut off')");
        page.reload();
        assertThat(page.locator(".message.mine")).hasAttribute("data-status", "sent");
        assertThat(page.locator(".message.mine .text")).hasText("before the page is closed");
    }

    @Test
    void serverGone_pageSaysWhyAndWhenItComesBack(@TempDir Path home) {
        try (LifelineServer other = LifelineServer.demo(home)) {
            Page page = browser.open(other.http() + "/?user=u1", 390, 844, ColorScheme.DARK, "zh-CN");
            awaitOpen(page);
            assertThat(page.locator("#connection")).containsText("已连接");
            other.process().signal("KILL");
            assertThat(page.locator("#why .sentence")).hasText(Pattern.compile(".+；\\d+ 秒后重连"));
            assertThat(page.locator("#connection")).hasText(Pattern.compile("正在连接…|\\d+ 秒后重连"));
            talkTo(page, "friend:u2");
            say(page, "written while it was gone");
            assertThat(page.locator(".message.mine")).hasAttribute("data-status", "waiting");
            assertThat(page.locator("#why")).isVisible();
        }
    }

    @Test
    void narrowScreen_holdsEverything() {
        Page page = browser.open(server.http() + "/?user=u1", 360, 640, ColorScheme.LIGHT);
        awaitOpen(page);
        talkTo(page, "group:g1");
        say(page, "W".repeat(300));
        say(page, "```\n" + "x".repeat(300) + "\n```");
        page.click("#emoji-open");
        for (String part : List.of("#message", "#send", "#emoji", ".message.mine >> nth=0", ".message.mine >> nth=1")) {
            var box = page.locator(part).boundingBox();
            assertEquals(true, box.x >= 0 && box.x + box.width <= 360, part + " from " + box.x + ", wide " + box.width);
        }
        assertEquals(360, page.evaluate("document.documentElement.scrollWidth"));
        page.click("#back");
        assertThat(page.locator("#contacts")).isVisible();
    }
}
