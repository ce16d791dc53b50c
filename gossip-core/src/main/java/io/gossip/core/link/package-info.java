/**
 * The way to one peer: how long datagrams take there and back, and whether they get there at all. Pure; fed by probe, kept by
 * membership for each member.
 */
package io.gossip.core.link;
