package io.gossip.transport.aeron.neighbour;

import io.aeron.Aeron;
import io.gossip.NodeAddress;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.status.CountersReader;

/**
 * The nodes that are clients of one driver, this one included once it has said so. The driver tells of each that comes and goes
 * while the client's conductor is invoked, and takes back what a dead client has said. Driving thread only.
 *
 * <p>Guarantees: who is here listens, or did so until the driver noticed its death; the driver holds the node's socket for as
 * long, so nobody else can be at its address meanwhile. Two that give the same address are both left out.
 */
public final class Neighbours {
    /** Null when nobody is to be found. */
    private final Aeron aeron;

    private final Long2ObjectHashMap<Neighbour> known = new Long2ObjectHashMap<>();
    private long changes;

    private Neighbours() {
        aeron = null;
    }

    /** @return one that finds nobody and says nothing */
    public static Neighbours none() {
        return new Neighbours();
    }

    /** @param aeron the client, whose conductor nobody invokes meanwhile */
    public Neighbours(final Aeron aeron) {
        this.aeron = aeron;
        aeron.addAvailableCounterHandler(this::onAvailable);
        aeron.addUnavailableCounterHandler(this::onUnavailable);
        final CountersReader counters = aeron.countersReader();
        counters.forEach((final int id, final int typeId, final DirectBuffer key, final String label) -> {
            if (typeId == NeighbourDescriptor.TYPE_ID) {
                onAvailable(counters, counters.getCounterRegistrationId(id), id);
            }
        });
    }

    private void onAvailable(final CountersReader counters, final long registrationId, final int counterId) {
        if (counters.getCounterTypeId(counterId) != NeighbourDescriptor.TYPE_ID) {
            return;
        }
        final Neighbour neighbour = NeighbourDescriptor.decodeOrNull(
                counters.metaDataBuffer(),
                CountersReader.metaDataOffset(counterId) + CountersReader.KEY_OFFSET,
                registrationId);
        if (neighbour != null && known.put(registrationId, neighbour) == null) {
            changes++;
        }
    }

    private void onUnavailable(final CountersReader counters, final long registrationId, final int counterId) {
        if (known.remove(registrationId) != null) {
            changes++;
        }
    }

    /**
     * Says where this node listens, as soon as the driver gets to it; that it does must be so already. An address whose host is
     * too long for it is not said, nor when the driver has no counter left: others use the network then.
     *
     * @param address what others are told
     */
    public void announce(final NodeAddress address, final int packetStreamId, final int messageStreamId) {
        if (aeron != null && NeighbourDescriptor.fits(address)) {
            final DirectBuffer key = NeighbourDescriptor.encode(address, packetStreamId, messageStreamId);
            final DirectBuffer label = NeighbourDescriptor.label(address);
            aeron.asyncAddCounter(NeighbourDescriptor.TYPE_ID, key, 0, key.capacity(), label, 0, label.capacity());
        }
    }

    /** @return the one node of this driver that others know by the address, or null */
    public Neighbour findOrNull(final NodeAddress address) {
        Neighbour found = null;
        for (final Neighbour neighbour : known.values()) {
            if (neighbour.address().equals(address)) {
                if (found != null) {
                    return null;
                }
                found = neighbour;
            }
        }
        return found;
    }

    /** @return a number that differs from an earlier one if nodes have come or gone in between */
    public long changes() {
        return changes;
    }
}
