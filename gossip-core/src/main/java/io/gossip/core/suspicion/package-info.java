/** How long a suspicion lasts. Pure; called by membership. */
package io.gossip.core.suspicion;
