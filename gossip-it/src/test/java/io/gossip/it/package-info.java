/**
 * Scenarios with nodes in processes of their own, over real sockets. Each runs over every {@link
 * io.gossip.it.TransportUnderTest}, apart from those about one of them.
 */
package io.gossip.it;
