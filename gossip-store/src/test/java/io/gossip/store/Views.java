package io.gossip.store;

import io.gossip.store.memory.Memory;

/** What no store does: views that were never published, built by hand. */
final class Views {
    private Views() {}

    /** Makes a life visible that has written nothing. */
    static void publishEmpty(final PeerRecord owner, final long counter, final long nonce) {
        final ViewBuilder builder = new ViewBuilder();
        builder.plan(owner.memory(), Memory.NONE, new Writes(new SlotHash(1)), true);
        owner.publish(builder.build(owner.memory(), counter, nonce, 0), counter, nonce, 0);
    }

    /** Shows what an open stage has so far on top of its base. */
    static boolean showStaged(final PeerRecord owner, final View view) {
        final Stage stage = owner.stage();
        final View staged = new View();
        final Writes writes = new Writes(new SlotHash(1));
        staged.wrap(owner.memory(), stage.entries());
        for (int row = 0; row < staged.count(); row++) {
            writes.add(staged, row, staged.rowVersion(row));
        }
        return show(owner, stage.isOnVisible() ? owner.address() : Memory.NONE, writes, stage, view);
    }

    private static boolean show(
            final PeerRecord owner, final long base, final Writes writes, final Stage stage, final View view) {
        final ViewBuilder builder = new ViewBuilder();
        builder.plan(owner.memory(), base, writes, true);
        return view.wrap(
                owner.memory(), builder.build(owner.memory(), stage.counter(), stage.nonce(), stage.frontier()));
    }

    /** Publishes the visible view without its tombstones up to a version, which no replica may do on its own. */
    static void collect(final PeerRecord owner, final long floor) {
        final View view = new View();
        owner.show(view);
        final Writes kept = new Writes(new SlotHash(1));
        for (int row = 0; row < view.count(); row++) {
            if (!view.isTombstone(row) || view.rowVersion(row) > floor) {
                kept.add(view, row, view.rowVersion(row));
            }
        }
        final ViewBuilder builder = new ViewBuilder();
        builder.plan(owner.memory(), Memory.NONE, kept, true);
        owner.publish(
                builder.build(owner.memory(), owner.counter(), owner.nonce(), owner.version()),
                owner.counter(),
                owner.nonce(),
                owner.version());
    }
}
