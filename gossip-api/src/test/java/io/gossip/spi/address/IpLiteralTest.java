package io.gossip.spi.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpLiteralTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, 127.0.0.1",
        "0.0.0.0, 0.0.0.0",
        "255.254.1.20, 255.254.1.20",
        "::1, ::1",
        "::, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:DB8::1, 2001:db8::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1::, 1::",
        "fe80:0:0:0:1:2:3:4, fe80::1:2:3:4",
        "::ffff:10.0.0.1, 10.0.0.1"
    })
    void shouldSpellCanonicallyWhenFormatted(final String literal, final String canonical) throws UnknownHostException {
        final InetAddress address = IpLiteral.parseOrNull(literal);
        assertNotNull(address);
        assertEquals(canonical, IpLiteral.format(address));
        assertEquals(InetAddress.getByName(canonical), address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.04",
                "1.2.3.-4",
                "1.2.3.4x",
                "0x7f.0.0.1",
                "1111.0.0.1",
                "1::2::3",
                "::12345",
                ".::1",
                "fe80::1%no-such-zone",
                "\u0661.0.0.1"
            })
    void shouldLeaveToTheNameServiceWhatIsNoLiteral(final String host) {
        assertNull(IpLiteral.parseOrNull(host));
    }
}
