package io.gossip;

/** Whether a failure domain takes part. A domain that is not in the active map is inactive. */
public enum ClusterDomainState {
    /** Its members count for quorum. */
    ACTIVE,
    /** Its members do not count, and are not in quorum themselves. */
    INACTIVE
}
