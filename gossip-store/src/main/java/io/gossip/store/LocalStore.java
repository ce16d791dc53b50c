package io.gossip.store;

import io.gossip.Generation;
import io.gossip.InvalidValueException;
import io.gossip.NodeId;
import io.gossip.StoreLimits;

/** One node's store: the own record, the table of all records, and the three roles over them. */
final class LocalStore implements OwnerStore {
    private final KeyedHash hash;
    private final StoreLimits limits;
    private final OwnerTable owners;
    private final SelfRecord self;
    private final ViewReader reader;
    private final PeerReplica replica;

    private LocalStore(
            final NodeId id, final View first, final KeyedHash hash, final StoreLimits limits, final Rules rules) {
        this.hash = hash;
        this.limits = limits;
        this.self = new SelfRecord(id, hash.of(id), limits, rules.self(), first);
        this.owners = new OwnerTable(hash::of, limits.maxOwners(), self);
        this.reader = new ViewReader(owners, id, hash);
        this.replica = new PeerReplica(owners, self, hash, limits, rules.merge(), rules.cut());
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
     * @return an empty store
     * @throws InvalidValueException when an argument is null or the generation is NONE
     */
    static LocalStore open(
            final NodeId self, final Generation generation, final KeyedHash hash, final StoreLimits limits) {
        Arguments.notNull(self, "self");
        Arguments.notNull(hash, "hash");
        Arguments.notNull(limits, "limits");
        if (Arguments.notNull(generation, "generation").equals(Generation.NONE)) {
            throw new InvalidValueException("must be above the life before every life, generation=" + generation);
        }
        return open(self, View.empty(generation.counter(), generation.nonce()), hash, limits, Rules.PLAIN);
    }

    /** Opens with a state of this node's own, and with rules of one's choice. */
    static LocalStore open(
            final NodeId self, final View first, final KeyedHash hash, final StoreLimits limits, final Rules rules) {
        return new LocalStore(self, first, hash, limits, rules);
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
