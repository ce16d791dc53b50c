package io.gossip.store;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.StoreLimits;
import io.gossip.store.memory.Memory;

/** One node's store: the own record, the table of all records, and the three roles over them. */
final class LocalStore implements OwnerStore {
    private final KeyedHash hash;
    private final StoreLimits limits;
    private final OwnerTable owners;
    private final SelfRecord self;
    private final ViewReader reader;
    private final PeerReplica replica;

    private LocalStore(
            final NodeId id,
            final ChunkSource image,
            final KeyedHash hash,
            final StoreLimits limits,
            final Rules rules,
            final long indexSeed) {
        final SlotHash slotHash = new SlotHash(indexSeed);
        this.hash = hash;
        this.limits = limits;
        this.self = new SelfRecord(id, hash.of(id), limits, rules.self(), slotHash, image);
        this.owners = new OwnerTable(hash::of, slotHash, limits.maxOwners(), self, new Memory(limits.maxMemory()));
        this.reader = new ViewReader(owners, id, hash, slotHash, limits.maxValueLength());
        this.replica = new PeerReplica(owners, self, hash, limits, slotHash, rules);
    }

    /** The rules of the three parties. */
    record Rules(MergeRules merge, CutRules cut, SelfRules self) {
        /** All rules as they are. */
        static final Rules PLAIN = new Rules(new MergeRules(), new CutRules(), new SelfRules());
    }

    /**
     * @param self whose store
     * @param generation its first life, above {@link Generation#NONE}
     * @param hash hash of ids
     * @param limits bounds
     * @param indexSeed known to nobody else
     * @return an empty store
     * @throws InvalidValueException when an argument is null or the generation is NONE
     */
    static LocalStore open(
            final NodeId self,
            final Generation generation,
            final KeyedHash hash,
            final StoreLimits limits,
            final long indexSeed) {
        Arguments.notNull(self, "self");
        Arguments.notNull(hash, "hash");
        Arguments.notNull(limits, "limits");
        if (Arguments.notNull(generation, "generation").equals(Generation.NONE)) {
            throw new InvalidValueException("must be above the life before every life, generation=" + generation);
        }
        return open(self, emptyImage(self, generation), hash, limits, Rules.PLAIN, indexSeed);
    }

    /** @return a life that has written nothing */
    static ChunkSource emptyImage(final NodeId self, final Generation generation) {
        final ChunkBuffer image = ChunkBuffer.unlimited()
                .begin(self, generation.counter(), generation.nonce(), 0, 0, 0, ChunkFlags.RESET);
        image.end(0);
        return image;
    }

    /** For tests: opens with rules of one's choice, and an index that is the same each time. */
    static LocalStore open(
            final NodeId self,
            final ChunkSource image,
            final KeyedHash hash,
            final StoreLimits limits,
            final Rules rules) {
        return open(self, image, hash, limits, rules, image.nonce());
    }

    static LocalStore open(
            final NodeId self,
            final ChunkSource image,
            final KeyedHash hash,
            final StoreLimits limits,
            final Rules rules,
            final long indexSeed) {
        return new LocalStore(self, image, hash, limits, rules, indexSeed);
    }

    @Override
    public OwnerReader reader() {
        return reader;
    }

    @Override
    public SelfWriter self() {
        return self;
    }

    @Override
    public Replica replica() {
        return replica;
    }

    @Override
    public KeyedHash hash() {
        return hash;
    }

    @Override
    public StoreLimits limits() {
        return limits;
    }

    /** @return the record of an owner, or null */
    OwnerRecord record(final NodeId owner) {
        return owners.byId(owner);
    }
}
