/**
 * What every transport must do, as JUnit tests to inherit: {@link io.gossip.testkit.transport.TransportContract}. For
 * those who write a transport; depends on the API and JUnit only.
 */
package io.gossip.testkit.transport;
