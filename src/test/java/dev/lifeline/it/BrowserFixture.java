package dev.lifeline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lifeline.rig.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Chromium for each test; a page that complains fails its test. */
abstract class BrowserFixture {

    Browser browser;

    @BeforeEach
    void startBrowser() {
        browser = Browser.start();
    }

    @AfterEach
    void noPageComplained() {
        List<String> complaints = List.copyOf(browser.complaints());
        browser.close();
        assertEquals(List.of(), complaints);
    }
}
