package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lifeline.rig.ChatPage.awaitOpen;
import static dev.lifeline.rig.ChatPage.awaitText;
import static dev.lifeline.rig.ChatPage.say;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.lifeline.rig.Browser;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of messages while nobody looks. */
class ChatNotificationIT extends ChatPageFixture {

    /** Keeps the notifications in {@code notes}; nobody sits in front of the page while {@code away} is true. */
    private static final String RECORDED = """
        window.notes = [];
        window.Notification = class extends Notification {
          constructor(...all) {
            super(...all);
            notes.push(this);
          }
        };
        document.hasFocus = () => !window.away;""";

    @Test
    void notification_comesWhereItIsWanted_andOpensItsConversation() {
        befriend("notified");
        BrowserContext person = browser.person();
        person.grantPermissions(List.of("notifications"));
        person.addInitScript(RECORDED);
        Page me = tab(person, "notified");
        Page friend = open("notified-friend");
        talkTo(friend, "friend:notified");
        leave(me);
        say(friend, "nobody asked for this one");
        assertThat(me.locator("[data-contact='friend:notified-friend'] .unread"))
                .hasText("1");
        assertEquals(0, me.evaluate("notes.length"));

        me.click("#bell");
        assertThat(me.locator("#bell")).hasAttribute("aria-checked", "true");
        me.reload();
        awaitOpen(me);
        assertThat(me.locator("#bell")).hasAttribute("aria-checked", "true");
        say(friend, "while somebody looks");
        assertThat(me.locator("[data-contact='friend:notified-friend'] .unread"))
                .hasText("2");
        assertEquals(0, me.evaluate("notes.length"));

        leave(me);
        say(friend, "face[心] https://example.org");
        Browser.awaitTrue(me, "notes.length === 1");
        assertEquals("My friend ❤️ https://example.org", me.evaluate("notes[0].title + ' ' + notes[0].body"));
        assertEquals("(3) Me, notified · Lifeline", me.title());

        Page elsewhere = open("notified");
        talkTo(elsewhere, "friend:notified-friend");
        say(elsewhere, "my own words from elsewhere");
        assertThat(me.locator("[data-contact='friend:notified-friend'] .preview"))
                .containsText("my own words");
        assertEquals(1, me.evaluate("notes.length"));
        me.evaluate("notes[0].dispatchEvent(new Event('click'))");
        assertThat(me.locator("#talk-name")).hasText("My friend");
    }

    @Test
    void notificationsForbidden_pageSaysSo() {
        Page page = open("u1");
        page.click("#bell");
        assertThat(page.locator("#note")).containsText("blocks notifications");
        assertThat(page.locator("#bell")).hasAttribute("aria-checked", "false");
        page.click("#note");
        assertThat(page.locator("#note")).isHidden();
    }

    @Test
    void severalTabs_areSeenAsOne() {
        befriend("tabs");
        BrowserContext person = browser.person();
        person.grantPermissions(List.of("notifications"));
        person.addInitScript(RECORDED);
        Page one = tab(person, "tabs");
        Page two = tab(person, "tabs");
        one.click("#bell");
        leave(one);
        Page friend = open("tabs-friend");
        talkTo(friend, "friend:tabs");
        talkTo(two, "friend:tabs-friend");
        say(friend, "seen in the other tab");
        awaitText(two, "seen in the other tab");
        assertThat(one.locator("[data-contact='friend:tabs-friend'] .preview")).hasText("seen in the other tab");
        assertThat(one.locator(".unread")).hasCount(0);
        assertEquals(0, one.evaluate("notes.length"));
        leave(two);
        say(friend, "seen in none");
        assertThat(one.locator(".unread")).hasText("1");
        Browser.awaitTrue(one, "notes.length === 1");
        assertEquals(1, one.evaluate("notes.length"));
        two.evaluate("() => { window.away = false; window.dispatchEvent(new Event('focus')); }");
        assertThat(one.locator(".unread")).hasCount(0);
    }

    private static Page tab(BrowserContext person, String user) {
        Page page = person.newPage();
        page.navigate(server.http() + "/?user=" + user);
        awaitOpen(page);
        return page;
    }

    private static void leave(Page page) {
        page.evaluate("() => { window.away = true; window.dispatchEvent(new Event('blur')); }");
    }
}
