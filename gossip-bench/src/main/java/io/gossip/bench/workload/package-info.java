/**
 * What is measured on: owners, their writes, packets with real wire bytes, receivers that decode and merge them, and two
 * nodes' stores with the protocol's own anti-entropy between them. Used by the benchmarks, and by nobody else.
 */
package io.gossip.bench.workload;
