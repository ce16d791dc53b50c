package io.gossip.sim.trace;

import io.gossip.InvalidValueException;
import io.gossip.NodeAddress;
import io.gossip.sim.time.VirtualTime;
import io.gossip.spi.Arguments;
import io.gossip.spi.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The record of a simulation: a hash over every event that matters, and the last few events in words. Recording a
 * packet allocates nothing.
 */
public final class Trace {
    private static final int MAX_KEPT = 1 << 20;
    private static final long NONE = -1;
    private static final double NS_PER_MS = 1e6;

    private final VirtualTime time;
    private final TraceHash hash = new TraceHash();
    private final Line[] kept;
    private long recorded;

    /**
     * @param time stamps the events
     * @param kept how many of the last events can be read in words, 0 to 2^20; each costs about 60 bytes
     * @throws InvalidValueException when that number is out of range
     */
    public Trace(final VirtualTime time, final int kept) {
        if (kept < 0 || kept > MAX_KEPT) {
            throw new InvalidValueException("out of range [0, " + MAX_KEPT + "], keptEvents=" + kept);
        }
        this.time = Arguments.notNull(time, "time");
        this.kept = new Line[kept];
        for (int i = 0; i < kept; i++) {
            this.kept[i] = new Line();
        }
    }

    /** @return hash of everything recorded so far: equal for equal runs */
    public long hash() {
        return hash.value();
    }

    /** @return how many events were recorded */
    public long recorded() {
        return recorded;
    }

    /**
     * Records the fate of a packet.
     *
     * @param kind what became of it
     * @param lane which way it went
     * @param from sender
     * @param to destination
     * @param length its bytes
     * @param contentHash {@link TraceHash#of} its bytes
     */
    public void packet(
            final TraceKind kind,
            final Lane lane,
            final NodeAddress from,
            final NodeAddress to,
            final int length,
            final long contentHash) {
        Arguments.notNull(kind, "kind");
        Arguments.notNull(lane, "lane");
        Arguments.notNull(from, "from");
        Arguments.notNull(to, "to");
        hash.add(time.nowNs());
        hash.add((long) kind.code() << 1 | lane.ordinal());
        hash.add(hashOf(from));
        hash.add(hashOf(to));
        hash.add(contentHash);
        keep(kind, lane, from, to, length);
    }

    /**
     * Records anything else.
     *
     * @param kind what kind of thing
     * @param subject whom it concerns: an address, a node id
     * @param detail what happened, in words that are the same in every run
     */
    public void note(final TraceKind kind, final Object subject, final String detail) {
        Arguments.notNull(kind, "kind");
        Arguments.notNull(subject, "subject");
        final TraceHash detailHash = new TraceHash();
        detailHash.add(Arguments.notNull(detail, "detail"));
        note(kind, subject, detail, detailHash.value());
    }

    /**
     * The same for details whose text would cost too much to make each time.
     *
     * @param detail turned into text only to be read
     * @param detailHash hash of its content
     */
    public void note(final TraceKind kind, final Object subject, final Object detail, final long detailHash) {
        Arguments.notNull(kind, "kind");
        Arguments.notNull(subject, "subject");
        Arguments.notNull(detail, "detail");
        hash.add(time.nowNs());
        hash.add(kind.code());
        hash.add(subject.toString());
        hash.add(detailHash);
        keep(kind, detail, subject, null, NONE);
    }

    /** @return the last events, oldest first, one a line; for people, the form may change */
    public List<String> lastEvents() {
        final int count = (int) Math.min(recorded, kept.length);
        final List<String> lines = new ArrayList<>(count);
        for (long i = recorded - count; i < recorded; i++) {
            lines.add(kept[(int) (i % kept.length)].toString());
        }
        return lines;
    }

    /** String hashes are specified and cached: no walk over the host's name per packet. */
    private static long hashOf(final NodeAddress address) {
        return (long) address.host().hashCode() << Integer.SIZE | address.port();
    }

    private void keep(
            final TraceKind kind, final Object detail, final Object subject, final Object other, final long length) {
        if (kept.length > 0) {
            final Line line = kept[(int) (recorded % kept.length)];
            line.elapsedNs = time.elapsedNs();
            line.kind = kind;
            line.detail = detail;
            line.subject = subject;
            line.other = other;
            line.length = length;
        }
        recorded++;
    }

    private static final class Line {
        private long elapsedNs;
        private TraceKind kind;
        private Object detail;
        private Object subject;
        private Object other;
        private long length;

        @Override
        public String toString() {
            final String at = String.format(Locale.ROOT, "+%.6f ms %s ", elapsedNs / NS_PER_MS, kind);
            return other == null
                    ? at + subject + " " + detail
                    : at + detail + " " + subject + " -> " + other + " " + length + " B";
        }
    }
}
