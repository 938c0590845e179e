package dev.lifeline.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.lifeline.rig.ChatPage.focus;
import static dev.lifeline.rig.ChatPage.talkTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

/** The chat page without a mouse. */
class ChatKeyboardIT extends ChatPageFixture {

    @Test
    void emoji_areFoundAndPutInByTheKeyboard() {
        Page page = open("u1");
        talkTo(page, "friend:u2");
        page.fill("#message", "so  true");
        page.evaluate("document.querySelector('#message').setSelectionRange(3, 3)");
        page.focus("#emoji-open");
        page.keyboard().press("Enter");
        assertEquals("emoji-search", focus(page));
        page.keyboard().type("gift");
        page.keyboard().press("Enter");
        assertThat(page.locator("#message")).hasValue("so 🎁 true");
        page.fill("#emoji-search", "");
        page.keyboard().press("ArrowDown");
        assertEquals("😀", focus(page));
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowRight");
        page.keyboard().press("ArrowLeft");
        assertEquals("😄", focus(page));
        page.keyboard().press("Enter");
        assertThat(page.locator("#message")).hasValue("so 🎁😄 true");
        page.keyboard().press("Escape");
        assertThat(page.locator("#emoji")).isHidden();
        assertEquals("message", focus(page));
        assertThat(page.locator("#conversation")).isVisible();
    }

    @Test
    void everything_isReachedByTheKeyboard() {
        Page page = open("u2");
        page.keyboard().press("Tab");
        assertEquals("skip", focus(page));
        page.keyboard().press("Enter");
        assertEquals("search", focus(page));
        page.keyboard().type("James");
        assertThat(page.locator(".contact")).hasCount(1);
        page.keyboard().press("Escape");
        assertThat(page.locator("#search")).hasValue("");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        String second = focus(page);
        page.keyboard().press("Enter");
        assertThat(page.locator("[data-contact='" + second + "']")).hasAttribute("aria-current", "true");
        assertEquals("message", focus(page));
        page.keyboard().type("?/");
        assertThat(page.locator("#message")).hasValue("?/");
        page.keyboard().press("Alt+ArrowUp");
        assertThat(page.locator(".contact").first()).hasAttribute("aria-current", "true");
        page.keyboard().press("Alt+ArrowDown");
        assertThat(page.locator("[data-contact='" + second + "']")).hasAttribute("aria-current", "true");
        page.keyboard().press("Escape");
        assertThat(page.locator("#nothing")).isVisible();
        assertEquals(second, focus(page));
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#help")).isHidden();
        page.keyboard().press("Control+k");
        assertEquals("search", focus(page));
    }
}
