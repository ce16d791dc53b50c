package io.gossip.spi.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.gossip.NodeAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class SourceAddressesTest {
    private final SourceAddresses sources = new SourceAddresses(2);

    private static InetSocketAddress source(final int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName("10.0.0.1"), port);
    }

    @Test
    void shouldGiveTheSameObjectWhenSeenLately() throws UnknownHostException {
        final NodeAddress first = sources.nameOf(source(1));
        final NodeAddress second = sources.nameOf(source(2));
        assertEquals(new NodeAddress("10.0.0.1", 1), first);
        assertEquals(new NodeAddress("10.0.0.1", 2), second);
        assertSame(first, sources.nameOf(source(1)));
        assertSame(second, sources.nameOf(source(2)));
    }

    @Test
    void shouldForgetTheOneNotSeenForLongestWhenFull() throws UnknownHostException {
        final NodeAddress first = sources.nameOf(source(1));
        final NodeAddress second = sources.nameOf(source(2));
        assertSame(first, sources.nameOf(source(1)));
        sources.nameOf(source(3));
        assertSame(first, sources.nameOf(source(1)));
        assertNotSame(second, sources.nameOf(source(2)));
    }

    @Test
    void shouldSpellSendersAsPeopleDo() throws UnknownHostException {
        assertEquals(
                NodeAddress.parse("[::1]:7"), sources.nameOf(new InetSocketAddress(InetAddress.getByName("::1"), 7)));
    }
}
