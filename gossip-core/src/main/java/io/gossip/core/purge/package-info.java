/** When this node purges its own tombstones. Depends on the store's own record only. */
package io.gossip.core.purge;
