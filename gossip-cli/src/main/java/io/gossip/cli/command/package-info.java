/** One class for each subcommand, with its options as picocli reads them, and what they share. */
package io.gossip.cli.command;
