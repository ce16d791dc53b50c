/**
 * Memory outside the heap that is given out in blocks and taken back, and reused without the garbage collector. Knows
 * nothing of what lies in it. Used by {@link io.gossip.store}, depends on the buffers of {@link io.gossip.spi} only.
 */
package io.gossip.store.memory;
