package io.gossip.cli.control;

import java.io.IOException;

/** Does what clients ask for. Called by any number of threads at once. */
@FunctionalInterface
public interface RequestHandler {
    /**
     * Answers one request. A {@link io.gossip.GossipException} it throws is told to the client in its words.
     *
     * @param request the verb and its arguments, of unknown quality
     * @param reply where to
     * @throws IOException when the client is gone or takes nothing
     */
    void handle(FieldReader request, Reply reply) throws IOException;
}
