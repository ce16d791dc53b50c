package io.gossip.cli.demo;

import io.gossip.NodeId;
import java.util.List;
import java.util.Map;

/** For programs, which read the result only. */
final class SilentScreen implements Screen {
    @Override
    public void begin(final String text) {}

    @Override
    public void end(final StepResult step) {}

    @Override
    public void show(final List<DemoAgent> agents, final Map<NodeId, Observation> seen) {}

    @Override
    public void close() {}
}
