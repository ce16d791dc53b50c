package io.gossip.cli.demo;

import io.gossip.NodeId;
import java.util.List;
import java.util.Map;

/** Where the demonstration shows how it goes. One thread. */
interface Screen {
    /**
     * Something begins.
     *
     * @param text what is done or waited for
     */
    void begin(String text);

    /** A step is over. */
    void end(StepResult step);

    /** The agents were asked again; may be shown or not. */
    void show(List<DemoAgent> agents, Map<NodeId, Observation> seen);

    /** The last call: leaves what was shown in place. */
    void close();
}
