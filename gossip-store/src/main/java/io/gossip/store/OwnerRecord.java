package io.gossip.store;

import io.gossip.NodeId;
import io.gossip.store.memory.Memory;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What is held of one owner: above all which view is visible, for any number of readers and one publisher at a time.
 *
 * <p>A publish writes the next view to memory that nobody was told of, its address to the slot that the present number
 * does not point to, and then the next number: one store makes it visible. The memory of the view before may be in other
 * use from then on. A reader takes the number, the address, and whatever it wants of the view, and then looks whether the
 * number is still the same; if not, it begins again.
 *
 * <p><b>Assumptions</b>
 *
 * <ol>
 *   <li>One thread at a time publishes, and what it did happens before what the next one does.
 *   <li>What readers do with bytes of a view ends, and stays inside of the buffer, whatever the bytes are.
 *   <li>Fences order plain accesses to memory behind a ByteBuffer as they order those to fields.
 * </ol>
 *
 * <b>Guarantees</b>
 *
 * <ol>
 *   <li>If the number is still the same, all that was read is of one view, the one that was visible meanwhile: the slot
 *       and the memory of number s are written again only after s + 1 is stored (a store-store fence stands between), so
 *       a reader that saw such a write sees at least s + 1 behind its load-load fence.
 *   <li>A publisher that stops anywhere delays no reader: before the store of the number readers find the view before,
 *       after it the next.
 *   <li>A reader begins again only when a publish of this owner was completed meanwhile: lock-free.
 *   <li>The number has 64 bits and never returns to a value, so there is no ABA.
 * </ol>
 */
abstract class OwnerRecord {
    private static final VarHandle NUMBER;
    private static final VarHandle EVEN;
    private static final VarHandle ODD;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            NUMBER = lookup.findVarHandle(OwnerRecord.class, "number", long.class);
            EVEN = lookup.findVarHandle(OwnerRecord.class, "even", long.class);
            ODD = lookup.findVarHandle(OwnerRecord.class, "odd", long.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final NodeId id;
    private final long ownerHash;
    private final Memory memory;

    private long number;
    private long even;
    private long odd;

    OwnerRecord(final NodeId id, final long ownerHash, final Memory memory) {
        this.id = id;
        this.ownerHash = ownerHash;
        this.memory = memory;
    }

    final NodeId id() {
        return id;
    }

    /** @return hash of the id */
    final long ownerHash() {
        return ownerHash;
    }

    /** @return what the addresses are of */
    final Memory memory() {
        return memory;
    }

    /** @return the number of the last publish, for {@link #address} and {@link #isStill}; any thread */
    final long number() {
        return (long) NUMBER.getAcquire(this);
    }

    /** @return address of the view of that number, {@link Memory#NONE} when nothing was visible; any thread */
    final long address(final long ofNumber) {
        return (long) ((ofNumber & 1) == 0 ? EVEN : ODD).getOpaque(this);
    }

    /** @return whether all that was read since {@link #number} gave this number is of one view; any thread */
    final boolean isStill(final long thatNumber) {
        VarHandle.acquireFence();
        return (long) NUMBER.getOpaque(this) == thatNumber;
    }

    /** @return address of the visible view; the publisher */
    final long address() {
        return address(number);
    }

    /**
     * Makes a view visible. The memory of the one before may be used again at return.
     *
     * @param address of a finished view, or {@link Memory#NONE}
     */
    final void makeVisible(final long address) {
        final long next = number + 1;
        ((next & 1) == 0 ? EVEN : ODD).setOpaque(this, address);
        NUMBER.setRelease(this, next);
        VarHandle.storeStoreFence(); // before the old memory, or the old slot, is written to
    }

    /** Points a view at what is visible and may not change meanwhile; the merging thread. @return whether there is any */
    abstract boolean show(View view);
}
