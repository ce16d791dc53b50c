package io.gossip.transport.udp;

import io.gossip.spi.LabelledCounters;

/** What a {@link UdpTransport} counts. Packets go over the best-effort lane, messages over the reliable one. */
public enum UdpCounter implements LabelledCounters.Labelled {
    /** Datagrams taken by the operating system. */
    PACKETS_SENT("packets sent"),
    /** Their bytes, without headers of UDP and below. */
    PACKET_BYTES_SENT("packet bytes sent"),
    /** Datagrams handed to the handler. */
    PACKETS_RECEIVED("packets received"),
    /** Their bytes. */
    PACKET_BYTES_RECEIVED("packet bytes received"),
    /** Datagrams for which the socket had no room. */
    PACKETS_BACK_PRESSURED("packets back-pressured"),
    /** Datagrams the operating system refused to send: no route, filtered, interface down. */
    PACKETS_FAILED("packets refused by the operating system"),
    /** Datagrams dropped on arrival because they exceed the lane's limit. */
    PACKETS_OVERLONG("packets received over-long"),
    /** Errors of the datagram socket on receipt, for instance reports of ports nobody listens on. */
    RECEIVE_ERRORS("errors on receipt of packets"),
    /** Messages taken into a connection's queue. */
    MESSAGES_SENT("messages sent"),
    /** Their bytes, without framing. */
    MESSAGE_BYTES_SENT("message bytes sent"),
    /** Messages handed to the handler. */
    MESSAGES_RECEIVED("messages received"),
    /** Their bytes. */
    MESSAGE_BYTES_RECEIVED("message bytes received"),
    /** Messages refused because the queue, the memory or the connections are used up. */
    MESSAGES_BACK_PRESSURED("messages back-pressured"),
    /** Bytes, framing counted, still queued when their connection ended; what the network had taken is not known. */
    MESSAGE_BYTES_LOST("message bytes lost with their connection"),
    /** Sends given up or put off because the destination's name or port leads nowhere, or is not known yet. */
    SENDS_UNRESOLVED("sends without a resolved destination"),
    /** Names that were not found, and addresses of a family the sockets cannot reach. */
    RESOLVE_FAILURES("failed resolutions"),
    /** Outgoing connections begun. */
    CONNECTIONS_OPENED("connections opened"),
    /** Incoming connections taken in. */
    CONNECTIONS_ACCEPTED("connections accepted"),
    /** Connections of both kinds that have ended, for whatever reason. */
    CONNECTIONS_CLOSED("connections closed"),
    /** Connections ended by an error: refused, unreachable, reset. */
    CONNECTIONS_FAILED("connections failed"),
    /** Connections ended because they did not open, move or complete a message in time. */
    CONNECTIONS_TIMED_OUT("connections timed out"),
    /** Incoming connections turned away, or made to give way, because there are too many. */
    CONNECTIONS_REFUSED("connections refused, too many"),
    /** Incoming connections that do not speak this protocol. */
    STRANGERS_REFUSED("connections of strangers"),
    /** Incoming messages longer than the lane's limit; the connection is ended. */
    FRAMES_TOO_LONG("messages announced over-long"),
    /** Incoming messages for which there was no memory; the connection is ended. */
    FRAMES_OUT_OF_MEMORY("messages over the memory for incoming ones"),
    /** Errors on accepting, for instance too many open files; accepting pauses for a second after each. */
    ACCEPT_ERRORS("errors on accepting"),
    /** Errors of the selector. */
    SELECT_ERRORS("errors on waiting"),
    /** Errors on closing a socket; there is nothing left to be done about it. */
    CLOSE_ERRORS("errors on closing");

    private final String label;

    UdpCounter(final String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
