/**
 * Packets and their messages as bytes, drawn in docs/wire.md: {@link io.gossip.core.wire.PacketEncoder} fills a packet
 * under a budget, {@link io.gossip.core.wire.PacketDecoder} refuses or dispatches what came in. Called by the protocol
 * core on its one thread; depends on the API, the store's chunk and digest interfaces, and the codecs generated from
 * gossip.xml. No clock, no I/O.
 */
package io.gossip.core.wire;
