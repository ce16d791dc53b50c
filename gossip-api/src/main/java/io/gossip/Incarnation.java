package io.gossip;

/**
 * What a node says of its own liveness: its generation, and how often it has refuted a suspicion in that life. Ordered
 * lexicographically; a claim about a node counts only against the same or a lower incarnation (SWIM, Das, Gupta and
 * Motivala, 2002, section 4.2). Because it starts with the generation, no stale claim can outbid a restarted node.
 *
 * @param generation the life
 * @param refutation 0 to 2^32 - 1
 */
public record Incarnation(Generation generation, long refutation) implements Comparable<Incarnation> {
    /** Largest refutation number: 32 bits on the wire. */
    public static final long MAX_REFUTATION = 0xFFFF_FFFFL;
    /** Below every incarnation of a running node. */
    public static final Incarnation NONE = new Incarnation(Generation.NONE, 0);

    /** @throws InvalidValueException when the generation is null or the refutation out of range */
    public Incarnation {
        Checks.notNull(generation, "generation");
        Checks.inRange(refutation, 0, MAX_REFUTATION, "refutation");
    }

    @Override
    public int compareTo(final Incarnation other) {
        final int byLife = generation.compareTo(other.generation);
        return byLife != 0 ? byLife : Long.compare(refutation, other.refutation);
    }

    /** By hand, as in {@link Generation}. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof final Incarnation that
                && refutation == that.refutation
                && generation.equals(that.generation);
    }

    @Override
    public int hashCode() {
        return generation.hashCode() * 31 + Long.hashCode(refutation);
    }

    @Override
    public String toString() {
        return generation + "/" + refutation;
    }
}
