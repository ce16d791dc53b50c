package io.gossip.core.wire;

import io.gossip.Incarnation;
import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import java.nio.charset.StandardCharsets;

/**
 * First word to a seed, or to a member believed gone.
 *
 * @param attempt comes back in the reply
 * @param id the joiner
 * @param address where it is reached, with a port from 1
 * @param incarnation the joiner's own
 * @param ownVersion version of the joiner's own record, from 0
 * @param clusterId in plain, so that a misconfigured joiner can be told what differs
 * @param gossipVersion in plain, likewise
 */
public record JoinRequest(
        int attempt,
        NodeId id,
        NodeAddress address,
        Incarnation incarnation,
        long ownVersion,
        String clusterId,
        String gossipVersion) {
    /** Longest cluster id and gossip version in bytes of UTF-8. */
    public static final int MAX_TEXT_LENGTH = 255;

    /** @throws InvalidValueException when a part is null, a text over-long, the version negative or the port 0 */
    public JoinRequest {
        if (id == null || address == null || incarnation == null) {
            throw new InvalidValueException(
                    "must not be null, id=" + id + " address=" + address + " incarnation=" + incarnation);
        }
        if (address.port() == 0) {
            throw new InvalidValueException("a joiner must be reachable, id=" + id + " address=" + address);
        }
        if (ownVersion < 0) {
            throw new InvalidValueException("must not be negative, ownVersion=" + ownVersion);
        }
        checkText(clusterId, "clusterId");
        checkText(gossipVersion, "gossipVersion");
    }

    private static void checkText(final String text, final String name) {
        if (text == null || text.getBytes(StandardCharsets.UTF_8).length > MAX_TEXT_LENGTH) {
            throw new InvalidValueException(
                    "must not be null or longer than " + MAX_TEXT_LENGTH + " bytes, " + name + "=" + text);
        }
    }
}
