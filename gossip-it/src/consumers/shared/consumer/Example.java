package consumer;

import io.gossip.*;
import java.time.Duration;
import java.util.Map;

/** The example of the README, letter by letter. */
final class Example {
    private Example() {}

    static Map<NodeId, NodeValue<String>> run() {
        // README
    }
}
