package dev.lifeline.app;

import dev.lifeline.core.directory.DemoDirectory;
import dev.lifeline.core.directory.Directory;
import dev.lifeline.core.directory.EditableDirectory;
import dev.lifeline.core.directory.LayeredDirectory;
import dev.lifeline.store.DataStore;
import dev.lifeline.store.MvStoreDirectory;
import java.util.Optional;

/**
 * Who is who in one web application.
 *
 * @param directory the one that counts
 * @param editable the same where it is kept through the API; empty where the application brought its own
 */
record Directories(Directory directory, Optional<EditableDirectory> editable) {

    /**
     * Makes what the settings ask for.
     *
     * @param anyName whether people may take any name: then there are some for trying out
     * @throws IllegalStateException if the application's own directory cannot be made, saying why
     */
    static Directories of(LifelineConfig config, boolean anyName, DataStore store, String contextPath) {
        if (!config.directory().isEmpty()) {
            return new Directories(own(config.directory()), Optional.empty());
        }
        EditableDirectory kept = new MvStoreDirectory(store, config.groupMaxMembers());
        EditableDirectory all =
                anyName ? new LayeredDirectory(kept, new DemoDirectory(contextPath + "/lifeline/avatars/")) : kept;
        return new Directories(all, Optional.of(all));
    }

    private static Directory own(String className) {
        try {
            return Class.forName(className, true, Thread.currentThread().getContextClassLoader())
                    .asSubclass(Directory.class)
                    .getDeclaredConstructor()
                    .newInstance();
        } catch (ReflectiveOperationException | ClassCastException | LinkageError e) {
            throw new IllegalStateException(
                    "lifeline.directory=" + className + ": must be a class of this application that implements "
                            + Directory.class.getName() + " and has a public constructor without parameters (" + e
                            + ")",
                    e);
        }
    }
}
