package io.gossip;

/**
 * Where a node is reached: host name or IP literal, and port. Immutable. Never resolved here; a transport resolves
 * outside its duty cycle. Equality is textual: two spellings of one IPv6 address are two addresses.
 *
 * @param host name, IPv4 literal or IPv6 literal without brackets (a zone after {@code %} is kept), 1 to
 *     {@value #MAX_HOST_LENGTH} bytes of UTF-8
 * @param port 0 to 65535; 0 means "any free port" when binding and is refused by transports as a destination
 */
public record NodeAddress(String host, int port) implements Comparable<NodeAddress> {
    /** Longest host in bytes, the limit of a DNS name. */
    public static final int MAX_HOST_LENGTH = 253;

    /** Largest port. */
    public static final int MAX_PORT = 65_535;

    /**
     * @throws InvalidValueException when the host is null, empty, over-long, has blanks, brackets, slashes or control
     *     characters, or has a colon and is no IPv6 literal; or when the port is out of range
     */
    public NodeAddress {
        Checks.utf8(host, MAX_HOST_LENGTH, "host");
        if (!isWellFormed(host)) {
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
        final String text = Checks.textOrNull(host, MAX_HOST_LENGTH);
        return text != null && isWellFormed(text) && port >= 0 && port <= MAX_PORT ? new NodeAddress(text, port) : null;
    }

    private static boolean isWellFormed(final String host) {
        for (int i = 0; i < host.length(); i++) {
            if (isForeign(host.charAt(i))) {
                return false;
            }
        }
        return host.indexOf(':') < 0 || isIpv6(host);
    }

    private static boolean isForeign(final char c) {
        return c == '[' || c == ']' || c == '/' || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    /** Tells a literal from "host:port" put into the wrong argument; the resolver knows the rest of its grammar. */
    private static boolean isIpv6(final String host) {
        final int zone = host.indexOf('%');
        final String literal = zone < 0 ? host : host.substring(0, zone);
        return literal.indexOf(':') != literal.lastIndexOf(':')
                && literal.chars().allMatch(c -> c == ':' || c == '.' || (c < 0x80 && Character.digit(c, 16) >= 0));
    }

    /**
     * Parses {@code host:port}, {@code 10.0.0.1:7946} or {@code [::1]:7946}; the inverse of {@link #toString}.
     *
     * @param text the address; an IPv6 literal must be in brackets, the port in ASCII digits
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
        final String host = bracketed ? text.substring(1, hostEnd) : text.substring(0, hostEnd);
        if (bracketed && host.indexOf(':') < 0) {
            throw malformed(text, null);
        }
        try {
            return new NodeAddress(host, parsePort(text.substring(colon + 1)));
        } catch (final InvalidValueException | NumberFormatException e) {
            throw malformed(text, e);
        }
    }

    private static int parsePort(final String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new NumberFormatException("not a port, port='" + Checks.shown(digits) + "'");
        }
        return Integer.parseInt(digits);
    }

    private static InvalidValueException malformed(final String text, final Exception cause) {
        return new InvalidValueException(
                "not of the form host:port or [ipv6]:port, address='" + Checks.shown(text) + "'", cause);
    }

    /** Orders by host, as text, then by port. */
    @Override
    public int compareTo(final NodeAddress other) {
        final int byHost = host.compareTo(other.host);
        return byHost != 0 ? byHost : Integer.compare(port, other.port);
    }

    /** By hand, as in {@link Generation}. */
    @Override
    public boolean equals(final Object other) {
        return other instanceof final NodeAddress that && port == that.port && host.equals(that.host);
    }

    @Override
    public int hashCode() {
        return host.hashCode() * 31 + port;
    }

    /** {@code host:port}, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
