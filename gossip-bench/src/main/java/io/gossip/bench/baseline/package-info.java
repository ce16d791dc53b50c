/**
 * What the store is compared with: copying the same bytes, slots without any look-up, and a map of records as one would
 * write it first. Each is fed from the same wire bytes.
 */
package io.gossip.bench.baseline;
