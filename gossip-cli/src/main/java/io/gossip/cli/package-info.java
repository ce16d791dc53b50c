/**
 * The {@code gossip} command: its entry point. The packages below hold its subcommands ({@code command}), what they
 * start ({@code agent}, {@code demo}), how they talk to running agents ({@code control}, {@code query}) and how they
 * print ({@code report}).
 */
package io.gossip.cli;
