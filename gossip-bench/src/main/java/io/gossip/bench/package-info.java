/**
 * The benchmarks: a class is a subject, a method an operation, and beside each stand its baselines, run in the same run.
 * Figures are per entry, row, read or write, not per call: {@code @OperationsPerInvocation}.
 */
package io.gossip.bench;
