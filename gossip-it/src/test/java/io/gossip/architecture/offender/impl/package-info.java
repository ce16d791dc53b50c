/** Badly named, and in a cycle with {@link io.gossip.architecture.offender.util}. */
package io.gossip.architecture.offender.impl;
