package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Orders and text forms of ids, addresses and lives. The generators are dense: edge cases would only repeat them. */
class IdentityProperties {
    /** Few different characters of every length in UTF-8, so that common prefixes are frequent. */
    @Provide
    Arbitrary<NodeId> ids() {
        return Arbitraries.of("a", "b", "\u00e9", "\u6c34", "\uffee", "\ud83c\udf0d")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(parts -> NodeId.of(String.join("", parts)))
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<Generation> generations() {
        final Arbitrary<Long> counters = Arbitraries.longs().between(0, 3);
        final Arbitrary<Long> nonces =
                Arbitraries.oneOf(Arbitraries.longs().between(-2, 2), Arbitraries.of(Long.MIN_VALUE, Long.MAX_VALUE));
        return Combinators.combine(counters, nonces).as(Generation::new).withoutEdgeCases();
    }

    @Provide
    Arbitrary<Incarnation> incarnations() {
        return Combinators.combine(generations(), Arbitraries.longs().between(0, 2))
                .as(Incarnation::new)
                .withoutEdgeCases();
    }

    @Provide
    Arbitrary<NodeAddress> addresses() {
        final Arbitrary<String> names = Arbitraries.strings()
                .withChars("abcxyzABC0189._-%\u00fc\u6c34")
                .ofMinLength(1)
                .ofMaxLength(40);
        final Arbitrary<String> literals = Arbitraries.strings()
                .withChars("0123456789abcdefABCDEF:.")
                .ofMaxLength(30)
                .map(tail -> "::" + tail);
        return Combinators.combine(
                        Arbitraries.oneOf(names, literals),
                        Arbitraries.integers().between(0, 65_535))
                .as(NodeAddress::new)
                .withoutEdgeCases();
    }

    @Property
    void idsAreOrderedTotallyByTheirUnsignedBytes(
            @ForAll("ids") final NodeId a, @ForAll("ids") final NodeId b, @ForAll("ids") final NodeId c) {
        assertEquals(Integer.signum(Arrays.compareUnsigned(a.toUtf8(), b.toUtf8())), Integer.signum(a.compareTo(b)));
        isTotalOrder(a, b, c);
    }

    @Property
    void generationsAreOrderedTotally(
            @ForAll("generations") final Generation a,
            @ForAll("generations") final Generation b,
            @ForAll("generations") final Generation c) {
        isTotalOrder(a, b, c);
        assertEquals(a.compareTo(b), Generation.compare(a.counter(), a.nonce(), b.counter(), b.nonce()));
    }

    @Property
    void incarnationsAreOrderedTotally(
            @ForAll("incarnations") final Incarnation a,
            @ForAll("incarnations") final Incarnation b,
            @ForAll("incarnations") final Incarnation c) {
        isTotalOrder(a, b, c);
    }

    @Property
    void addressesAreOrderedTotally(
            @ForAll("addresses") final NodeAddress a,
            @ForAll("addresses") final NodeAddress b,
            @ForAll("addresses") final NodeAddress c) {
        isTotalOrder(a, b, c);
    }

    private static <T extends Comparable<T>> void isTotalOrder(final T a, final T b, final T c) {
        assertEquals(0, a.compareTo(a));
        assertEquals(Integer.signum(a.compareTo(b)), -Integer.signum(b.compareTo(a)), "antisymmetric");
        assertEquals(a.equals(b), a.compareTo(b) == 0, "consistent with equals");
        assertTrue(!a.equals(b) || a.hashCode() == b.hashCode(), "hash code of equals");
        if (a.compareTo(b) <= 0 && b.compareTo(c) <= 0) {
            assertTrue(a.compareTo(c) <= 0, "transitive");
        }
    }

    @Property
    void anIdComesBackFromItsBytes(@ForAll("ids") final NodeId id) {
        assertEquals(id, NodeId.fromUtf8OrNull(id.toUtf8()));
    }

    @Property
    void anyBytesAreAnIdOrNot(@ForAll @Size(max = 12) final byte[] bytes) {
        final NodeId id = NodeId.fromUtf8OrNull(bytes);
        if (id != null) {
            assertEquals(NodeId.of(id.value()), id);
            assertEquals(bytes.length, id.length());
        }
    }

    @Property
    void anAddressComesBackFromItsText(@ForAll("addresses") final NodeAddress address) {
        assertEquals(address, NodeAddress.parse(address.toString()));
    }

    @Property
    void anyTextIsAnAddressOrATypedError(@ForAll final String text) {
        final NodeAddress address;
        try {
            address = NodeAddress.parse(text + ":80");
        } catch (final InvalidValueException e) {
            return;
        }
        assertEquals(address, NodeAddress.parse(address.toString()));
    }

    @Property
    void anyBytesAreAHostOrNot(@ForAll @Size(max = 12) final byte[] host, @ForAll final int port) {
        final NodeAddress address = NodeAddress.fromUtf8OrNull(host, port & 0x1_FFFF);
        if (address != null) {
            assertEquals(address, NodeAddress.parse(address.toString()));
        }
    }
}
