package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;

/**
 * What the sender holds of a member, in the member's own words.
 *
 * @param state what is claimed
 * @param id the member
 * @param idHash keyed hash of the id; not on the wire, computed by the receiver
 * @param address where it is reached, with a port from 1
 * @param incarnation what the claim counts against
 * @param accuser suspect and dead: hash of who failed to reach it first; 0 when there is none
 * @param hearsay from a state exchange, so no independent confirmation
 */
public record MemberClaim(
        MemberState state,
        NodeId id,
        long idHash,
        NodeAddress address,
        Incarnation incarnation,
        long accuser,
        boolean hearsay) {
    /** @throws InvalidValueException when a part is null or the port is 0, which nobody can send to */
    public MemberClaim {
        if (state == null || id == null || address == null || incarnation == null) {
            throw new InvalidValueException("must not be null, state=" + state + " id=" + id + " address=" + address
                    + " incarnation=" + incarnation);
        }
        if (address.port() == 0) {
            throw new InvalidValueException("a member must be reachable, id=" + id + " address=" + address);
        }
    }
}
