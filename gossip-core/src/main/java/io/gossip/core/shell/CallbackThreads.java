package io.gossip.core.shell;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads for code of the user: one for each piece that has something to do, so that none waits for another, gone soon
 * after. So nothing of the user's runs on the protocol thread, unless by an executor of his own that runs it there.
 */
final class CallbackThreads implements Executor {
    private static final int IDLE_SECONDS = 5;

    private final ThreadPoolExecutor pool;

    CallbackThreads(final ThreadFactory threads) {
        this.pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /** @throws RejectedExecutionException after close, or when no thread is to be had */
    @Override
    public void execute(final Runnable task) {
        pool.execute(task);
    }

    /**
     * @param source completed on the protocol thread
     * @return completed alike here; after close, where the source is
     */
    <T> CompletableFuture<T> handOver(final CompletableFuture<T> source) {
        final CompletableFuture<T> copy = new CompletableFuture<>();
        source.whenComplete((value, failure) -> executeOrRun(() -> {
            if (failure == null) {
                copy.complete(value);
            } else {
                copy.completeExceptionally(failure);
            }
        }));
        return copy;
    }

    private void executeOrRun(final Runnable task) {
        try {
            execute(task);
        } catch (final RuntimeException | Error e) {
            // Closed, no thread to be had, or a thread factory that throws: better here than never.
            task.run();
        }
    }

    /** What runs is let finish. */
    void close() {
        pool.shutdown();
    }
}
