/**
 * Rumors: fresh writes spread at once and are repeated a few times; too large ones go as ids and are pulled. Depends on
 * membership, outbound and the store.
 */
package io.gossip.core.rumor;
