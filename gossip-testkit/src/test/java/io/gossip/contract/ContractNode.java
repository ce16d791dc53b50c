package io.gossip.contract;

import io.gossip.ClusterView;
import io.gossip.GossipEvent;
import io.gossip.GossipStore;
import io.gossip.NodeAddress;
import io.gossip.NodeConfig;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import io.gossip.StoreKey;
import io.gossip.core.node.Declarations;
import io.gossip.core.node.Gate;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.NodeMemory;
import io.gossip.core.node.PingListener;
import io.gossip.sim.network.ProcessRunner;
import io.gossip.sim.network.VirtualProcess;
import io.gossip.sim.network.VirtualTransport;
import io.gossip.sim.time.VirtualClock;
import io.gossip.spi.Lane;
import io.gossip.spi.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** One node over its starts and stops, all on the same memory, as a gossiper is; or a new process at the same place. */
final class ContractNode {
    private final ContractNetwork net;
    private final NodeConfig config;
    private final VirtualClock clock;
    private final List<GossipEvent> events = new ArrayList<>();
    private NodeAddress address;
    private NodeMemory memory;
    private VirtualTransport transport;
    private GossipNode node;
    private ProcessRunner runner;
    private int runs;
    private int lives;

    ContractNode(
            final ContractNetwork net,
            final String id,
            final String host,
            final Consumer<NodeConfig.Builder> configure) {
        this.net = net;
        final NodeConfig.Builder builder = NodeConfig.builder(NodeId.of(id)).clusterId("contract");
        configure.accept(builder);
        config = builder.build();
        address = new NodeAddress(host, 7946);
        net.network().register(address);
        final long originNs = net.streams().seedOf("origin/" + host) >> 2;
        clock = new VirtualClock(net.network().time(), originNs);
        forget();
    }

    /** As a new process has it: nothing in memory. */
    void forget() {
        lives++;
        runs = 0;
        memory = NodeMemory.create(config, clock.time(), address, random("memory"), clock);
    }

    private RandomGenerator random(final String use) {
        return net.streams().stream(config.nodeId() + "/" + address + "/" + use + "/" + lives + "/" + runs);
    }

    NodeId id() {
        return config.nodeId();
    }

    NodeAddress address() {
        return address;
    }

    void moveTo(final NodeAddress next) {
        net.network().register(next);
        address = next;
    }

    String domain() {
        return config.clusterDomain();
    }

    VirtualClock clock() {
        return clock;
    }

    Declarations declarations() {
        return memory.declarations();
    }

    GossipNode node() {
        return node;
    }

    GossipStore store() {
        return memory.store();
    }

    ClusterView view() {
        return memory.view();
    }

    NodeStatus self() {
        return store().selfStatus();
    }

    /** @return its opinion of a node; INVALID when it does not show it */
    NodeStatus shows(final String other) {
        final ClusterView.Member member = view().members().get(NodeId.of(other));
        return member == null ? NodeStatus.INVALID : member.status();
    }

    /** @return what a node that it shows has told it of itself */
    NodeStatus reported(final String other) {
        return view().members().get(NodeId.of(other)).reportedStatus();
    }

    /** @return what it holds of a node under a key */
    <T> Optional<T> value(final String owner, final StoreKey<T> key) {
        return store().value(NodeId.of(owner), key);
    }

    List<GossipEvent> events() {
        return events;
    }

    boolean isRunning() {
        return node != null && !node.isStopped();
    }

    /** @return whether it has a socket */
    boolean isOpen() {
        return !transport.isShut();
    }

    /** Starts it, on the memory it has. */
    void start(final NodeAddress... seeds) {
        if (runs++ > 0) {
            memory.relive(clock.time(), random("life"));
        }
        transport = net.network().open(address);
        transport.shut();
        node = GossipNode.create(memory, new TransportGate(transport), random("run"), events::add, transport::wakeup);
        runner = new ProcessRunner(net.network(), transport, clock, new Process(node));
        node.start(clock.monotonicNs(), List.of(seeds));
        runner.runNow();
    }

    /** Stops with a good-bye, which takes a few rounds. */
    void leave() {
        node.leave(clock.monotonicNs());
        runner.runNow();
        net.await(id() + " has said good-bye", node::isStopped);
        end();
    }

    /** Stops without a word; its memory stays. */
    void stop() {
        node.stop();
        end();
    }

    private void end() {
        memory.onStopped();
        runner.kill();
    }

    /** Ends as a process does that is killed: its memory is lost. */
    void crash() {
        stop();
        forget();
    }

    void pause() {
        runner.pause();
    }

    void resume() {
        runner.resume();
    }

    void write(final StoreKey<String> key, final String value) {
        store().updateSelf(key, value);
    }

    void ping(final String id, final NodeAddress at, final PingListener listener) {
        node.ping(NodeId.of(id), at, listener, clock.monotonicNs());
        runner.runNow();
    }

    void runNow() {
        runner.runNow();
    }

    /** @return packets sent so far, by lane */
    Map<Lane, Long> packetsSent() {
        return memory.counters().packetsSent();
    }

    /** Its process in one run. */
    private record Process(GossipNode node) implements VirtualProcess {
        @Override
        public int doWork(final long nowNs) {
            return node.doWork(nowNs);
        }

        @Override
        public long nextDeadlineNs() {
            return node.nextDeadlineNs();
        }
    }

    /** Opens and shuts the socket as the node's failure domain demands. */
    private record TransportGate(VirtualTransport virtual) implements Gate {
        @Override
        public Transport transport() {
            return virtual;
        }

        @Override
        public void open() {
            virtual.reopen();
        }

        @Override
        public void shut() {
            virtual.shut();
        }

        @Override
        public boolean isOpen() {
            return !virtual.isShut();
        }
    }
}
