package io.gossip.sim.network;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.sim.trace.Trace;
import io.gossip.sim.trace.TraceKind;
import io.gossip.spi.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.LongHashSet;

/**
 * What is wrong with a network, changeable at any time. A packet meets the faults of the moment it is sent, and the cuts
 * of the moment it arrives as well. All methods throw {@link InvalidValueException} for an address that the network does
 * not know.
 */
public final class NetworkFaults {
    private final Hosts hosts;
    private final Trace trace;
    private final Long2ObjectHashMap<LinkModel> pairLinks = new Long2ObjectHashMap<>();
    private final LongHashSet cuts = new LongHashSet(LongHashSet.DEFAULT_INITIAL_CAPACITY, 0.65f, false);
    private final LongHashSet datagramCuts = new LongHashSet(LongHashSet.DEFAULT_INITIAL_CAPACITY, 0.65f, false);
    private final Consumer<Host> unblocked;
    private LinkModel defaultLink;

    NetworkFaults(final Hosts hosts, final Trace trace, final LinkModel defaultLink, final Consumer<Host> unblocked) {
        this.unblocked = unblocked;
        this.hosts = hosts;
        this.trace = trace;
        this.defaultLink = Arguments.notNull(defaultLink, "link");
    }

    /** @param link for every pair that has no other; replaces the previous one */
    public void link(final LinkModel link) {
        defaultLink = Arguments.notNull(link, "link");
        note("all", "link " + link);
    }

    /** @param link for all that a node sends and receives, but for pairs with a link of their own; null: as the others */
    public void link(final NodeAddress node, final LinkModel link) {
        hosts.require(node).link = link;
        note(node, "link " + link);
    }

    /** @param link for what one node sends to another; null: as the others */
    public void link(final NodeAddress from, final NodeAddress to, final LinkModel link) {
        final long pair = pair(from, to);
        if (link == null) {
            pairLinks.remove(pair);
        } else {
            pairLinks.put(pair, link);
        }
        note(from, "link to " + to + " " + link);
    }

    /**
     * Nothing gets from one node to the other any more. The other direction stays, for packets; the reliable lane is
     * cut in both, since its acknowledgements are.
     */
    public void cut(final NodeAddress from, final NodeAddress to) {
        cuts.add(pair(from, to));
        note(from, "cut to " + to);
    }

    /** Undoes {@link #cut} of that direction; no effect when it was not cut. */
    public void mend(final NodeAddress from, final NodeAddress to) {
        cuts.remove(pair(from, to));
        note(from, "mended to " + to);
    }

    /** No packet of the best-effort lane gets from one node to the other any more; the reliable lane does not notice. */
    public void cutDatagrams(final NodeAddress from, final NodeAddress to) {
        datagramCuts.add(pair(from, to));
        note(from, "datagrams cut to " + to);
    }

    /** Undoes {@link #cutDatagrams} of that direction; no effect when they were not cut. */
    public void mendDatagrams(final NodeAddress from, final NodeAddress to) {
        datagramCuts.remove(pair(from, to));
        note(from, "datagrams mended to " + to);
    }

    /**
     * Splits the network into islands that do not reach each other; undoes any earlier partition, keeps cuts.
     *
     * @param groups one island each; the nodes named by none, those opened later included, are one more island
     * @throws InvalidValueException when a group is empty or a node is in two
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // Read only: nothing of another type can get in.
    public final void partition(final Set<NodeAddress>... groups) {
        partition(Arrays.asList(Arguments.notNull(groups, "groups")));
    }

    /** The same for a list of groups. */
    public void partition(final List<Set<NodeAddress>> groups) {
        final Set<NodeAddress> named = new HashSet<>();
        final List<Set<NodeAddress>> sorted = new ArrayList<>();
        for (final Set<NodeAddress> group : Arguments.notNull(groups, "groups")) {
            if (Arguments.notNull(group, "group").isEmpty()) {
                throw new InvalidValueException("empty group, groups=" + groups);
            }
            for (final NodeAddress node : group) {
                hosts.require(node);
                if (!named.add(node)) {
                    throw new InvalidValueException("in two groups, node=" + node);
                }
            }
            sorted.add(new TreeSet<>(group));
        }
        join();
        for (int i = 0; i < sorted.size(); i++) {
            for (final NodeAddress node : sorted.get(i)) {
                hosts.require(node).island = i + 1;
            }
        }
        note("all", "partition " + sorted);
    }

    /** Undoes partitions and cuts. Links and interfaces stay as they are. */
    public void heal() {
        join();
        cuts.clear();
        datagramCuts.clear();
        note("all", "heal");
    }

    /** Sending from that node is refused with a negative code, and nothing reaches it. */
    public void interfaceDown(final NodeAddress node) {
        hosts.require(node).isInterfaceUp = false;
        note(node, "interface down");
    }

    /** Undoes {@link #interfaceDown}. */
    public void interfaceUp(final NodeAddress node) {
        hosts.require(node).isInterfaceUp = true;
        note(node, "interface up");
    }

    /**
     * Messages of that node wait: none leaves it, none that arrives is handed to it. Sends end in no error. It is not the network that
     * is slow then, but the node.
     */
    public void block(final NodeAddress node) {
        hosts.require(node).isBlocked = true;
        note(node, "block");
    }

    /** Undoes {@link #block}, if need be: what waits leaves, in order, and then what has arrived can be polled. */
    public void unblock(final NodeAddress node) {
        hosts.require(node).isBlocked = false;
        note(node, "unblock");
        unblocked.accept(hosts.require(node));
    }

    boolean isCut(final Host from, final Host to) {
        return from.island != to.island
                || !from.isInterfaceUp
                || !to.isInterfaceUp
                || !cuts.isEmpty() && cuts.contains(from.pairWith(to));
    }

    boolean areDatagramsCut(final Host from, final Host to) {
        return !datagramCuts.isEmpty() && datagramCuts.contains(from.pairWith(to));
    }

    LinkModel linkOf(final Host from, final Host to) {
        if (!pairLinks.isEmpty()) {
            final LinkModel pair = pairLinks.get(from.pairWith(to));
            if (pair != null) {
                return pair;
            }
        }
        if (from.link != null) {
            return from.link;
        }
        return to.link != null ? to.link : defaultLink;
    }

    private void join() {
        hosts.inOrder().forEach(host -> host.island = 0);
    }

    private long pair(final NodeAddress from, final NodeAddress to) {
        if (Arguments.notNull(from, "from").equals(Arguments.notNull(to, "to"))) {
            throw new InvalidValueException("a node has no link to itself, node=" + from);
        }
        return hosts.require(from).pairWith(hosts.require(to));
    }

    private void note(final Object subject, final String detail) {
        trace.note(TraceKind.FAULT, subject, detail);
    }
}
