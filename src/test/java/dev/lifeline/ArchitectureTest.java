package dev.lifeline;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rooms and their doors, as docs/architecture.md draws them. */
class ArchitectureTest {

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.lifeline");

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.lifeline");

    /** Annotations that are gone at run time or change nothing there. */
    private static final String[] ANYWHERE = {"java..", "org.jspecify..", "com.google.errorprone.annotations.."};

    @ParameterizedTest
    @CsvSource(
            delimiter = ':',
            value = {
                "core.time        : ",
                "core.protocol    : ",
                "core.limits      : core.time",
                "core.heartbeat   : core.time",
                "core.path        : core.protocol,core.time",
                "core.directory   : core.protocol,core.time",
                "core.presence    : core.protocol,core.time",
                "core.mailbox     : core.protocol,core.time",
                "store            : core..,org.h2.mvstore..",
                "core.session     : core.protocol,core.heartbeat,core.limits,core.time",
                "core.delivery    : core.protocol,core.heartbeat,core.time,core.directory,core.presence,core.mailbox,core.path,core.limits,core.session",
                "json             : core..,com.google.gson..",
                "security         : core..,com.nimbusds..,io.github.bucket4j..",
                "doctor           : core.path,core.protocol",
                "doctor.live      : doctor,core.delivery,core.session,core.path,core.protocol,core.time",
                "http             : core..,security,json,doctor..,com.google.gson..,jakarta.servlet..",
                "websocket        : core..,security,jakarta.websocket..",
            })
    void room_importsOnlyWhatItMay(String room, String mayImport) {
        String[] allowed = Stream.concat(
                        Arrays.stream((mayImport == null ? "" : mayImport).split(","))
                                .filter(name -> !name.isBlank())
                                .map(name -> name.matches("(com|org|io|jakarta)\\..*") ? name : "dev.lifeline." + name),
                        Stream.concat(Stream.of("dev.lifeline." + room), Arrays.stream(ANYWHERE)))
                .toArray(String[]::new);
        classes()
                .that(resideInAPackage("dev.lifeline." + room))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(PRODUCT);
    }

    @Test
    void rooms_haveNoCycles() {
        slices().matching("dev.lifeline.(**)").should().beFreeOfCycles().check(PRODUCT);
    }

    @Test
    void core_readsNoClock() {
        noClasses()
                .that(resideInAPackage("dev.lifeline.core.."))
                .and()
                .haveNameNotMatching(".*\\.Ticker")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(PRODUCT);
    }

    @Test
    void adapters_areMadeInTheWiringOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lifeline.app")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lifeline.app")
                .check(PRODUCT);
    }

    @Test
    void tests_neverSleep() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", Duration.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class)
                .check(TESTS);
    }
}
