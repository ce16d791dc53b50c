/**
 * How well this node itself is, by signs that it can see: the local health multiplier. Pure; called by the node, probe and
 * membership, depends on nothing.
 */
package io.gossip.core.health;
