package io.gossip.cli.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What is refused before anything is started. */
class UsageTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(final String line) {
        final CommandLine command = RootCommand.commandLine(Map.of());
        command.setOut(new PrintWriter(out));
        command.setErr(new PrintWriter(err));
        return command.execute(line.isEmpty() ? new String[0] : line.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                                    | a command is missing
                    nothing                               | nothing
                    agent                                 | --id
                    agent --id                            | --id
                    agent --id=                           | must not be empty, nodeId=''
                    agent --id a --bind here              | address='here'
                    agent --id a --bind 127.0.0.1:70000   | address='127.0.0.1:70000'
                    agent --id a --join 127.0.0.1         | address='127.0.0.1'
                    agent --id a --expect many            | 'many'
                    agent --id a --expect -1              | expectedMembers=-1
                    agent --id a --preset slow            | no such preset, preset='slow' present=[lan, wan, local, reference]
                    agent --id a --set novalue            | novalue
                    agent --id a --set =x                 | key=''
                    agent --id a --cluster=               | clusterId=''
                    agent --id a --nonsense               | --nonsense
                    get                                   | KEY
                    get k --node=                         | nodeId=''
                    get k more                            | more
                    set k                                 | either a value or --delete, key='k'
                    set k v --delete                      | either a value or --delete, key='k'
                    ping                                  | ID
                    ping a nowhere                        | address='nowhere'
                    members --agent=                      | nodeId=''
                    demo --nodes 2                        | nodes=2
                    demo --nodes 33                       | nodes=33
                    demo --nodes x                        | 'x'
                    demo --json --keep                    | --keep
                    """)
    void shouldRefuseWrongUsageInOneLine(final String line, final String named) {
        assertEquals(2, execute(line), err::toString);
        final String message = err.toString();
        assertTrue(message.contains(named), message);
        assertTrue(message.startsWith("gossip: ") && message.indexOf('\n') == message.length() - 1, message);
        assertTrue(message.contains("--help)"), message);
        assertEquals("", out.toString());
    }

    @Test
    void shouldRefuseOverlongNames() {
        assertEquals(2, execute("agent --id " + "x".repeat(256)));
        assertEquals(2, execute("get " + "k".repeat(256)));
        assertTrue(err.toString().contains("length=256"), err::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "agent", "members", "get", "set", "ping", "leave", "stat"})
    void shouldExplainEveryCommand(final String name) {
        assertEquals(0, execute(name + " --help"));
        assertTrue(out.toString().startsWith("Usage: gossip " + name), out::toString);
        assertEquals("", err.toString());
    }

    @Test
    void shouldListExactlyTheCommandsThereAre() {
        assertEquals(
                java.util.List.of("demo", "agent", "members", "get", "set", "ping", "leave", "stat"),
                java.util.List.copyOf(
                        RootCommand.commandLine(Map.of()).getSubcommands().keySet()));
        assertEquals(0, execute("--help"));
        assertTrue(out.toString().contains("Exit codes: 0 done"), out::toString);
    }
}
