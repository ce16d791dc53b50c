/**
 * Failure detection: one member is probed per interval, directly, then through others and over the reliable lane, and
 * suspected when nobody reaches it (SWIM). Depends on membership, link, health, broadcast and outbound.
 */
package io.gossip.core.probe;
