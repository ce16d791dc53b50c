/** News about members on their way to everybody, piggybacked on every packet. Depends on the wire only. */
package io.gossip.core.broadcast;
