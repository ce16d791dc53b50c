/** Classes that break the rules of {@link io.gossip.architecture} on purpose. Nothing else may use them. */
package io.gossip.architecture.offender;
