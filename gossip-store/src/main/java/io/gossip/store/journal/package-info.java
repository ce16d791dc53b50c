/**
 * What a node keeps on disk: the counters of its lives, its own live keys, the peers it knew. Synchronous, for one thread at a
 * time; the only package of the store that knows files. Driven by the shell of the core, which has the thread for it. The
 * layout and what it guarantees are in docs/journal.md.
 */
package io.gossip.store.journal;
