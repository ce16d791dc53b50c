/**
 * The demonstration: real agents as child processes, what is done to them, and what each of them says it sees. Used by
 * the command {@code demo}; looks at the agents through {@code io.gossip.cli.query} only.
 */
package io.gossip.cli.demo;
