/** A transport of a user's own. Whoever uses it names it by {@code transport("pipe")} and imports nothing of it. */
module pipe {
    requires io.gossip.api;

    provides io.gossip.spi.TransportProvider with
            pipe.PipeTransportProvider;
}
