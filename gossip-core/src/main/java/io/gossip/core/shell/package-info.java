/**
 * What surrounds a node in a real process: the thread that drives it, commands from other threads, futures, listeners on
 * an executor, the choice of a transport. The only package of the core that knows threads; it holds no protocol logic.
 * Made by {@link io.gossip.core.provider}, drives {@link io.gossip.core.node}.
 */
package io.gossip.core.shell;
