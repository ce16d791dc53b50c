/**
 * How a command talks to a running agent: a Unix domain socket that only its owner can reach, in a directory that only
 * its owner can enter, and frames of length-prefixed fields on it. Knows nothing of what is asked or answered; used by
 * {@code io.gossip.cli.query} and {@code io.gossip.cli.agent}. Depends on the API's value types and the JDK.
 */
package io.gossip.cli.control;
