package io.gossip.cli.agent;

import io.gossip.ClusterView;
import io.gossip.Gossiper;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeValue;
import io.gossip.StoreKey;
import io.gossip.cli.control.FieldReader;
import io.gossip.cli.control.FieldWriter;
import io.gossip.cli.control.Reply;
import io.gossip.cli.control.RequestHandler;
import io.gossip.cli.query.AgentStatus;
import io.gossip.cli.query.MemberRow;
import io.gossip.cli.query.ValueRow;
import io.gossip.cli.query.Verb;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Takes requests apart and lets the node answer. Any number of threads. */
final class AgentAdapter implements RequestHandler {
    /** Longest that a ping or a departure takes, and then some. */
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Gossiper gossiper;
    private final BooleanSupplier leave;
    private final Runnable end;
    private final long startNs = System.nanoTime();

    /**
     * @param gossiper the node
     * @param leave says good-bye and answers whether all were told
     * @param end lets the process end
     */
    AgentAdapter(final Gossiper gossiper, final BooleanSupplier leave, final Runnable end) {
        this.gossiper = gossiper;
        this.leave = leave;
        this.end = end;
    }

    @Override
    public void handle(final FieldReader request, final Reply reply) throws IOException {
        switch (Verb.parse(request.text())) {
            case MEMBERS -> members(request, reply);
            case GET -> get(request, reply);
            case SET -> set(request);
            case DELETE -> delete(request, reply);
            case PING -> ping(request, reply);
            case LEAVE -> leave(request, reply);
            case STAT -> stat(request, reply);
        }
    }

    private void members(final FieldReader request, final Reply reply) throws IOException {
        request.end();
        final Map<NodeId, NodeInfo> infos = gossiper.localState();
        for (final ClusterView.Member member : gossiper.view().members().values()) {
            reply.row(row(member, infos.get(member.id())).toFields());
        }
    }

    private static MemberRow row(final ClusterView.Member member, final NodeInfo info) {
        return new MemberRow(
                member.id(),
                member.status(),
                member.reportedStatus(),
                member.suspected(),
                member.address(),
                member.quorumMember(),
                member.incarnation().toString(),
                info == null ? 0 : liveKeys(info));
    }

    private static long liveKeys(final NodeInfo info) {
        return info.entries().values().stream()
                .filter(entry -> !entry.isTombstone())
                .count();
    }

    private void get(final FieldReader request, final Reply reply) throws IOException {
        final String key = request.text();
        request.end();
        for (final NodeValue<byte[]> value : gossiper.storeKeyValue(key).values()) {
            if (value.value().isPresent()) {
                reply.row(new ValueRow(value.id(), value.status(), value.value().get()).toFields());
            }
        }
    }

    private void set(final FieldReader request) {
        final StoreKey<byte[]> key = StoreKey.bytes(request.text());
        final byte[] value = request.bytes();
        request.end();
        gossiper.updateSelf(key, value);
    }

    private void delete(final FieldReader request, final Reply reply) throws IOException {
        final StoreKey<byte[]> key = StoreKey.bytes(request.text());
        request.end();
        reply.row(new FieldWriter().flag(gossiper.removeSelf(key)));
    }

    private void ping(final FieldReader request, final Reply reply) throws IOException {
        final NodeId node = NodeId.of(request.text());
        final NodeAddress address = request.hasMore() ? NodeAddress.parse(request.text()) : known(node);
        request.end();
        reply.within(LONG);
        final Duration roundTrip = gossiper.ping(node, address);
        reply.row(new FieldWriter().int64(roundTrip.toNanos()));
    }

    private NodeAddress known(final NodeId node) {
        return Optional.ofNullable(gossiper.view().members().get(node))
                .flatMap(ClusterView.Member::address)
                .orElseThrow(() ->
                        new InvalidValueException("not a known node, give its address as well, nodeId='" + node + "'"));
    }

    private void leave(final FieldReader request, final Reply reply) throws IOException {
        request.end();
        reply.within(LONG);
        reply.afterwards(end);
        reply.row(new FieldWriter().flag(leave.getAsBoolean()));
    }

    private void stat(final FieldReader request, final Reply reply) throws IOException {
        request.end();
        final ClusterView view = gossiper.view();
        final AgentStatus status = new AgentStatus(
                gossiper.nodeId(),
                gossiper.configuration().node().clusterId(),
                gossiper.address(),
                ProcessHandle.current().pid(),
                Duration.ofNanos(System.nanoTime() - startNs).toMillis(),
                view.selfStatus(),
                view.quorum(),
                gossiper.counters());
        reply.row(status.toFields());
    }
}
