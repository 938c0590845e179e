package dev.lifeline.http;

import dev.lifeline.core.directory.EditableDirectory;
import dev.lifeline.core.directory.Group;
import dev.lifeline.core.directory.Person;
import dev.lifeline.core.protocol.Problem;
import dev.lifeline.core.protocol.UserId;
import java.util.concurrent.CompletionStage;

/** What the servlets that keep the directory have in common. */
abstract class DirectoryServlet extends KeyedServlet {

    /** The largest body, in bytes: a group with all its members. */
    static final int MAX_BODY = 4 << 20;

    /** @throws RefusedException where the application brought its own directory */
    static EditableDirectory editable(Call call) throws RefusedException {
        return call.services()
                .editable()
                .orElseThrow(() -> new RefusedException(
                        Problem.DIRECTORY_NOT_EDITABLE,
                        "Users and groups come from the class that lifeline.directory names: change them there."));
    }

    /** @throws RefusedException where the directory does not know him */
    static Person person(Call call, UserId id) throws RefusedException {
        return call.services()
                .directory()
                .person(id)
                .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The directory knows no user " + id + "."));
    }

    /** @throws RefusedException where there is none */
    static Group group(Call call, String id) throws RefusedException {
        return call.services()
                .directory()
                .group(id)
                .orElseThrow(() -> new RefusedException(Problem.NOT_FOUND, "The directory knows no group " + id + "."));
    }

    /** Answers once a change is durable, with nothing more to say. */
    static void answerDone(Call call, CompletionStage<Void> change) {
        call.answerLater(change, (out, done) -> new Answer.Empty().write(out));
    }

    /** The picture of those who bring none. */
    static String guestPicture(Call call) {
        return call.request().getContextPath() + "/lifeline/avatars/guest.svg";
    }
}
