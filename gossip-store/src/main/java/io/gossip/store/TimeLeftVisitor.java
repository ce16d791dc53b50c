package io.gossip.store;

/** Receives the keys that have a time to live. */
@FunctionalInterface
public interface TimeLeftVisitor {
    /**
     * @param key its name
     * @param leftNs what is left of its time, from 1 on: also when it is over and the deletion is still to come
     */
    void onTimeLeft(String key, long leftNs);
}
