/** Badly named, and in a cycle with {@link io.gossip.architecture.offender.impl}. */
package io.gossip.architecture.offender.util;
