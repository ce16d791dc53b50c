package io.gossip.bench.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.runner.options.Options;
import picocli.CommandLine;

class BenchCommandTest {
    @ParameterizedTest
    @ValueSource(strings = {"--fast", "--out", "a b", "(", "transport --rounds 0", "transport --only TCP"})
    void shouldRefuseWhatItDoesNotKnow(final String arguments) {
        final CommandLine command = BenchCommand.commandLine();
        command.setErr(new PrintWriter(new StringWriter()));
        assertEquals(2, command.execute(arguments.split(" ")));
    }

    @Test
    void shouldPrintHelp() {
        final StringWriter out = new StringWriter();
        final CommandLine command = BenchCommand.commandLine();
        command.setOut(new PrintWriter(out));
        assertEquals(0, command.execute("--help"));
        assertTrue(out.toString().contains("--quick"), out::toString);
    }

    @Test
    void shouldGiveNoJvmAFlagItDoesNotKnow() {
        assertFalse(BenchCommand.flags(17).toString().contains("unsafe"));
        assertTrue(BenchCommand.flags(25).toString().contains("--sun-misc-unsafe-memory-access=allow"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUICK", "FULL"})
    void shouldMeasureInForksWithTheProfilerOfAllocations(final String name) {
        for (final Options options : Profile.valueOf(name).passes(null, List.of("-Xmx1g"))) {
            assertTrue(options.getForkCount().get() > 0);
            assertEquals(1, options.getProfilers().size());
            assertEquals(List.of("-Xmx1g"), List.copyOf(options.getJvmArgs().get()));
        }
    }

    @Test
    void shouldRunWhatIsAskedForOnly() {
        for (final Profile profile : Profile.values()) {
            final List<Options> passes = profile.passes("Merge", List.of());
            assertEquals(1, passes.size());
            assertEquals(List.of("Merge"), passes.get(0).getIncludes());
        }
    }
}
