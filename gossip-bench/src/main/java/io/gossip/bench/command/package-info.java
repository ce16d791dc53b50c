/** {@code gossip bench}: runs the benchmarks in JVMs with the right flags and writes a report. */
package io.gossip.bench.command;
