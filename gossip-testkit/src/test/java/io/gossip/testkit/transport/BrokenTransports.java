package io.gossip.testkit.transport;

import io.gossip.NodeAddress;
import io.gossip.spi.Lane;
import io.gossip.spi.NioBuffer;
import io.gossip.spi.PacketHandler;
import io.gossip.spi.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.io.TempDir;

/** Transports with one mistake each, as the contract meets them. */
final class BrokenTransports {
    private BrokenTransports() {}

    abstract static class Broken extends VirtualTransportContractTest {
        abstract Transport spoil(Transport transport);

        @Override
        protected Transport open() {
            return spoil(super.open());
        }

        @Override
        protected Transport openAgain(final NodeAddress address) {
            return spoil(super.openAgain(address));
        }
    }

    /** Sends what fits of a packet that is too long. */
    static class CuttingOff extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    final int limit = lane == Lane.BEST_EFFORT ? maxPacketLength() : maxReliableLength();
                    return super.send(lane, to, buffer, at, Math.min(limit, length));
                }
            };
        }
    }

    /** Says that it sent what a closed one cannot send. */
    static class Undying extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    final int code = super.send(lane, to, buffer, at, length);
                    return code == CLOSED ? SENT : code;
                }
            };
        }
    }

    /** Hands over all there is. */
    static class Pushing extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int poll(final PacketHandler handler, final int limit) {
                    return super.poll(handler, Integer.MAX_VALUE);
                }
            };
        }
    }

    /** Sends from the begin of the buffer, wherever the packet begins. */
    static class WithoutOffset extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    buffer.boundsCheck(at, length);
                    return super.send(lane, to, buffer, 0, length);
                }
            };
        }
    }

    /** Takes whatever it is given, and drops what there is no room for. */
    static class Bottomless extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    final int code = super.send(lane, to, buffer, at, length);
                    return code == BACK_PRESSURED ? SENT : code;
                }
            };
        }
    }

    /** Takes port 0 for a port. */
    static class Hopeful extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    return to.port() == 0 ? SENT : super.send(lane, to, buffer, at, length);
                }
            };
        }
    }

    /** Copies each packet to memory of its own. */
    static class Wasteful extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    buffer.boundsCheck(at, length);
                    final NioBuffer copy = NioBuffer.allocate(length);
                    copy.putBytes(0, buffer, at, length);
                    return super.send(lane, to, copy, 0, length);
                }
            };
        }
    }

    /** Loses every hundredth message of the reliable lane. */
    static class Forgetful extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                private int sent;

                @Override
                public int send(
                        final Lane lane,
                        final NodeAddress to,
                        final DirectBuffer buffer,
                        final int at,
                        final int length) {
                    if (lane == Lane.RELIABLE && ++sent % 100 == 0) {
                        return SENT;
                    }
                    return super.send(lane, to, buffer, at, length);
                }
            };
        }
    }

    /** Leaves a file behind each time. */
    static class Littering extends Broken {
        @TempDir
        private Path folder;

        @Override
        protected List<Path> directories() {
            return List.of(folder);
        }

        @Override
        Transport spoil(final Transport transport) {
            try {
                Files.createTempFile(folder, "left", "behind");
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
            return transport;
        }
    }

    /** Counts under a label only what has happened. */
    static class Reticent extends Broken {
        @Override
        Transport spoil(final Transport transport) {
            return new ForwardingTransport(transport) {
                private long polls;

                @Override
                public int poll(final PacketHandler handler, final int limit) {
                    polls++;
                    return super.poll(handler, limit);
                }

                @Override
                public Map<String, Long> countersByLabel() {
                    return polls == 0 ? Map.of() : Map.of("polls", polls);
                }
            };
        }
    }
}
