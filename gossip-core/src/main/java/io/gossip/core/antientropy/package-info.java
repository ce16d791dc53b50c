/**
 * Finds and mends what rumors missed: digests on a mismatch of root hashes, pulls, and chunks in answer to both. Depends
 * on membership, outbound and the store.
 */
package io.gossip.core.antientropy;
