/**
 * Measurements over real sockets on the loopback interface, each a command: docs/measurements.md says how to run them and
 * what they gave. Clusters in one process, shared with the tests of the transport.
 */
package io.gossip.measure;
