/** The way out: packets are assembled and handed to the transport here, and nowhere else. */
package io.gossip.core.outbound;
