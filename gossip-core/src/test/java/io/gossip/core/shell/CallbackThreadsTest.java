package io.gossip.core.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.Test;

/** A future that is handed over completes, whatever the threads are like. */
class CallbackThreadsTest {
    private static final List<ThreadFactory> BAD = List.of(
            task -> {
                throw new IllegalStateException("a bug of the factory's");
            },
            task -> {
                throw new OutOfMemoryError("unable to create native thread");
            },
            task -> null);

    @Test
    void shouldCompleteWhereTheSourceIsWhenThereIsNoThread() {
        for (final ThreadFactory bad : BAD) {
            final CallbackThreads threads = new CallbackThreads(bad);
            final CompletableFuture<String> source = new CompletableFuture<>();
            final CompletableFuture<String> copy = threads.handOver(source);
            source.complete("answer");
            assertEquals("answer", copy.getNow("open"));
            final CompletableFuture<String> failing = new CompletableFuture<>();
            final CompletableFuture<String> failed = threads.handOver(failing);
            failing.completeExceptionally(new IllegalArgumentException("the cause"));
            assertTrue(failed.isCompletedExceptionally());
            threads.close();
        }
    }
}
