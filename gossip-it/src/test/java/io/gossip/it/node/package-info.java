/**
 * A node in a process of its own: {@link io.gossip.it.node.NodeProcess} runs there and obeys, {@link
 * io.gossip.it.node.RemoteNode} is the test's end of it. They talk over the process's standard streams, one line for a
 * command and one for its reply, so that the process ends with the test in any case.
 */
package io.gossip.it.node;
