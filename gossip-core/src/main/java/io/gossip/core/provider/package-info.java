/** What ServiceLoader finds: brings the real clocks and entropy to the protocol. */
package io.gossip.core.provider;
