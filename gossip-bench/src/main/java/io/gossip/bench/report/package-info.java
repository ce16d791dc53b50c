/**
 * From JMH's results to a report: rows with the ratio to the baselines beside, bytes per operation and the gate on them,
 * the machine, as Markdown and JSON.
 */
package io.gossip.bench.report;
