/**
 * What can be asked of a running agent, and what it answers: the meaning of the frames of {@code io.gossip.cli.control}
 * for both ends. Used by the commands and the demo through {@link io.gossip.cli.query.AgentProxy}, and by the agent.
 */
package io.gossip.cli.query;
