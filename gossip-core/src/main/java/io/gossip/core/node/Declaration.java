package io.gossip.core.node;

import io.gossip.ClusterDomainState;
import io.gossip.InvalidValueException;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeUpdate;
import io.gossip.QuorumProvider;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that the application declared and thinks, as one immutable snapshot, so that no evaluation ever sees half of a change.
 *
 * @param number rises with each declaration
 * @param nodes the membership by id; empty before the first declaration
 * @param since when each of them was declared first, by the wall clock, for display
 * @param domains failure domains and their states
 * @param quorumProvider who decides on quorum
 * @param opinions what the application thinks of nodes
 */
record Declaration(
        long number,
        Map<NodeId, NodeUpdate> nodes,
        Map<NodeId, Instant> since,
        Domains domains,
        QuorumProvider quorumProvider,
        Opinions opinions) {

    /**
     * The only word on failure domains: the view, the quorum and whether this node takes part all go by it.
     *
     * @param own that of this node
     * @param activeMap states by domain
     */
    record Domains(String own, Map<String, ClusterDomainState> activeMap) {}

    /** @return nothing declared yet but what the configuration says */
    static Declaration first(final NodeConfig config) {
        final Domains domains = new Domains(config.clusterDomain(), Map.of());
        return new Declaration(0, Map.of(), Map.of(), domains, config.quorumProvider(), Opinions.NONE);
    }

    /**
     * @param next the complete membership; where it lists this node, that is a word on its domain, too
     * @param self this node
     * @param now when
     * @throws InvalidValueException when the map, a key or a value is null
     */
    Declaration withNodes(final Map<NodeId, NodeUpdate> next, final NodeId self, final Instant now) {
        if (next == null) {
            throw new InvalidValueException("must not be null, nodes=null");
        }
        final Map<NodeId, NodeUpdate> copy = new TreeMap<>();
        final Map<NodeId, Instant> dates = new TreeMap<>();
        for (final Map.Entry<NodeId, NodeUpdate> entry : next.entrySet()) {
            final NodeId id = entry.getKey();
            if (id == null || entry.getValue() == null) {
                throw new InvalidValueException(
                        "declared node must not be null, nodeId=" + id + " update=" + entry.getValue());
            }
            copy.put(id, entry.getValue());
            final Instant earlier = since.get(id);
            dates.put(id, earlier == null ? now : earlier);
        }
        final NodeUpdate own = copy.get(self);
        final Set<NodeId> undeclared = new TreeSet<>(nodes.keySet());
        undeclared.removeAll(copy.keySet());
        return new Declaration(
                number + 1,
                Collections.unmodifiableMap(copy),
                Collections.unmodifiableMap(dates),
                own == null ? domains : new Domains(own.clusterDomain(), domains.activeMap()),
                quorumProvider,
                opinions.without(undeclared));
    }

    Declaration withQuorumProvider(final QuorumProvider next) {
        return new Declaration(number + 1, nodes, since, domains, next, opinions);
    }

    Declaration withDomains(final Domains next) {
        return new Declaration(number + 1, nodes, since, next, quorumProvider, opinions);
    }

    /** The same declaration where the opinions are the same. */
    Declaration withOpinions(final Opinions next) {
        return next == opinions ? this : new Declaration(number + 1, nodes, since, domains, quorumProvider, next);
    }

    /**
     * @param last one before
     * @return whether the state machine must look: everything is an event of it but an opinion of this node, which stands until
     *     the next event
     */
    boolean isEventAfter(final Declaration last) {
        return nodes != last.nodes
                || domains != last.domains
                || quorumProvider != last.quorumProvider
                || opinions.ofPeers() != last.opinions.ofPeers();
    }

    /** @return whether nodes of a domain take part */
    boolean isActive(final String domain) {
        return !quorumProvider.goesByDomains() || domains.activeMap().get(domain) == ClusterDomainState.ACTIVE;
    }

    /** @return whether this node takes part */
    boolean isSelfActive() {
        return isActive(domains.own());
    }

    /** @return the failure domain of another node as declared, empty when it is not */
    String domainOf(final NodeId id) {
        final NodeUpdate node = nodes.get(id);
        return node == null ? "" : node.clusterDomain();
    }

    /** @return how many of the declared nodes count for quorum */
    int quorumMembers() {
        int count = 0;
        for (final NodeUpdate node : nodes.values()) {
            count += node.quorumMember() ? 1 : 0;
        }
        return count;
    }
}
