package io.gossip;

/**
 * Bounds of a store. Writes over a limit are refused with an error that names it; over the wire they are dropped and
 * counted. Memory is bounded by the product of these, not by what strangers send.
 *
 * @param maxValueLength bytes of one value, 0 to 16 MiB; more of it means larger transfers on the reliable lane
 * @param maxKeysPerOwner live keys and tombstones of one owner, 1 to 1,000,000
 * @param maxOwners owners held in all, this node included, 1 to 1,000,000
 * @param maxVersionJump largest believable step of a version above the known one, 1 to 2^40; more lets a forged version
 *     run further ahead, less makes a long-unseen owner come by complete transfer instead
 */
public record StoreLimits(int maxValueLength, int maxKeysPerOwner, int maxOwners, long maxVersionJump) {
    private static final int MAX_VALUE_LENGTH = 16 << 20;
    private static final int MAX_COUNT = 1_000_000;

    /** @throws InvalidValueException when a component is out of range */
    public StoreLimits {
        Checks.inRange(maxValueLength, 0, MAX_VALUE_LENGTH, "maxValueLength");
        Checks.inRange(maxKeysPerOwner, 1, MAX_COUNT, "maxKeysPerOwner");
        Checks.inRange(maxOwners, 1, MAX_COUNT, "maxOwners");
        Checks.inRange(maxVersionJump, 1, 1L << 40, "maxVersionJump");
    }

    /** @return values of 64 KiB, 1,024 keys per owner, 16,384 owners, jumps of 2^20 */
    public static StoreLimits defaults() {
        return new StoreLimits(64 << 10, 1_024, 16_384, 1L << 20);
    }

    /** @return the same with another limit on the length of a value */
    public StoreLimits withMaxValueLength(final int value) {
        return new StoreLimits(value, maxKeysPerOwner, maxOwners, maxVersionJump);
    }

    /** @return the same with another limit on the keys of one owner */
    public StoreLimits withMaxKeysPerOwner(final int value) {
        return new StoreLimits(maxValueLength, value, maxOwners, maxVersionJump);
    }

    /** @return the same with another limit on owners */
    public StoreLimits withMaxOwners(final int value) {
        return new StoreLimits(maxValueLength, maxKeysPerOwner, value, maxVersionJump);
    }

    /** @return the same with another limit on jumps of a version */
    public StoreLimits withMaxVersionJump(final long value) {
        return new StoreLimits(maxValueLength, maxKeysPerOwner, maxOwners, value);
    }
}
