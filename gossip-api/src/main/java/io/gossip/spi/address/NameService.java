package io.gossip.spi.address;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks up a host name; may block for as long as it likes. Called from lookup threads, several at a time. */
@FunctionalInterface
public interface NameService {
    /**
     * @param host a name
     * @return its addresses, best first, at least one
     * @throws UnknownHostException when it has none, or nobody could say
     */
    InetAddress[] lookup(String host) throws UnknownHostException;
}
