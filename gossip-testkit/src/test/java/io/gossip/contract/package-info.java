/**
 * What a node and a cluster must do, point by point, and what they must not do where the Go library that this one follows
 * goes wrong: numbered points of a checklist by theme, and numbered flaws, each provoked. All in virtual time.
 */
package io.gossip.contract;
