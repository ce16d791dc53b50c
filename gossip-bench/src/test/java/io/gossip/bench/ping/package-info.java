/** Tests of the ping-pong between processes: that it runs and says what it must, not how fast it is. */
package io.gossip.bench.ping;
