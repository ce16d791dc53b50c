package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;

class GossipExceptionTest {
    @Test
    void shouldKeepMessageAndCause() {
        final Exception cause = new IllegalStateException("deeper");
        final List<GossipException> errors = List.of(
                new GossipException("fact, a=1", cause),
                new InvalidValueException("fact, a=1", cause),
                new CodecException("fact, a=1", cause));
        for (final GossipException error : errors) {
            assertEquals("fact, a=1", error.getMessage());
            assertSame(cause, error.getCause());
        }
        final List<GossipException> plain = List.of(
                new GossipException("fact, a=1"),
                new InvalidValueException("fact, a=1"),
                new CodecException("fact, a=1"),
                new LifecycleException("fact, a=1"),
                new LimitExceededException("fact, a=1"));
        for (final GossipException error : plain) {
            assertEquals("fact, a=1", error.getMessage());
            assertInstanceOf(RuntimeException.class, error);
        }
    }

    @Test
    void shouldNameTheUnknownNode() {
        assertEquals("unknown node, nodeId='a'", new UnknownNodeException(Samples.A).getMessage());
        assertEquals("unknown node, nodeId=null", new UnknownNodeException(null).getMessage());
    }
}
