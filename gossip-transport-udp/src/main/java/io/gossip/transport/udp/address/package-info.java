/**
 * From node addresses to socket addresses and back, without ever waiting on the calling thread. Used by the sockets of
 * the transport; depends on the API and the JDK only.
 */
package io.gossip.transport.udp.address;
