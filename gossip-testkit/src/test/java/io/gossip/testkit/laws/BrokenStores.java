package io.gossip.testkit.laws;

import io.gossip.Generation;
import io.gossip.NodeId;
import io.gossip.NodeInfo;
import io.gossip.NodeValueVisitor;
import io.gossip.StoreKey;
import io.gossip.StoreLimits;
import io.gossip.ValueVisitor;
import io.gossip.store.ChunkBuffer;
import io.gossip.store.ChunkFlags;
import io.gossip.store.ChunkSink;
import io.gossip.store.ChunkSource;
import io.gossip.store.CutOutcome;
import io.gossip.store.EntryVisitor;
import io.gossip.store.KeyedHash;
import io.gossip.store.LaxStore;
import io.gossip.store.MergeOutcome;
import io.gossip.store.OwnerDigest;
import io.gossip.store.OwnerReader;
import io.gossip.store.OwnerSnapshot;
import io.gossip.store.OwnerStore;
import io.gossip.store.ReplicaListener;
import io.gossip.store.ViewVisitor;
import io.gossip.testkit.model.Chunk;
import io.gossip.testkit.model.Write;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stores with one mistake each, as laws to be run: the mistakes that real systems made. */
final class BrokenStores {
    private BrokenStores() {}

    private static OwnerStore sound(
            final NodeId self, final Generation generation, final KeyedHash hash, final StoreLimits limits) {
        return OwnerStore.create(self, generation, hash, limits);
    }

    /** Merges another chunk than it was given. */
    private static OwnerStore merging(final OwnerStore sound, final UnaryOperator<Chunk> mistake) {
        return new ForwardingStore(sound) {
            @Override
            public MergeOutcome merge(final ChunkSource chunk) {
                return super.merge(mistake.apply(Chunk.of((ChunkBuffer) chunk)).toSource());
            }
        };
    }

    /** Cannot even be made. */
    static final class Stillborn implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            throw new IllegalStateException("no store");
        }
    }

    /** Takes chunks although tombstones between them and what is held are purged. */
    static final class WithoutFloor implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_FLOOR.open(s, g, h, l);
        }
    }

    /** Takes chunks although there is a gap before them. */
    static final class WithoutGapCheck implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_GAP_CHECK.open(s, g, h, l);
        }
    }

    /** Shows what has come so far. */
    static final class WithoutStage implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_STAGE.open(s, g, h, l);
        }
    }

    /** Takes the last target for the stage's. */
    static final class WithoutLargestTarget implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_LARGEST_TARGET.open(s, g, h, l);
        }
    }

    /** Believes any header. */
    static final class WithoutHeaderCheck implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_HEADER_CHECK.open(s, g, h, l);
        }
    }

    /** Believes any counter. */
    static final class WithoutCounterLimit implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_COUNTER_LIMIT.open(s, g, h, l);
        }
    }

    /** Believes any version. */
    static final class WithoutVersionLimit implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_VERSION_LIMIT.open(s, g, h, l);
        }
    }

    /** Does not purge. */
    static final class WithoutPurge implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_PURGE.open(s, g, h, l);
        }
    }

    /** Starts a new life with nothing. */
    static final class WithoutRepublishing implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return LaxStore.WITHOUT_REPUBLISHING.open(s, g, h, l);
        }
    }

    /** Takes longer values than it should. */
    static final class Generous implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return sound(s, g, h, l.withMaxValueLength(2 * l.maxValueLength()));
        }
    }

    /** Takes rumors for answers. */
    static final class Credulous implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return merging(
                    sound(s, g, h, l),
                    chunk -> new Chunk(
                            chunk.owner(),
                            chunk.generation(),
                            chunk.from(),
                            chunk.to(),
                            chunk.target(),
                            chunk.purgeFloor(),
                            chunk.flags() & ~ChunkFlags.RUMOR,
                            chunk.entries()));
        }
    }

    /** Sends all to everybody, and lets the last one win. */
    static final class LastWins implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public CutOutcome cut(final OwnerDigest asker, final ChunkSink sink) {
                    return super.cut(new OwnerDigest().setNothing(asker.ownerHash()), sink);
                }

                @Override
                public MergeOutcome merge(final ChunkSource chunk) {
                    if (release(chunk.owner())) {
                        hold(chunk.owner());
                    }
                    return super.merge(chunk);
                }
            };
        }
    }

    /** Shows no value that was written before the purge floor. */
    static final class Overzealous implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public OwnerReader reader() {
                    return purging(super.reader());
                }
            };
        }

        private static OwnerReader purging(final OwnerReader sound) {
            return new OwnerReader() {
                @Override
                public NodeId selfId() {
                    return sound.selfId();
                }

                @Override
                public void forEachOwner(final Consumer<NodeId> visitor) {
                    sound.forEachOwner(visitor);
                }

                @Override
                public boolean read(final NodeId owner, final StoreKey<?> key, final ValueVisitor visitor) {
                    return snapshot(owner).entries().containsKey(key.name()) && sound.read(owner, key, visitor);
                }

                @Override
                public int forEachValue(
                        final StoreKey<?> key, final Predicate<NodeId> isWanted, final NodeValueVisitor visitor) {
                    return sound.forEachValue(key, isWanted, visitor);
                }

                @Override
                public boolean forEachEntry(final NodeId owner, final EntryVisitor visitor) {
                    return sound.forEachEntry(owner, visitor);
                }

                @Override
                public boolean look(final NodeId owner, final ViewVisitor visitor) {
                    return sound.look(owner, visitor);
                }

                @Override
                public OwnerSnapshot snapshot(final NodeId owner) {
                    final OwnerSnapshot all = sound.snapshot(owner);
                    final Map<String, NodeInfo.Entry> late = new TreeMap<>(all.entries());
                    late.values().removeIf(entry -> entry.version() <= all.purgeFloor());
                    return new OwnerSnapshot(
                            owner,
                            all.generation(),
                            all.version(),
                            all.purgeFloor(),
                            all.purgeVersion(),
                            late,
                            all.stateHash());
                }
            };
        }
    }

    /** Takes every life for one and the same. */
    static final class WithoutLives implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return merging(
                    sound(s, g, h, l),
                    chunk -> new Chunk(
                            chunk.owner(),
                            new Generation(1, 1),
                            chunk.from(),
                            chunk.to(),
                            chunk.target(),
                            chunk.purgeFloor(),
                            chunk.flags(),
                            chunk.entries()));
        }
    }

    /** Truncates what it cuts by the order of keys. */
    static final class ByKey implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public CutOutcome cut(final OwnerDigest asker, final ChunkSink sink) {
                    final ChunkBuffer all = ChunkBuffer.unlimited();
                    if (super.cut(asker, all) == CutOutcome.NOTHING) {
                        return CutOutcome.NOTHING;
                    }
                    return send(Chunk.of(all), sink);
                }
            };
        }

        private static CutOutcome send(final Chunk all, final ChunkSink sink) {
            final ChunkBuffer probe = (ChunkBuffer) sink;
            probe.begin(
                    all.owner(),
                    all.generation().counter(),
                    all.generation().nonce(),
                    all.from(),
                    all.target(),
                    all.purgeFloor(),
                    all.flags());
            final int room = Math.min(all.entries().size(), maxEntries(all, probe));
            final List<Write> sent = all.entries().stream()
                    .sorted(Comparator.comparing(Write::key))
                    .limit(room)
                    .sorted(Comparator.comparingLong(Write::version))
                    .toList();
            probe.abort();
            final Chunk chunk = new Chunk(
                    all.owner(),
                    all.generation(),
                    all.from(),
                    room == all.entries().size()
                            ? all.target()
                            : sent.get(room - 1).version(),
                    all.target(),
                    all.purgeFloor(),
                    all.flags(),
                    sent);
            probe.begin(
                    chunk.owner(),
                    chunk.generation().counter(),
                    chunk.generation().nonce(),
                    chunk.from(),
                    chunk.target(),
                    chunk.purgeFloor(),
                    chunk.flags());
            sent.forEach(write -> probe.entry(write.version(), write.kind(), write.keyBytes(), write.value()));
            probe.end(chunk.to());
            return chunk.isComplete() ? CutOutcome.COMPLETE : CutOutcome.PARTIAL;
        }

        private static int maxEntries(final Chunk all, final ChunkBuffer probe) {
            final ChunkBuffer source = all.toSource();
            int room = 0;
            while (source.next()
                    && probe.tryAdd(
                            source.entryVersion(),
                            source.entryKind(),
                            source.entryBuffer(),
                            source.keyOffset(),
                            source.keyLength(),
                            source.entryBuffer(),
                            source.valueOffset(),
                            source.valueLength())) {
                room++;
            }
            return room;
        }
    }

    /** Never sends a reset. */
    static final class NeverResetting implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public CutOutcome cut(final OwnerDigest asker, final ChunkSink sink) {
                    return super.cut(
                            new OwnerDigest()
                                    .set(
                                            asker.ownerHash(),
                                            asker.counter(),
                                            asker.nonce(),
                                            asker.frontier(),
                                            Long.MAX_VALUE,
                                            false,
                                            false),
                            sink);
                }
            };
        }
    }

    /** Calls its listener twice. */
    static final class Talkative implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public void listener(final ReplicaListener listener) {
                    super.listener(new ReplicaListener() {
                        @Override
                        public void onPublish(
                                final NodeId owner,
                                final long ownerHash,
                                final long counter,
                                final long nonce,
                                final long from,
                                final long to,
                                final boolean newLife) {
                            listener.onPublish(owner, ownerHash, counter, nonce, from, to, newLife);
                            listener.onPublish(owner, ownerHash, counter, nonce, from, to, newLife);
                        }

                        @Override
                        public void onForgotten(final NodeId owner) {
                            listener.onForgotten(owner);
                        }
                    });
                }
            };
        }
    }

    /** Hashes nothing. */
    static final class Hashless implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public long rootHash() {
                    return 0;
                }
            };
        }
    }

    /** Throws on what it does not like. */
    static final class Throwing implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public MergeOutcome merge(final ChunkSource chunk) {
                    final MergeOutcome outcome = super.merge(chunk);
                    if (outcome == MergeOutcome.REFUSED) {
                        throw new IllegalArgumentException("malformed chunk");
                    }
                    return outcome;
                }
            };
        }
    }

    /** Takes over what others say about itself. */
    static final class Gullible implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public MergeOutcome merge(final ChunkSource chunk) {
                    if (chunk.owner() != null && chunk.owner().equals(s)) {
                        self().put(StoreKey.utf8("hearsay"), "x");
                    }
                    return super.merge(chunk);
                }
            };
        }
    }

    /** Forgets an owner whose chunk it has to refuse. */
    static final class Resentful implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public MergeOutcome merge(final ChunkSource chunk) {
                    final MergeOutcome outcome = super.merge(chunk);
                    if (outcome == MergeOutcome.REFUSED && release(chunk.owner())) {
                        hold(chunk.owner());
                    }
                    return outcome;
                }
            };
        }
    }

    /** Takes no reset. */
    static final class Deaf implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public MergeOutcome merge(final ChunkSource chunk) {
                    return chunk.isReset() ? MergeOutcome.IGNORED : super.merge(chunk);
                }
            };
        }
    }

    /** Collects tombstones on its own. */
    static final class Tidy implements MergeLaws {
        @Override
        public OwnerStore store(final NodeId s, final Generation g, final KeyedHash h, final StoreLimits l) {
            return new ForwardingStore(sound(s, g, h, l)) {
                @Override
                public void onRound() {
                    super.onRound();
                    forEachDigest(0, digest -> {
                        final OwnerSnapshot shown = reader().snapshot(owner(digest.ownerHash()));
                        if (shown != null && shown.entries().values().stream().anyMatch(e -> e.isTombstone())) {
                            release(owner(digest.ownerHash()));
                            hold(shown.owner());
                        }
                        return true;
                    });
                }
            };
        }
    }
}
