package io.gossip.sim;

import io.gossip.ClusterView;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.core.node.GossipNode;
import io.gossip.spi.Arguments;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Questions about what all live nodes see: those that run and are not frozen. Cheap while the answer is no: each asks
 * first the node that said no last time.
 */
public final class ClusterViews {
    private final Collection<VirtualNode> nodes;
    private VirtualNode lastDissenter;

    ClusterViews(final Collection<VirtualNode> nodes) {
        this.nodes = nodes;
    }

    /** @return ids of the live nodes */
    public Set<NodeId> live() {
        final Set<NodeId> ids = new TreeSet<>();
        nodes.stream().filter(VirtualNode::isLive).forEach(node -> ids.add(node.id()));
        return ids;
    }

    /** @return whether a condition holds at every live node */
    public boolean all(final Predicate<GossipNode> condition) {
        Arguments.notNull(condition, "condition");
        if (lastDissenter != null && lastDissenter.isLive() && !condition.test(lastDissenter.node())) {
            return false;
        }
        for (final VirtualNode node : nodes) {
            if (node.isLive() && !condition.test(node.node())) {
                lastDissenter = node;
                return false;
            }
        }
        return true;
    }

    /** @return whether a question gets equal answers from every live node */
    public boolean allAgreeOn(final Function<GossipNode, ?> question) {
        Arguments.notNull(question, "question");
        Object first = null;
        boolean isFirst = true;
        for (final VirtualNode node : nodes) {
            if (!node.isLive()) {
                continue;
            }
            final Object answer = question.apply(node.node());
            if (isFirst) {
                first = answer;
                isFirst = false;
            } else if (!Objects.equals(first, answer)) {
                return false;
            }
        }
        return true;
    }

    /** @return whether every live node holds the same state of all members and owners */
    public boolean allHoldTheSame() {
        return allAgreeOn(GossipNode::rootHash);
    }

    /** @return whether every live node shows exactly the live nodes as up, itself counted in any case */
    public boolean allSeeTheLive() {
        return allSeeUp(live());
    }

    /** @return whether every live node shows exactly these nodes as up, itself counted if it is one of them */
    public boolean allSeeUp(final Set<NodeId> expected) {
        Arguments.notNull(expected, "expected");
        return all(node -> seesUp(node.store().view(), expected));
    }

    /** @return whether every live node shows a node in a status */
    public boolean allSee(final String id, final NodeStatus status) {
        final NodeId about = NodeId.of(id);
        Arguments.notNull(status, "status");
        return all(node -> {
            final ClusterView.Member member = node.store().view().members().get(about);
            return member != null && member.status() == status;
        });
    }

    /** @return whether every live node, the owner included, has this value under the owner's key */
    public <T> boolean allHold(final String owner, final StoreKey<T> key, final T value) {
        final NodeId id = NodeId.of(owner);
        final Optional<T> expected = Optional.of(Arguments.notNull(value, "value"));
        return all(node -> node.store().value(id, key).equals(expected));
    }

    private static boolean seesUp(final ClusterView view, final Set<NodeId> expected) {
        int up = 0;
        for (final ClusterView.Member member : view.members().values()) {
            // A node's opinion of itself is about its quorum, not about being up.
            if (member.status() == NodeStatus.UP || member.id().equals(view.self())) {
                if (!expected.contains(member.id())) {
                    return false;
                }
                up++;
            }
        }
        return up == expected.size();
    }
}
