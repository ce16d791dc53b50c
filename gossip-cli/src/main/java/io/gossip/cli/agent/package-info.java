/**
 * An agent: one node in a process of its own, its control socket, and what it prints. Used by the command {@code agent}.
 */
package io.gossip.cli.agent;
