package io.gossip.cli.control;

import io.gossip.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * File name of an agent's socket. A short id of plain characters is its own name; any other keeps its plain head, for
 * people, and gets a hash, so that names differ as ids do. Only names with a hash hold a {@code ~}.
 */
final class SocketName {
    static final String SUFFIX = ".sock";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int HASH_BYTES = 8;
    private static final int HASHED_LENGTH = 1 + 2 * HASH_BYTES;

    /** Least length of a name that {@link #of} can make. */
    static final int MIN_LENGTH = HASHED_LENGTH + SUFFIX.length();

    private SocketName() {}

    /**
     * @param node the agent
     * @param maxLength longest name in bytes, at least {@link #MIN_LENGTH}
     * @return the name, ASCII
     */
    static String of(final NodeId node, final int maxLength) {
        final String id = node.value();
        final int longest = maxLength - SUFFIX.length();
        if (id.length() <= longest && PLAIN.matcher(id).matches()) {
            return id + SUFFIX;
        }
        final String head = NOT_PLAIN.matcher(id).replaceAll("_");
        return head.substring(0, Math.min(head.length(), longest - HASHED_LENGTH)) + "~" + hash(node) + SUFFIX;
    }

    private static String hash(final NodeId node) {
        try {
            final byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(node.value().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (final NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
