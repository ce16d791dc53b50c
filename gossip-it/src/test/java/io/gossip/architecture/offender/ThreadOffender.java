package io.gossip.architecture.offender;

import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingIdleStrategy;

final class ThreadOffender {
    Thread thread(final Runnable task) {
        return new Thread(task);
    }

    void start(final Thread thread) {
        thread.start();
    }

    void sleep() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(0);
    }

    void park() {
        LockSupport.parkNanos(1);
    }

    ExecutorService executor() {
        return Executors.newCachedThreadPool();
    }

    void shutdown(final ExecutorService executor) {
        executor.shutdown();
    }

    ForkJoinPool pool() {
        return ForkJoinPool.commonPool();
    }

    Timer timer() {
        return new Timer();
    }

    Thread runner(final Agent agent) {
        return AgentRunner.startOnThread(
                new AgentRunner(new SleepingIdleStrategy(), Throwable::printStackTrace, null, agent));
    }
}
