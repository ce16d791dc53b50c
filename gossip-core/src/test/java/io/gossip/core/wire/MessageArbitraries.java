package io.gossip.core.wire;

import io.gossip.Generation;
import io.gossip.Incarnation;
import io.gossip.NodeAddress;
import io.gossip.NodeId;
import io.gossip.NodeStatus;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Messages of all kinds with any content that a node may write, edge cases preferred. */
final class MessageArbitraries {
    private MessageArbitraries() {}

    static Arbitrary<List<Message>> mixtures() {
        return message().list().ofMaxSize(12);
    }

    static Arbitrary<Message> message() {
        return Arbitraries.oneOf(List.of(
                        ping(),
                        Combinators.combine(ints(), incarnations(), versions(), longs(), statuses())
                                .as(Message.Ack::new),
                        Combinators.combine(ints(), longs(), Arbitraries.longs().between(0, 0xFFFF_FFFFL))
                                .as(Message.PingRequest::new),
                        ints().map(Message.Nack::new),
                        member(),
                        join(),
                        joinReply(),
                        Combinators.combine(Arbitraries.of(true, false), longs())
                                .as(Message.Sync::new),
                        digest(),
                        chunk(),
                        rumorIds()))
                .withoutEdgeCases();
    }

    private static Arbitrary<Message> ping() {
        return Combinators.combine(ints(), longs(), incarnations(), versions(), longs(), statuses())
                .as(Message.Ping::new);
    }

    private static Arbitrary<NodeStatus> statuses() {
        return Arbitraries.of(NodeStatus.class);
    }

    private static Arbitrary<Message> member() {
        return Combinators.combine(
                        Arbitraries.of(MemberState.class),
                        ids(),
                        addresses(),
                        incarnations(),
                        longs(),
                        Arbitraries.of(true, false))
                .as((state, id, address, incarnation, accuser, hearsay) -> new Message.Member(
                        new MemberClaim(state, id, Samples.HASH.of(id), address, incarnation, accuser, hearsay)));
    }

    private static Arbitrary<Message> join() {
        return Combinators.combine(ints(), ids(), addresses(), incarnations(), versions(), texts(), texts())
                .as((attempt, id, address, own, version, clusterId, gossipVersion) -> new Message.Join(
                        new JoinRequest(attempt, id, address, own, version, clusterId, gossipVersion)));
    }

    private static Arbitrary<Message> joinReply() {
        return Combinators.combine(ints(), Arbitraries.of(JoinVerdict.class), incarnations(), versions())
                .as((attempt, verdict, known, version) ->
                        new Message.Reply(new JoinReply(attempt, verdict, known, version)));
    }

    private static Arbitrary<Message> digest() {
        final Arbitrary<Message.Row> rows =
                Combinators.combine(ints(), ints(), ints()).as(Message.Row::new);
        final Arbitrary<Message.Entry> entries = Combinators.combine(
                        longs(),
                        versions(),
                        longs(),
                        versions(),
                        versions(),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as(Message.Entry::new);
        return Combinators.combine(
                        Arbitraries.of(DigestKind.class),
                        ints(),
                        ints(),
                        longs(),
                        longs(),
                        rows.list().ofMaxSize(130),
                        entries.list().ofMaxSize(40))
                .as(Message.Digest::new);
    }

    private static Arbitrary<Message> chunk() {
        final Arbitrary<Message.Write> writes = Combinators.combine(
                        versions(), Arbitraries.integers().between(0, 255), bytes(255), bytes(600))
                .as(Message.Write::of);
        return Combinators.combine(
                        ids(),
                        incarnations(),
                        versions(),
                        versions(),
                        versions(),
                        versions(),
                        Arbitraries.integers().between(0, 3),
                        writes.list().ofMaxSize(8))
                .as((owner, life, from, to, target, floor, flags, entries) -> new Message.Chunk(
                        owner,
                        life.generation().counter(),
                        life.generation().nonce(),
                        from,
                        to,
                        target,
                        floor,
                        flags,
                        entries));
    }

    private static Arbitrary<Message> rumorIds() {
        return Combinators.combine(longs(), ints(), ints())
                .as(Message.RumorId::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(45)
                .map(Message.RumorIds::new);
    }

    private static Arbitrary<Integer> ints() {
        return Arbitraries.integers();
    }

    private static Arbitrary<Long> longs() {
        return Arbitraries.longs();
    }

    private static Arbitrary<Long> versions() {
        return Arbitraries.longs().between(0, Long.MAX_VALUE);
    }

    private static Arbitrary<Incarnation> incarnations() {
        return Combinators.combine(versions(), longs(), Arbitraries.longs().between(0, Incarnation.MAX_REFUTATION))
                .as((counter, nonce, refutation) -> new Incarnation(new Generation(counter, nonce), refutation));
    }

    private static Arbitrary<NodeId> ids() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .ofMinLength(1)
                        .ofMaxLength(255)
                        .map(NodeId::of),
                Arbitraries.strings()
                        .withChars('ä', '€', '漢', ' ', '/')
                        .ofMinLength(1)
                        .ofMaxLength(85)
                        .map(NodeId::of));
    }

    private static Arbitrary<NodeAddress> addresses() {
        return Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of("10.0.0.1", "::1", "fe80::1%eth0"),
                                Arbitraries.strings()
                                        .withCharRange('a', 'z')
                                        .withChars('.', '-', 'é')
                                        .ofMinLength(1)
                                        .ofMaxLength(126)),
                        Arbitraries.integers().between(1, 65_535))
                .as(NodeAddress::new);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().ascii().ofMaxLength(255);
    }

    static Arbitrary<byte[]> bytes(final int maxLength) {
        return Arbitraries.bytes()
                .array(byte[].class)
                .ofMaxSize(maxLength)
                .map(bytes -> Arrays.copyOf(bytes, bytes.length));
    }
}
