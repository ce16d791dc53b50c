/** The command as users start it: real processes, real sockets. */
package io.gossip.cli.process;
