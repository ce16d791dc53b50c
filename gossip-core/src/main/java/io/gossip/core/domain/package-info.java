/**
 * Losses of whole failure domains: whether a member that failed is down alone or with all of its domain, and probation
 * for those that are. Called by the node on the protocol thread; depends on membership, on requested pings and on
 * probation.
 */
package io.gossip.core.domain;
