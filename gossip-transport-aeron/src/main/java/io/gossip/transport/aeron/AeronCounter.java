package io.gossip.transport.aeron;

import io.gossip.spi.LabelledCounters;

/** What an {@link AeronTransport} counts. Packets go over the best-effort lane, messages over the reliable one. */
public enum AeronCounter implements LabelledCounters.Labelled {
    /** Packets handed to Aeron, or held until their receiver is found. */
    PACKETS_SENT("packets sent"),
    /** Their bytes, without headers. */
    PACKET_BYTES_SENT("packet bytes sent"),
    /** Packets handed to the handler. */
    PACKETS_RECEIVED("packets received"),
    /** Their bytes. */
    PACKET_BYTES_RECEIVED("packet bytes received"),
    /** Packets refused for want of room: the receiver does not read, or is not found yet; or too many receivers at once. */
    PACKETS_BACK_PRESSURED("packets back-pressured"),
    /** Bytes of packets that were held for a receiver until it was too late, or the driver was lost. */
    PACKET_BYTES_DROPPED("packet bytes dropped before a receiver was found"),
    /** Packets dropped on arrival because they exceed the lane's limit. */
    PACKETS_OVERLONG("packets received over-long"),
    /** Messages handed to Aeron, or queued for their receiver. */
    MESSAGES_SENT("messages sent"),
    /** Their bytes, without headers. */
    MESSAGE_BYTES_SENT("message bytes sent"),
    /** Messages handed to the handler. */
    MESSAGES_RECEIVED("messages received"),
    /** Their bytes. */
    MESSAGE_BYTES_RECEIVED("message bytes received"),
    /** Messages refused because the queue, the memory or the publications are used up. */
    MESSAGES_BACK_PRESSURED("messages back-pressured"),
    /** Bytes, headers counted, still queued when their publication was given up; what Aeron had taken is not known. */
    MESSAGE_BYTES_LOST("message bytes lost with their publication"),
    /** Messages of which not all pieces came: the sender, the receiver or a driver ended or was lost in between. */
    MESSAGES_TORN("messages received torn"),
    /** Messages longer than the lane's limit; their pieces are dropped. */
    MESSAGES_OVERLONG("messages announced over-long"),
    /** Messages for which there was no memory; their pieces are dropped. */
    MESSAGES_OUT_OF_MEMORY("messages over the memory for incoming ones"),
    /** Messages whose last piece did not come in time; their pieces are dropped. */
    MESSAGES_TIMED_OUT("messages received timed out"),
    /** What came over Aeron and is none of ours. */
    STRANGERS_REFUSED("pieces of strangers"),
    /** Sends given up or put off because the destination's name or port leads nowhere, or is not known yet. */
    SENDS_UNRESOLVED("sends without a resolved destination"),
    /** Names that were not found, and addresses of a family the endpoint cannot reach. */
    RESOLVE_FAILURES("failed resolutions"),
    /** Sends put off because there is no driver at present. */
    SENDS_WITHOUT_DRIVER("sends without a driver"),
    /** Publications to others asked for. */
    PUBLICATIONS_OPENED("publications opened"),
    /** Publications to nodes that share the driver, over its memory. */
    PUBLICATIONS_NEAR("publications over the driver's memory"),
    /** Publications that have ended, for whatever reason. */
    PUBLICATIONS_CLOSED("publications closed"),
    /** Publications that the driver refused. */
    PUBLICATIONS_FAILED("publications refused by the driver"),
    /** Publications given up because their receiver was not found, or took nothing, in time. */
    PUBLICATIONS_TIMED_OUT("publications timed out"),
    /** Times that a publication's receiver went silent. */
    PUBLICATIONS_DISCONNECTED("publications disconnected"),
    /** Publications of others found. */
    IMAGES_AVAILABLE("images available"),
    /** Publications of others that ended, went silent or were lost with the driver. */
    IMAGES_UNAVAILABLE("images unavailable"),
    /** Connections to the driver that ended: it died, or took this client for dead. */
    DRIVERS_LOST("drivers lost"),
    /** Connections to the driver, the first one counted. */
    DRIVERS_CONNECTED("drivers connected"),
    /** Attempts to connect to the driver that failed. */
    DRIVER_CONNECTS_FAILED("connects to a driver failed"),
    /** Errors that Aeron reported. */
    DRIVER_ERRORS("errors of Aeron"),
    /** Attempts to take the endpoint that failed. */
    BIND_FAILURES("endpoints refused by the driver");

    private final String label;

    AeronCounter(final String label) {
        this.label = label;
    }

    @Override
    public String label() {
        return label;
    }
}
