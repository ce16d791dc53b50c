/** Tests of what surrounds a node, with real threads, files and processes. */
package io.gossip.core.shell;
