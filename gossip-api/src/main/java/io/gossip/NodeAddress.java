package io.gossip;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a node is reached: host name or IP literal, and port. Never resolved here; a transport resolves outside its
 * duty cycle. Equality is textual.
 *
 * @param host name, IPv4 literal or IPv6 literal without brackets, 1 to {@value #MAX_HOST_LENGTH} bytes of UTF-8
 * @param port 0 to 65535; 0 means "any free port" when binding and is refused by transports as a destination
 */
public record NodeAddress(String host, int port) implements Comparable<NodeAddress> {
    /** Longest host in bytes, the limit of a DNS name. */
    public static final int MAX_HOST_LENGTH = 253;

    /** Largest port. */
    public static final int MAX_PORT = 65_535;

    /** @throws InvalidValueException when the host is null, empty, over-long or has blanks, brackets or control characters, or the port is out of range */
    public NodeAddress {
        Checks.utf8(host, MAX_HOST_LENGTH, "host");
        if (host.chars().anyMatch(NodeAddress::isForbiddenInHost)) {
            throw new InvalidValueException("malformed host, host='" + Checks.shown(host) + "'");
        }
        Checks.inRange(port, 0, MAX_PORT, "port");
    }

    /**
     * Decodes an address that came over the wire.
     *
     * @param host bytes, not kept
     * @param port any number
     * @return the address, or null when the parts make none: wire input is answered with a verdict, not an exception
     */
    public static NodeAddress fromUtf8OrNull(final byte[] host, final int port) {
        if (host == null || host.length == 0 || host.length > MAX_HOST_LENGTH || port < 0 || port > MAX_PORT) {
            return null;
        }
        final String text = new String(host, StandardCharsets.UTF_8);
        // A malformed sequence decodes to U+FFFD and does not encode back to the same bytes.
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), host)
                        && text.chars().noneMatch(c -> Character.isISOControl(c) || isForbiddenInHost(c))
                ? new NodeAddress(text, port)
                : null;
    }

    private static boolean isForbiddenInHost(final int c) {
        return Character.isWhitespace(c) || c == '[' || c == ']' || c == '/';
    }

    /**
     * Parses {@code host:port}, {@code 10.0.0.1:7946} or {@code [::1]:7946}.
     *
     * @param text the address; a bare IPv6 literal must be in brackets
     * @return the address, unresolved
     * @throws InvalidValueException when it does not have that form; the message shows the text
     */
    public static NodeAddress parse(final String text) {
        Checks.notNull(text, "address");
        final boolean bracketed = text.startsWith("[");
        final int colon = text.lastIndexOf(':');
        final int hostEnd = bracketed ? text.indexOf(']') : text.indexOf(':');
        if (colon < 0 || (bracketed ? hostEnd + 1 != colon : hostEnd != colon)) {
            throw malformed(text, null);
        }
        try {
            final String host = bracketed ? text.substring(1, hostEnd) : text.substring(0, hostEnd);
            if (bracketed && host.indexOf(':') < 0) {
                throw malformed(text, null);
            }
            return new NodeAddress(host, parsePort(text.substring(colon + 1)));
        } catch (final InvalidValueException | NumberFormatException e) {
            throw malformed(text, e);
        }
    }

    private static int parsePort(final String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException("port='" + digits + "'");
        }
        return Integer.parseInt(digits);
    }

    private static InvalidValueException malformed(final String text, final Exception cause) {
        return new InvalidValueException(
                "not of the form host:port or [ipv6]:port, address='" + Checks.shown(text) + "'", cause);
    }

    @Override
    public int compareTo(final NodeAddress other) {
        final int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Integer.compare(port, other.port);
    }

    @Override
    public int hashCode() {
        return host.hashCode() * 31 + port;
    }

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
