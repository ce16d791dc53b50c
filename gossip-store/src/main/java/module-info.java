@SuppressWarnings("module") // io.gossip.core is compiled later
module io.gossip.store {
    exports io.gossip.store;
    exports io.gossip.store.journal to
            io.gossip.core;

    requires transitive io.gossip.api;

    // BytesMarshallable is in the signature of MarshallableCodec.
    requires transitive chronicle.bytes;

    // What chronicle-core uses without saying so, being an automatic module.
    requires jdk.unsupported;
    requires org.slf4j;
}
