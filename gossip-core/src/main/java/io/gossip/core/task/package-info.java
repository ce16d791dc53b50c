/** What the node runs when its time comes. Depended upon by every part of the protocol, depends on nothing. */
package io.gossip.core.task;
