/**
 * From node addresses to socket addresses and back, without ever waiting on the calling thread. Used by transports that
 * send to IP addresses; depends on the API and the JDK only.
 */
package io.gossip.spi.address;
