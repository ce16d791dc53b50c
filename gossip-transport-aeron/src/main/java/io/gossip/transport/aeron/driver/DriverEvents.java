package io.gossip.transport.aeron.driver;

/** What befalls a connection to the driver, to be counted. Any thread. */
public interface DriverEvents {
    /** Aeron reports an error, on this side or in an embedded driver. */
    void onDriverError(Throwable error);

    /** An attempt to reach the driver failed; there will be another. */
    void onConnectFailed(RuntimeException error);
}
