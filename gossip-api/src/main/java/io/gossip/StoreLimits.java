package io.gossip;

/**
 * Bounds of a store. Writes over a limit are refused with an error that names it; over the wire they are dropped and
 * counted. Memory is bounded by these, not by what strangers send.
 *
 * @param maxKeyLength bytes of one key in UTF-8, 1 to {@value StoreKey#MAX_LENGTH}
 * @param maxValueLength bytes of one value, 0 to 16 MiB; more of it means larger transfers on the reliable lane
 * @param maxKeysPerOwner live keys and tombstones of one owner, 1 to 1,000,000
 * @param maxOwners owners held in all, this node included, 1 to 1,000,000
 * @param maxUndeclaredOwners owners held besides this node and the declared ones, 0 to 1,000,000, within {@code
 *     maxOwners}; they are hidden until they are declared. More of it lets more nodes be known before they are declared,
 *     less bounds what strangers take, with 0 only declared nodes are let in. It plays no part where membership is OPEN
 * @param maxVersionJump largest believable step of a version above the known one, 1 to 2^40; more lets a forged version
 *     run further ahead, less makes a long-unseen owner come by complete transfer instead
 * @param maxMemory bytes outside the heap for the records of others, and as much again for this node's own, 1 MiB to 1
 *     TiB; taken as it is needed. The JVM's limit on direct memory ({@code -XX:MaxDirectMemorySize}, the size of the heap
 *     unless told otherwise) holds besides
 */
public record StoreLimits(
        int maxKeyLength,
        int maxValueLength,
        int maxKeysPerOwner,
        int maxOwners,
        int maxUndeclaredOwners,
        long maxVersionJump,
        long maxMemory) {
    private static final int MAX_VALUE_LENGTH = 16 << 20;
    private static final int MAX_COUNT = 1_000_000;

    /** @throws InvalidValueException when a component is out of range */
    public StoreLimits {
        Checks.inRange(maxKeyLength, 1, StoreKey.MAX_LENGTH, "maxKeyLength");
        Checks.inRange(maxValueLength, 0, MAX_VALUE_LENGTH, "maxValueLength");
        Checks.inRange(maxKeysPerOwner, 1, MAX_COUNT, "maxKeysPerOwner");
        Checks.inRange(maxOwners, 1, MAX_COUNT, "maxOwners");
        Checks.inRange(maxUndeclaredOwners, 0, MAX_COUNT, "maxUndeclaredOwners");
        Checks.inRange(maxVersionJump, 1, 1L << 40, "maxVersionJump");
        Checks.inRange(maxMemory, 1L << 20, 1L << 40, "maxMemory");
    }

    /**
     * @return keys of 255 bytes, values of 64 KiB, 1,024 keys per owner, 16,384 owners, of whom all may be undeclared,
     *     jumps of 2^20, 1 GiB
     */
    public static StoreLimits defaults() {
        return new StoreLimits(StoreKey.MAX_LENGTH, 64 << 10, 1_024, 16_384, 16_384, 1L << 20, 1L << 30);
    }

    /** @return the same with another limit on the length of a key */
    public StoreLimits withMaxKeyLength(final int value) {
        return new StoreLimits(
                value, maxValueLength, maxKeysPerOwner, maxOwners, maxUndeclaredOwners, maxVersionJump, maxMemory);
    }

    /** @return the same with another limit on the length of a value */
    public StoreLimits withMaxValueLength(final int value) {
        return new StoreLimits(
                maxKeyLength, value, maxKeysPerOwner, maxOwners, maxUndeclaredOwners, maxVersionJump, maxMemory);
    }

    /** @return the same with another limit on the keys of one owner */
    public StoreLimits withMaxKeysPerOwner(final int value) {
        return new StoreLimits(
                maxKeyLength, maxValueLength, value, maxOwners, maxUndeclaredOwners, maxVersionJump, maxMemory);
    }

    /** @return the same with another limit on owners */
    public StoreLimits withMaxOwners(final int value) {
        return new StoreLimits(
                maxKeyLength, maxValueLength, maxKeysPerOwner, value, maxUndeclaredOwners, maxVersionJump, maxMemory);
    }

    /** @return the same with another limit on owners that are not declared */
    public StoreLimits withMaxUndeclaredOwners(final int value) {
        return new StoreLimits(
                maxKeyLength, maxValueLength, maxKeysPerOwner, maxOwners, value, maxVersionJump, maxMemory);
    }

    /** @return the same with another limit on jumps of a version */
    public StoreLimits withMaxVersionJump(final long value) {
        return new StoreLimits(
                maxKeyLength, maxValueLength, maxKeysPerOwner, maxOwners, maxUndeclaredOwners, value, maxMemory);
    }

    /** @return the same with another limit on memory */
    public StoreLimits withMaxMemory(final long value) {
        return new StoreLimits(
                maxKeyLength, maxValueLength, maxKeysPerOwner, maxOwners, maxUndeclaredOwners, maxVersionJump, value);
    }
}
