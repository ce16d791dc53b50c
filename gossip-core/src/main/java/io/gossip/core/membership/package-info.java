/**
 * Who is a member, in which state and incarnation: the table, the rules by which claims change it, this node's defence
 * against claims about itself, and the forgetting of those long gone. Called by the node on the protocol thread;
 * depends on suspicion, on the wire's claim records and on the store's own record (whose generation is the node's).
 */
package io.gossip.core.membership;
