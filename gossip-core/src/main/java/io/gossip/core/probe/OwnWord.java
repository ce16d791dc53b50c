package io.gossip.core.probe;

import io.gossip.NodeStatus;
import io.gossip.core.membership.LocalIdentity;
import io.gossip.core.wire.PacketEncoder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What this node says of itself in each ping and ack. Protocol thread only.
 *
 * @param self incarnation and version
 * @param rootHash hash of everything held
 * @param status how its own state machine has it, whatever the application thinks of it
 */
public record OwnWord(LocalIdentity self, LongSupplier rootHash, Supplier<NodeStatus> status) {

    /** @return whether the ping fitted; a target of 0 means whoever listens */
    boolean tryPing(final PacketEncoder packet, final int sequence, final long target) {
        return packet.tryPing(sequence, target, self.incarnation(), self.version(), rootHash.getAsLong(), status.get());
    }

    /** @return whether the ack fitted */
    boolean tryAck(final PacketEncoder packet, final int sequence) {
        return packet.tryAck(sequence, self.incarnation(), self.version(), rootHash.getAsLong(), status.get());
    }
}
