package io.gossip.core.shell;

import java.util.concurrent.ThreadFactory;

/**
 * Threads of one name that keep no process alive.
 *
 * @param name of each
 */
record DaemonThreads(String name) implements ThreadFactory {
    @Override
    public Thread newThread(final Runnable task) {
        final Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
