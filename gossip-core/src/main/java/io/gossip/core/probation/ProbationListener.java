package io.gossip.core.probation;

/**
 * Hears whose probation is over.
 *
 * @param <K> what is on probation
 * @param <V> what is known of it
 */
@FunctionalInterface
public interface ProbationListener<K, V> {
    /**
     * The time was over, and it is not on probation any more. On the thread that called {@link Probation#run}, which holds
     * nothing: it may be put on probation again, also in here.
     *
     * @param key what was on probation
     * @param value what was known of it last
     * @param nowNs the present
     */
    void onExpired(K key, V value, long nowNs);
}
