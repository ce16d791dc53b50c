/** This node's own status: the state machine of the quorum and its timer. Pure but for the callback. */
package io.gossip.core.quorum;
