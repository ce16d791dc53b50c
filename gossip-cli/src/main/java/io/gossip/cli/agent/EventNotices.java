package io.gossip.cli.agent;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.QuorumStatus;
import io.gossip.cli.report.Json;
import java.util.Optional;

/** Puts events into words. Pure. */
final class EventNotices {
    private EventNotices() {}

    static Notice of(final GossipEvent event) {
        return isAboutSelf(event) ? aboutSelf(event) : aboutMember(event);
    }

    private static boolean isAboutSelf(final GossipEvent event) {
        return event instanceof GossipEvent.Snapshot
                || event instanceof GossipEvent.Resync
                || event instanceof GossipEvent.SelfStatusChanged
                || event instanceof GossipEvent.QuorumChanged
                || event instanceof GossipEvent.IdentityConflict;
    }

    private static Notice aboutSelf(final GossipEvent event) {
        if (event instanceof GossipEvent.Snapshot snapshot) {
            return new Notice(words(snapshot.view()), view("snapshot", snapshot.view()));
        }
        if (event instanceof GossipEvent.Resync resync) {
            return new Notice(
                    "missed " + resync.dropped() + " events; " + words(resync.view()),
                    view("resync", resync.view()).put("dropped", resync.dropped()));
        }
        if (event instanceof GossipEvent.SelfStatusChanged change) {
            return new Notice(
                    "own status " + change.before() + " -> " + change.after(),
                    node("self-status", change.node())
                            .put("before", change.before().name())
                            .put("after", change.after().name()));
        }
        if (event instanceof GossipEvent.QuorumChanged change) {
            return quorum(change);
        }
        final GossipEvent.IdentityConflict conflict = (GossipEvent.IdentityConflict) event;
        return new Notice(
                "another process claims this id, its life " + conflict.claimed() + ", own " + conflict.own(),
                node("identity-conflict", conflict.node())
                        .put("claimed", conflict.claimed().toString())
                        .put("own", conflict.own().toString()));
    }

    private static Notice quorum(final GossipEvent.QuorumChanged change) {
        final QuorumStatus quorum = change.quorum();
        return new Notice(
                (quorum.inQuorum() ? "quorum found" : "quorum lost") + ", up " + quorum.up() + " of " + quorum.members()
                        + ", needed " + quorum.needed(),
                node("quorum", change.node())
                        .put("inQuorum", quorum.inQuorum())
                        .put("members", quorum.members())
                        .put("needed", quorum.needed())
                        .put("up", quorum.up()));
    }

    private static Notice aboutMember(final GossipEvent event) {
        if (event instanceof GossipEvent.MemberJoined joined) {
            return new Notice(
                    joined.node() + " joined, at " + joined.address(),
                    node("member-joined", joined.node())
                            .put("incarnation", joined.incarnation().toString())
                            .put("address", joined.address().toString()));
        }
        if (event instanceof GossipEvent.MemberUpdated updated) {
            return new Notice(
                    updated.node() + " came back or moved, at " + updated.address(),
                    node("member-updated", updated.node())
                            .put("incarnation", updated.incarnation().toString())
                            .put("address", updated.address().toString()));
        }
        if (event instanceof GossipEvent.MemberSuspected suspected) {
            return suspected(suspected);
        }
        if (event instanceof GossipEvent.PeerStatusChanged change) {
            return new Notice(
                    change.node() + " " + change.before() + " -> " + change.after(),
                    node("peer-status", change.node())
                            .put("before", change.before().name())
                            .put("after", change.after().name()));
        }
        if (event instanceof GossipEvent.KeysChanged change) {
            return new Notice(
                    change.node() + " wrote " + change.values().keySet() + ", removed " + change.removed(),
                    node("keys", change.node())
                            .put("generation", change.generation().toString())
                            .put("version", change.version())
                            .putTexts("written", change.values().keySet())
                            .putTexts("removed", change.removed()));
        }
        return end(event);
    }

    private static Notice suspected(final GossipEvent.MemberSuspected suspected) {
        final Optional<String> accuser = suspected.accuser().map(NodeId::value);
        final Json json = node("member-suspected", suspected.node())
                .put("incarnation", suspected.incarnation().toString());
        accuser.ifPresentOrElse(by -> json.put("accuser", by), () -> json.putNull("accuser"));
        return new Notice(suspected.node() + " is suspected by " + accuser.orElse("others"), json);
    }

    private static Notice end(final GossipEvent event) {
        if (event instanceof GossipEvent.MemberRefuted refuted) {
            return new Notice(
                    refuted.node() + " is alive",
                    node("member-refuted", refuted.node())
                            .put("incarnation", refuted.incarnation().toString()));
        }
        if (event instanceof GossipEvent.MemberLeft left) {
            return new Notice(
                    left.node() + " left",
                    node("member-left", left.node())
                            .put("incarnation", left.incarnation().toString()));
        }
        if (event instanceof GossipEvent.MemberFailed failed) {
            return new Notice(
                    failed.node() + " failed",
                    node("member-failed", failed.node())
                            .put("incarnation", failed.incarnation().toString()));
        }
        final GossipEvent.MemberRemoved removed = (GossipEvent.MemberRemoved) event;
        return new Notice(
                removed.node() + " is forgotten",
                node("member-removed", removed.node())
                        .put("generation", removed.generation().toString()));
    }

    private static Json node(final String event, final NodeId node) {
        return Notice.event(event).put("node", node.value());
    }

    private static Json view(final String event, final ClusterView view) {
        return node(event, view.self())
                .put("status", view.selfStatus().name())
                .putTexts("up", ids(view, NodeStatus.UP))
                .putTexts("down", ids(view, NodeStatus.DOWN));
    }

    private static String words(final ClusterView view) {
        return "status " + view.selfStatus() + ", up " + ids(view, NodeStatus.UP) + ", down "
                + ids(view, NodeStatus.DOWN);
    }

    private static Iterable<String> ids(final ClusterView view, final NodeStatus status) {
        return view.members().values().stream()
                .filter(member -> member.status() == status)
                .map(member -> member.id().value())
                .toList();
    }
}
