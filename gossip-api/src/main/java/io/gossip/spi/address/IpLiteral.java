package io.gossip.spi.address;

import io.gossip.spi.Arguments;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** IP addresses as text, both ways, without asking a name service. */
public final class IpLiteral {
    private static final int IPV4_PARTS = 4;
    private static final int IPV6_GROUPS = 8;

    private IpLiteral() {}

    /**
     * @param host IPv4 in four decimal parts, IPv6 without brackets, or a name
     * @return the address, or null when it is no literal, or has a zone that this machine does not
     */
    public static InetAddress parseOrNull(final String host) {
        try {
            if (Arguments.notNull(host, "host").indexOf(':') >= 0) {
                // The brackets keep the JDK from taking what is malformed for a name and looking it up.
                return InetAddress.getByName("[" + host + "]");
            }
            final byte[] ipv4 = ipv4OrNull(host);
            return ipv4 == null ? null : InetAddress.getByAddress(ipv4);
        } catch (final UnknownHostException e) {
            return null;
        }
    }

    /** Stricter than the JDK, which takes "1" and "1.2" for addresses and, version by version, leading zeros. */
    private static byte[] ipv4OrNull(final String host) {
        final String[] parts = host.split("\\.", -1);
        if (parts.length != IPV4_PARTS) {
            return null;
        }
        final byte[] address = new byte[IPV4_PARTS];
        for (int i = 0; i < IPV4_PARTS; i++) {
            final int part = decimalByteOrMinusOne(parts[i]);
            if (part < 0) {
                return null;
            }
            address[i] = (byte) part;
        }
        return address;
    }

    private static int decimalByteOrMinusOne(final String part) {
        if (part.isEmpty() || part.length() > 3 || part.length() > 1 && part.charAt(0) == '0') {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            final char c = part.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value <= 255 ? value : -1;
    }

    /**
     * @param address any
     * @return its canonical text (RFC 5952, section 4: lower case, the first longest run of zero groups shortened to
     *     {@code ::}), so that a sender's address is spelled as people spell it; a zone is kept after {@code %}
     */
    public static String format(final InetAddress address) {
        if (!(Arguments.notNull(address, "address") instanceof final Inet6Address ipv6)) {
            return address.getHostAddress();
        }
        final byte[] bytes = ipv6.getAddress();
        final int[] groups = new int[IPV6_GROUPS];
        for (int i = 0; i < IPV6_GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
        }
        final String full = address.getHostAddress();
        final int zone = full.indexOf('%');
        return compressed(groups) + (zone < 0 ? "" : full.substring(zone));
    }

    private static String compressed(final int[] groups) {
        final int runLength = longestZeroRun(groups);
        final int runBegin = runLength < 2 ? IPV6_GROUPS : firstRun(groups, runLength);
        final StringBuilder out = new StringBuilder();
        for (int i = 0; i < IPV6_GROUPS; i++) {
            if (i == runBegin) {
                out.append("::");
                i += runLength - 1;
            } else {
                out.append(i == 0 || i == runBegin + runLength ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return out.toString();
    }

    private static int longestZeroRun(final int[] groups) {
        int longest = 0;
        int run = 0;
        for (final int group : groups) {
            run = group == 0 ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static int firstRun(final int[] groups, final int length) {
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            run = groups[i] == 0 ? run + 1 : 0;
            if (run == length) {
                return i - length + 1;
            }
        }
        return groups.length;
    }
}
