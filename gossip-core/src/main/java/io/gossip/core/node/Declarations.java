package io.gossip.core.node;

import io.gossip.ClusterDomainState;
import io.gossip.GossipNodeConfiguration;
import io.gossip.GossipStartConfiguration;
import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.NodeUpdate;
import io.gossip.UnknownNodeException;
import io.gossip.spi.Arguments;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.EpochClock;

/**
 * Where the application declares its membership, failure domains, and what it thinks of nodes. Each call makes the next
 * {@link Declaration} of the last in one step, is visible in the view at return, and wakes the protocol thread, if there
 * is one. Any thread, every phase; one that throws has changed nothing.
 */
public final class Declarations {
    private final NodeId self;
    private final Snapshots snapshots;
    private final EpochClock clock;
    private final Runnable wakeup;

    Declarations(final NodeId self, final Snapshots snapshots, final EpochClock clock, final Runnable wakeup) {
        this.self = self;
        this.snapshots = snapshots;
        this.clock = clock;
        this.wakeup = wakeup;
    }

    /**
     * Declares the membership; see {@link Gossiper#updateCluster}.
     *
     * @throws InvalidValueException when the map, a key or a value is null
     */
    public void updateCluster(final Map<NodeId, NodeUpdate> nodes) {
        declare(last -> last.withNodes(nodes, self, now()));
    }

    /**
     * Declares one node more; see {@link GossipStore#addNode}.
     *
     * @throws InvalidValueException when an argument is null or the domain malformed
     */
    public void addNode(
            final NodeId node, final NodeStatus status, final boolean quorumMember, final String clusterDomain) {
        Arguments.notNull(node, "nodeId");
        Arguments.notNull(status, "status");
        final NodeUpdate checked = new NodeUpdate(Optional.empty(), quorumMember, clusterDomain);
        declare(last -> withNode(last, node, checked, status));
    }

    private Declaration withNode(
            final Declaration last, final NodeId node, final NodeUpdate update, final NodeStatus status) {
        final NodeUpdate known = last.nodes().get(node);
        final Map<NodeId, NodeUpdate> nodes = new TreeMap<>(last.nodes());
        nodes.put(
                node,
                new NodeUpdate(
                        known == null ? Optional.empty() : known.address(),
                        update.quorumMember(),
                        update.clusterDomain()));
        final Declaration next = last.withNodes(nodes, self, now());
        final boolean isNew = !snapshots.isShown(node, last);
        final boolean isThere =
                snapshots.member(node) != null && snapshots.member(node).isPresent();
        // Of one that is new here and known to be there, membership knows better.
        return isNew && isThere ? next : withStatus(next, node, status);
    }

    private Declaration withStatus(final Declaration last, final NodeId node, final NodeStatus status) {
        return last.withOpinions(
                node.equals(self)
                        ? last.opinions().withSelf(Optional.of(status))
                        : last.opinions().with(node, status, snapshots.member(node)));
    }

    /**
     * Declares one node less; see {@link GossipStore#removeNode}.
     *
     * @throws InvalidValueException when it is null
     * @throws UnknownNodeException when it is not declared; never of this node
     */
    public void removeNode(final NodeId node) {
        Arguments.notNull(node, "nodeId");
        declare(last -> withoutNode(last, node));
    }

    private Declaration withoutNode(final Declaration last, final NodeId node) {
        if (last.nodes().containsKey(node)) {
            final Map<NodeId, NodeUpdate> nodes = new TreeMap<>(last.nodes());
            nodes.remove(node);
            return last.withNodes(nodes, self, now());
        }
        if (node.equals(self)) {
            return last;
        }
        throw new UnknownNodeException(node);
    }

    /**
     * Says what the application thinks of a node; see {@link GossipStore#updateNodeStatus}.
     *
     * @throws InvalidValueException when an argument is null
     * @throws UnknownNodeException when the node is not shown
     */
    public void updateNodeStatus(final NodeId node, final NodeStatus status) {
        Arguments.notNull(node, "nodeId");
        Arguments.notNull(status, "status");
        declare(last -> {
            if (!snapshots.isShown(node, last)) {
                throw new UnknownNodeException(node);
            }
            return withStatus(last, node, status);
        });
    }

    /**
     * Declares states of failure domains, in place of all declared before.
     *
     * @param activeMap by domain, copied
     * @return whether it differs from what was declared before
     * @throws InvalidValueException when it is null, or anything in it is, or a domain is malformed
     */
    public boolean updateClusterDomainsActiveMap(final Map<String, ClusterDomainState> activeMap) {
        final Map<String, ClusterDomainState> copy =
                GossipStartConfiguration.alone().withActiveMap(activeMap).activeMap();
        return declare(last -> last.domains().activeMap().equals(copy)
                ? last
                : last.withDomains(new Declaration.Domains(last.domains().own(), copy)));
    }

    /**
     * Declares this node's own failure domain.
     *
     * @param clusterDomain its name
     * @return whether it is another than before
     * @throws InvalidValueException when it is null or malformed
     */
    public boolean updateSelfClusterDomain(final String clusterDomain) {
        final String own = new NodeUpdate(Optional.empty(), false, clusterDomain).clusterDomain();
        return declare(last -> last.domains().own().equals(own)
                ? last
                : last.withDomains(new Declaration.Domains(own, last.domains().activeMap())));
    }

    /**
     * Who should go when another node reports trouble with one; see {@link Gossiper#externalNodeLeave}.
     *
     * @param node the one reported
     * @return that one, or this
     * @throws InvalidValueException when it is null
     */
    public NodeId externalNodeLeave(final NodeId node) {
        Arguments.notNull(node, "nodeId");
        final boolean isSound = snapshots.view().selfStatus() == NodeStatus.UP
                && snapshots.declaration().isSelfActive();
        return isSound ? node : self;
    }

    /**
     * Declares all that a start says, in one step: nobody sees a part of it.
     *
     * @param start what is to be declared; what it leaves out stays as it is
     * @param own where this node is reached
     * @throws InvalidValueException when an argument is null
     */
    public void declare(final GossipStartConfiguration start, final NodeAddress own) {
        Arguments.notNull(start, "configuration");
        Arguments.notNull(own, "address");
        declare(last -> after(start, last, own));
    }

    /**
     * @param start what is to be declared
     * @return whether this node would take part then
     * @throws InvalidValueException when it is null
     */
    public boolean wouldTakePart(final GossipStartConfiguration start) {
        Arguments.notNull(start, "configuration");
        return after(start, snapshots.declaration(), snapshots.selfAddress()).isSelfActive();
    }

    private Declaration after(final GossipStartConfiguration start, final Declaration last, final NodeAddress own) {
        Declaration next = last;
        if (!start.nodes().isEmpty()) {
            next = next.withNodes(declared(start, own, last.domains().own()), self, now());
        }
        if (!start.activeMap().isEmpty()) {
            next = next.withDomains(new Declaration.Domains(next.domains().own(), start.activeMap()));
        }
        return start.quorumProviderType().isPresent()
                ? next.withQuorumProvider(start.quorumProviderType().get().provider())
                : next;
    }

    private Map<NodeId, NodeUpdate> declared(
            final GossipStartConfiguration start, final NodeAddress own, final String domain) {
        final Map<NodeId, NodeUpdate> nodes = new HashMap<>();
        nodes.put(self, new NodeUpdate(Optional.of(own), true, domain));
        for (final Map.Entry<NodeId, GossipNodeConfiguration> entry :
                start.nodes().entrySet()) {
            final GossipNodeConfiguration node = entry.getValue();
            nodes.put(
                    entry.getKey(),
                    new NodeUpdate(Optional.of(node.address()), node.quorumMember(), node.clusterDomain()));
        }
        return nodes;
    }

    private boolean declare(final UnaryOperator<Declaration> change) {
        final boolean isChanged = snapshots.declare(change);
        if (isChanged) {
            wakeup.run();
        }
        return isChanged;
    }

    private Instant now() {
        return Instant.ofEpochMilli(clock.time());
    }
}
