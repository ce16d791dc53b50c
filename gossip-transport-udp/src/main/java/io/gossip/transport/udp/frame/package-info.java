/** What the reliable lane sends over a connection, as bytes in memory: no sockets here. Depends on the API only. */
package io.gossip.transport.udp.frame;
