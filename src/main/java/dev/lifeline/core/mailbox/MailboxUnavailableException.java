package dev.lifeline.core.mailbox;

/** The store cannot serve now: low disk, an I/O error, the end of the server. Try again later, under the same name. */
public final class MailboxUnavailableException extends Exception {

    /** @param message what is wrong, the limit and the setting, for people */
    public MailboxUnavailableException(String message) {
        super(message, null, false, false);
    }
}
