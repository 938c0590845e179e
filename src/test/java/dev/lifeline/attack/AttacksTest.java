package dev.lifeline.attack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The list of attacks and the table of the document are the same. */
class AttacksTest {

    @Test
    void documentsTable_holdsEveryAttackInOrder() throws IOException {
        List<String> documented = Files.readString(Path.of("docs/attacks.md"))
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| attack |"))
                .toList();
        List<String> attacks = Attacks.all().stream()
                .map(attack -> "| " + attack.name() + " | " + attack.does() + " | " + attack.must() + " |")
                .toList();
        assertEquals(attacks, documented);
    }

    @Test
    void names_areUnique() {
        List<String> names = Attacks.all().stream().map(Attack::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
    }

    @Test
    void quickForm_leavesOutNoAttack() {
        assertEquals(
                Attacks.all().stream().map(Attack::name).toList(),
                Plan.quick().get(0).direct().stream().map(Attack::name).toList());
    }
}
