/**
 * What a provider implements: transports, and the buffer that needs no JVM flag. Called by the protocol core, never by
 * the application.
 */
package io.gossip.spi;
