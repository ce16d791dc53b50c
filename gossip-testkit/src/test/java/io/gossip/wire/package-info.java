/** Packets of today's schema and of a newer one meet: what each side makes of the other's. */
package io.gossip.wire;
