/** Java installations and processes, as a user starts them: without flags, and with nothing in the environment that adds some. */
package io.gossip.it.process;
