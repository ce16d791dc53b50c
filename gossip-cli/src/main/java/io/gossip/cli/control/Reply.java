package io.gossip.cli.control;

import java.io.IOException;
import java.time.Duration;

/** Where the rows of an answer go. One thread. */
public final class Reply {
    private final FrameChannel channel;
    private Runnable afterwards = () -> {};

    Reply(final FrameChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends one row.
     *
     * @param fields its fields
     * @throws ControlException when they are too long for one frame
     * @throws IOException when the client is gone or does not take it in time
     */
    public void row(final FieldWriter fields) throws IOException {
        channel.send(FrameKind.ROW, fields);
    }

    /** Gives the rest of the answer another time, for what is known to take long. */
    public void within(final Duration time) {
        channel.within(time);
    }

    /** Something to do once the answer has been sent, or could not be. */
    public void afterwards(final Runnable action) {
        afterwards = action;
    }

    void runAfterwards() {
        afterwards.run();
    }
}
