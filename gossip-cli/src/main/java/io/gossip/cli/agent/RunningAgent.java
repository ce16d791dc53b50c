package io.gossip.cli.agent;

import io.gossip.GossipException;
import io.gossip.GossipStartConfiguration;
import io.gossip.Gossiper;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.cli.control.ControlServer;
import io.gossip.cli.control.RunDirectory;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * A node with its control socket, from start to departure. It leaves once, whoever asks first: a signal, a request, or
 * the end of its input; others wait for that. Any thread.
 */
public final class RunningAgent implements AutoCloseable {
    /** Longest wait for others to be told; it takes some packets, so a few milliseconds as a rule. */
    private static final Duration LEAVE_TIME = Duration.ofSeconds(2);

    private static final Duration EXCHANGE_TIME = Duration.ofSeconds(5);

    private final AgentSettings settings;
    private final Gossiper gossiper;
    private final ControlServer control;
    private final NoticePrinter printer;
    private final CountDownLatch end = new CountDownLatch(1);
    private boolean hasLeft;
    private boolean wereAllTold;

    private RunningAgent(final AgentSettings settings, final RunDirectory directory, final NoticePrinter printer) {
        this.settings = settings;
        this.printer = printer;
        this.gossiper = settings.build();
        try {
            this.control = ControlServer.open(
                    directory, settings.node(), new AgentAdapter(gossiper, this::leave, this::end), EXCHANGE_TIME);
        } catch (final RuntimeException e) {
            gossiper.close();
            throw e;
        }
    }

    /**
     * Makes the node and its control socket; the node does not run yet.
     *
     * @param settings what it is told
     * @param directory where its control socket is made
     * @param printer prints what happens
     * @return the agent
     * @throws io.gossip.GossipException when a setting is bad or an agent of that id runs already
     */
    public static RunningAgent open(
            final AgentSettings settings, final RunDirectory directory, final NoticePrinter printer) {
        return new RunningAgent(settings, directory, printer);
    }

    /**
     * Starts the node, waits a moment for those to join through, and prints from then on.
     *
     * @throws io.gossip.GossipException when the address cannot be bound
     */
    public void start() {
        try {
            final JoinResult joined = gossiper.start(new GossipStartConfiguration(Map.of(), settings.join()));
            printer.print(started(joined));
            gossiper.subscribe(printer);
        } catch (final GossipException e) {
            // Asked to leave while it waited for an answer: no error, and nothing more to do.
            if (!hasLeft()) {
                throw e;
            }
        }
    }

    private Notice started(final JoinResult joined) {
        final long pid = ProcessHandle.current().pid();
        return new Notice(
                gossiper.nodeId() + " runs at " + gossiper.address() + ", pid " + pid + ", control socket "
                        + control.socket() + words(joined),
                Notice.event("started")
                        .put("node", gossiper.nodeId().value())
                        .put("address", gossiper.address().toString())
                        .put("pid", pid)
                        .put("socket", control.socket().toString())
                        .putTexts("contacted", texts(joined.contacted()))
                        .putTexts("refused", texts(joined.failed().keySet()))
                        .putTexts("retrying", texts(joined.retrying())));
    }

    private static String words(final JoinResult joined) {
        final StringBuilder words = new StringBuilder();
        joined.contacted().forEach(address -> words.append("; joined through ").append(address));
        joined.failed()
                .forEach((address, why) ->
                        words.append("; ").append(address).append(": ").append(why.fact()));
        joined.retrying()
                .forEach(address -> words.append("; no answer yet from ").append(address));
        return words.toString();
    }

    private static Iterable<String> texts(final Collection<NodeAddress> addresses) {
        return addresses.stream().map(NodeAddress::toString).toList();
    }

    /** Says good-bye; at once when that has been said. @return whether all were told in time */
    public synchronized boolean leave() {
        if (!hasLeft) {
            hasLeft = true;
            wereAllTold = stop();
        }
        return wereAllTold;
    }

    private synchronized boolean hasLeft() {
        return hasLeft;
    }

    private boolean stop() {
        try {
            return gossiper.stop(LEAVE_TIME);
        } catch (final LifecycleException e) {
            // It never ran, so nobody has to be told.
            return true;
        }
    }

    /** Lets {@link #awaitEnd} return. */
    public void end() {
        end.countDown();
    }

    /** Waits until somebody calls {@link #end}. */
    public void awaitEnd() throws InterruptedException {
        end.await();
    }

    /** Prints that it has left; blocks while nobody reads what is printed. */
    public void printFarewell() {
        printer.print(new Notice(
                gossiper.nodeId() + (leave() ? " left" : " left, but not all others could be told in time"),
                Notice.event("left").put("node", gossiper.nodeId().value()).put("toldAll", leave())));
    }

    /** Leaves, and releases everything. Idempotent. */
    @Override
    public void close() {
        leave();
        control.close();
        gossiper.close();
    }
}
