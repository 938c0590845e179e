package dev.lifeline.chaos.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lifeline.chaos.log.Kind;
import dev.lifeline.chaos.verify.Finding.Rule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule finds what breaks it, and is silent about what does not. */
class VerifierTest {

    private static Script conversation() {
        return new Script().newcomers("u1", "u2", "u3").send("u1", "u1-1", "u2").sent("u1", "u1-1", 1);
    }

    private static Script two() {
        return conversation().send("u1", "u1-2", "u2").sent("u1", "u1-2", 2);
    }

    @Test
    void wholeRun_findsNothing() {
        Script script = two().got("u2", "u1", "u1-1", 1)
                .got("u2", "u1", "u1-2", 2)
                .ack("u2", 2)
                .delivered("u1", "u2", "u1-2", 3)
                .push("push1-1", "everybody", "true")
                .gotBroadcast("u1", "push1-1", 1)
                .gotBroadcast("u2", "push1-1", 1)
                .gotBroadcast("u3", "push1-1", 1)
                .comeBack("u2", 2, 2, true);
        assertEquals(List.of(), script.findings());
        assertTrue(script.settled());
    }

    @Test
    void acknowledgedLineThatNobodyGot_isLost() {
        assertEquals(List.of(Rule.LOST), conversation().rules());
        assertFalse(conversation().settled());
        assertTrue(conversation().findings().get(0).text().contains("u1/u1-1 never reached u2"));
    }

    @Test
    void groupLineThatOneMemberMissed_isLost() {
        Script script = new Script()
                .newcomers("u1", "u2", "u3")
                .sendToGroup("u1", "u1-1", "g1")
                .sent("u1", "u1-1", 1)
                .got("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.LOST), script.rules());
        assertTrue(script.findings().get(0).text().contains("u3"));
        assertEquals(List.of(), script.got("u3", "u1", "u1-1", 1).findings());
    }

    @Test
    void pushAnsweredWith202ThatNobodyGot_isLost() {
        Script script = new Script().newcomers("u1", "u2").push("push1-1", "users", "u1,u2");
        assertEquals(2, script.findings().size());
        assertEquals(List.of(Rule.LOST), script.rules());
        assertEquals(
                List.of(),
                script.got("u1", "back-end", "push1-1", 1)
                        .got("u2", "back-end", "push1-1", 1)
                        .findings());
    }

    @Test
    void broadcastThatOneMissed_isLost() {
        Script script = new Script()
                .newcomers("u1", "u2")
                .push("push1-1", "everybody", "true")
                .gotBroadcast("u1", "push1-1", 1);
        assertEquals(List.of(Rule.LOST), script.rules());
    }

    @Test
    void unacknowledgedLineThatArrived_isNoLossElsewhere() {
        Script script = new Script()
                .newcomers("u1", "u2", "u3")
                .sendToGroup("u1", "u1-1", "g1")
                .got("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.UNANSWERED), script.rules());
    }

    @Test
    void tabThatBeganLater_isOwedOnlyWhatFollows() {
        Script script = two().got("u2", "u1", "u1-1", 1)
                .got("u2", "u1", "u1-2", 2)
                .ack("u2", 1)
                .client("tab", "u2")
                .welcome("tab", 1, 0);
        assertEquals(List.of(Rule.LOST), script.rules());
        assertEquals(List.of(), script.got("tab", "u1", "u1-2", 2).findings());
    }

    @Test
    void tabThatLeft_isOwedWhatLiesBeforeItsEnd() {
        Script script = two().got("u2", "u1", "u1-1", 1)
                .got("u2", "u1", "u1-2", 2)
                .client("tab", "u2")
                .welcome("tab", 0, 0)
                .left("tab");
        assertEquals(List.of(), script.findings());

        Script hole = two().got("u2", "u1", "u1-1", 1)
                .got("u2", "u1", "u1-2", 2)
                .client("tab", "u2")
                .welcome("tab", 0, 0)
                .got("tab", "u1", "u1-2", 2)
                .left("tab");
        assertEquals(List.of(Rule.LOST), hole.rules());
    }

    @Test
    void sendersOtherTab_isOwedHisOwnLine() {
        Script script = new Script()
                .newcomers("u1", "u2")
                .client("tab", "u1")
                .welcome("tab", 0, 0)
                .send("u1", "u1-1", "u2")
                .sent("u1", "u1-1", 1)
                .got("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.LOST), script.rules());
        assertEquals(List.of(), script.got("tab", "u1", "u1-1", 1).findings());
    }

    @Test
    void pushThatCameTwice_isDoubled() {
        Script script = new Script()
                .newcomers("u1")
                .push("push1-1", "users", "u1")
                .got("u1", "back-end", "push1-1", 1)
                .got("u1", "back-end", "push1-1", 2);
        assertEquals(List.of(Rule.DOUBLED), script.rules());
    }

    @Test
    void repeatUnderAnotherNumber_isDoubled() {
        Script script = conversation().got("u2", "u1", "u1-1", 1).repeat("u2", "u1", "u1-1", 2);
        assertEquals(List.of(Rule.DOUBLED), script.rules());
    }

    @Test
    void repeatUnderItsNumber_isBehind() {
        Script script = conversation().got("u2", "u1", "u1-1", 1).repeat("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.BEHIND), script.rules());
    }

    @Test
    void laterLineBeforeAnEarlierOne_isReordered() {
        Script script = two().got("u2", "u1", "u1-2", 1).got("u2", "u1", "u1-1", 2);
        assertEquals(List.of(Rule.REORDERED), script.rules());
    }

    @Test
    void lineThatWasRefusedForAWhile_mayComeLater() {
        Script script = new Script()
                .newcomers("u1", "u2")
                .send("u1", "u1-1", "u2")
                .send("u1", "u1-2", "u2")
                .refused("u1", "u1-1", "unavailable")
                .sent("u1", "u1-2", 1)
                .send("u1", "u1-1", "u2")
                .sent("u1", "u1-1", 2)
                .got("u2", "u1", "u1-2", 1)
                .got("u2", "u1", "u1-1", 2);
        assertEquals(List.of(), script.findings());
    }

    @Test
    void lineWrittenWhileTheDiskWasFull_mayComeLater() {
        Script script = new Script()
                .newcomers("u1", "u2")
                .run("run", Kind.FAULT, "fault", "DISK_FULL")
                .send("u1", "u1-1", "u2")
                .send("u1", "u1-2", "u2")
                .run("run", Kind.FAULT_OVER, "fault", "DISK_FULL")
                .sent("u1", "u1-2", 1)
                .sent("u1", "u1-1", 2)
                .got("u2", "u1", "u1-2", 1)
                .got("u2", "u1", "u1-1", 2);
        assertEquals(List.of(), script.findings());

        Script longAfter = new Script()
                .newcomers("u1", "u2")
                .run("run", Kind.FAULT, "fault", "DISK_FULL")
                .run("run", Kind.FAULT_OVER, "fault", "DISK_FULL")
                .later(60_000)
                .send("u1", "u1-1", "u2")
                .send("u1", "u1-2", "u2")
                .sent("u1", "u1-2", 1)
                .sent("u1", "u1-1", 2)
                .got("u2", "u1", "u1-2", 1)
                .got("u2", "u1", "u1-1", 2);
        assertEquals(List.of(Rule.REORDERED), longAfter.rules());
    }

    @Test
    void receiptBeforeTheLineArrived_isFalse() {
        Script script = conversation().delivered("u1", "u2", "u1-1", 2).got("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.FALSE_RECEIPT), script.rules());
    }

    @Test
    void receiptForWhatOnlyAnotherGot_isFalse() {
        Script script = conversation()
                .client("tab", "u1")
                .welcome("tab", 0, 0)
                .got("tab", "u1", "u1-1", 1)
                .delivered("u1", "u2", "u1-1", 2)
                .got("u2", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.FALSE_RECEIPT), script.rules());
    }

    @Test
    void receiptAheadOfAnEarlierLine_isFalse() {
        Script script = two().got("u2", "u1", "u1-2", 2).delivered("u1", "u2", "u1-2", 3);
        assertEquals(List.of(Rule.LOST, Rule.FALSE_RECEIPT), script.rules());
    }

    @Test
    void returnThatIsNotFollowed_isFound() {
        Script script = conversation().got("u2", "u1", "u1-1", 1).comeBack("u2", 1, 5, false);
        assertEquals(List.of(Rule.NOT_RECOVERED), script.rules());
    }

    @Test
    void returnThatBeginsElsewhere_isFound() {
        Script script = conversation().got("u2", "u1", "u1-1", 1).comeBack("u2", 1, 5, true);
        assertEquals(List.of(Rule.WRONG_START), script.rules());
    }

    @Test
    void startAfterWhatNobodyAcknowledged_isFound() {
        Script script =
                conversation().got("u2", "u1", "u1-1", 1).client("tab", "u2").welcome("tab", 1, 0);
        assertEquals(List.of(Rule.WRONG_START), script.rules());
    }

    @Test
    void messageForSomebodyElse_isFound() {
        Script script = conversation().got("u2", "u1", "u1-1", 1).got("u3", "u1", "u1-1", 1);
        assertEquals(List.of(Rule.ALTERED), script.rules());
    }

    @Test
    void refusalForGood_isFound() {
        Script script =
                new Script().newcomers("u1", "u2").send("u1", "u1-1", "u2").refused("u1", "u1-1", "conflict");
        assertEquals(List.of(Rule.UNANSWERED, Rule.REFUSED), script.rules());
    }

    @Test
    void halfOpenConnectionThatOutlivedTheReturn_isFound() {
        assertEquals(
                List.of(Rule.NOT_TAKEN_OVER),
                new Script().newcomers("u1").abandoned("u1", "4002").rules());
        assertEquals(
                List.of(), new Script().newcomers("u1").abandoned("u1", "4003").rules());
    }

    @Test
    void whoNeverGotIn_isFound() {
        assertEquals(List.of(Rule.LOST), new Script().client("u1", "u1").rules());
    }
}
