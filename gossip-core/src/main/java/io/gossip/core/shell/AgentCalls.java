package io.gossip.core.shell;

import io.gossip.GossipException;
import io.gossip.GossipTimeoutException;
import io.gossip.JoinResult;
import io.gossip.LifecycleException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.core.node.GossipNode;
import io.gossip.core.node.PingListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What is asked of the protocol thread, and waiting for its answer. The futures here are completed on that thread: what
 * a user hangs on one must be handed to another thread first.
 */
final class AgentCalls {
    private AgentCalls() {}

    static CompletableFuture<JoinResult> join(final Run run, final List<NodeAddress> seeds, final Duration joinTime) {
        final CompletableFuture<JoinResult> result = new CompletableFuture<>();
        submit(run, result, (node, nowNs) -> {
            node.join(seeds, nowNs);
            run.driver().agent().watch(new JoinWatch(seeds, nowNs + joinTime.toNanos(), result));
        });
        return result;
    }

    static CompletableFuture<Duration> ping(final Run run, final NodeId id, final NodeAddress address) {
        final CompletableFuture<Duration> result = new CompletableFuture<>();
        final LongSupplier inCycleNs = run.driver().agent()::inCycleNs;
        submit(
                run,
                result,
                (node, nowNs) -> node.ping(id, address, pingListener(id, address, inCycleNs, result), nowNs));
        return result;
    }

    /** @return completes with whether the node has said good-bye */
    static CompletableFuture<Boolean> leave(final Run run) {
        final CompletableFuture<Boolean> farewell = run.driver().agent().farewell();
        // One that comes too late fails nothing: the farewell is over then.
        submit(run, new CompletableFuture<>(), GossipNode::leave);
        return farewell;
    }

    private static void submit(
            final Run run, final CompletableFuture<?> result, final BiConsumer<GossipNode, Long> action) {
        run.driver().agent().submit(new Command() {
            @Override
            public void run(final GossipNode node, final long nowNs) {
                action.accept(node, nowNs);
            }

            @Override
            public void fail(final RuntimeException cause) {
                result.completeExceptionally(cause);
            }
        });
    }

    /** @param inCycleNs time since the duty cycle began, which is all that the node knows of time: an answer may be as fast */
    private static PingListener pingListener(
            final NodeId id,
            final NodeAddress address,
            final LongSupplier inCycleNs,
            final CompletableFuture<Duration> result) {
        return new PingListener() {
            @Override
            public void onAnswer(final long roundTripNs) {
                result.complete(Duration.ofNanos(roundTripNs + inCycleNs.getAsLong()));
            }

            @Override
            public void onFailure(final String fact) {
                result.completeExceptionally(
                        new GossipTimeoutException(fact + " nodeId=" + id + " address=" + address));
            }

            @Override
            public void onAbandoned(final String fact) {
                result.completeExceptionally(new LifecycleException(fact + " pinged=" + id + " address=" + address));
            }
        };
    }

    /** @return whether it is complete in time; an interrupted thread does not wait */
    static boolean await(final Run run, final CompletableFuture<?> result, final long timeoutNs) {
        final Completion completion = new Completion(result);
        return run.driver().await(timeoutNs, completion, completion);
    }

    /** The end of a future, to be waited for. */
    private record Completion(CompletableFuture<?> result) implements BooleanSupplier, Driver.Sleep {
        @Override
        public boolean getAsBoolean() {
            return result.isDone();
        }

        @Override
        public void sleep(final long ns) throws InterruptedException {
            Driver.sleepUntil(result, ns);
        }
    }

    /**
     * @param result one that is complete
     * @return its value
     * @throws GossipException what it failed with
     */
    static <T> T valueOf(final CompletableFuture<T> result) {
        try {
            return result.join();
        } catch (final CompletionException e) {
            throw e.getCause() instanceof GossipException typed
                    ? typed
                    : new GossipException("failed, cause=" + e.getCause(), e);
        }
    }
}
