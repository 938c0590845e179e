package dev.lifeline.rig;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** What a person does at the shipped chat page, and sees there. */
public final class ChatPage {

    private ChatPage() {}

    public static void awaitOpen(Page page) {
        page.waitForSelector("#connection[data-state='open']");
    }

    public static boolean isOpen(Page page) {
        return "open".equals(page.locator("#connection").getAttribute("data-state"));
    }

    /** @param contact such as {@code friend:u2} */
    public static void talkTo(Page page, String contact) {
        page.click("[data-contact='" + contact + "']");
    }

    public static void say(Page page, String text) {
        page.fill("#message", text);
        page.click("#send");
    }

    public static void awaitText(Page page, String text) {
        page.locator(".message .text")
                .getByText(text, new Locator.GetByTextOptions().setExact(true))
                .waitFor();
    }

    /** The text of the first element that fits. */
    public static String text(Page page, String selector) {
        return page.locator(selector).first().textContent();
    }

    /** What has the focus: its id, else what it is for. */
    public static String focus(Page page) {
        return (String) page.evaluate("""
                () => {
                  const { id, dataset, className } = document.activeElement;
                  return id || dataset.contact || dataset.member || dataset.sign || className;
                }""");
    }
}
