package io.gossip.testkit.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.gossip.testkit.laws.LawRun;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A test of the contract that cannot fail says nothing: each is run, as inherited, against a transport with a mistake. */
class BrokenTransportsTest {
    static List<Arguments> mistakes() {
        return List.of(
                Arguments.of(BrokenTransports.CuttingOff.class, "shouldRefuseWhatIsTooLong"),
                Arguments.of(BrokenTransports.Undying.class, "shouldCloseFromTheCallback"),
                Arguments.of(BrokenTransports.Pushing.class, "shouldHandOverNoMoreThanAskedFor"),
                Arguments.of(BrokenTransports.WithoutOffset.class, "shouldSendWhatTheRangeSays"),
                Arguments.of(
                        BrokenTransports.Bottomless.class, "shouldPushBackWhenThePeerDoesNotReadAndGoOnWhenItDoes"),
                Arguments.of(BrokenTransports.Hopeful.class, "shouldRefusePortZero"),
                Arguments.of(BrokenTransports.Wasteful.class, "shouldAllocateNothingInSteadyState"),
                Arguments.of(BrokenTransports.Forgetful.class, "shouldKeepOrderAndBytesOfReliableMessages"),
                Arguments.of(BrokenTransports.Littering.class, "shouldLeaveNoThreadAndNoFileBehind"),
                Arguments.of(BrokenTransports.Reticent.class, "shouldCountWhatItDid"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void shouldFailWhenTheTransportHasTheMistake(final Class<?> contract, final String test) {
        final LawRun run = LawRun.ofMethod(contract, test);
        assertFalse(run.failed().isEmpty(), () -> "noticed nothing, passed=" + run.passed());
    }
}
