/**
 * Projects of users, in {@code src/consumers}: built outside of this build, by Maven, from what it has made, and run as users run
 * them.
 */
package io.gossip.it.consumer;
