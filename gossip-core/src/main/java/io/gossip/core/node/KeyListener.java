package io.gossip.core.node;

import java.util.Set;

/** Hears of values of shown peers under keys that it names. */
public interface KeyListener {
    /** Wants nothing. */
    KeyListener NONE = new KeyListener() {
        @Override
        public Set<String> keys() {
            return Set.of();
        }

        @Override
        public void onValues(final OwnerValues values) {
            // There are no keys.
        }
    };

    /** @return whose values are told; asked at each publish of a peer, by any thread, so it must cost nothing */
    Set<String> keys();

    /**
     * Another version of a peer is visible, or it is shown from now on, or not shown any more. On the thread that merges; must
     * not throw.
     *
     * @param values all there are now under the keys
     */
    void onValues(OwnerValues values);
}
