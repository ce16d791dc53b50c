/**
 * A transport over real sockets: datagrams for the best-effort lane, TCP for the reliable one, one selector for both.
 * Opened by applications or through {@link io.gossip.spi.TransportProvider}, driven by the protocol core. Depends on
 * the API and the JDK only.
 */
package io.gossip.transport.udp;
