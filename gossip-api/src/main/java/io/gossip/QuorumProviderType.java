package io.gossip;

/** The quorum providers that come with the library. The numbers are those of the Go library. */
public enum QuorumProviderType {
    /** {@link QuorumProvider#majority}. */
    DEFAULT(0, MajorityQuorum.INSTANCE),
    /** {@link QuorumProvider#failureDomains}. */
    FAILURE_DOMAINS(1, FailureDomainQuorum.INSTANCE),
    /** {@link QuorumProvider#noop}. */
    NOOP(2, NoopQuorum.INSTANCE);

    private final int code;
    private final QuorumProvider provider;

    QuorumProviderType(final int code, final QuorumProvider provider) {
        this.code = code;
        this.provider = provider;
    }

    /** @return the number of the Go library, 0 to 2 */
    public int code() {
        return code;
    }

    /** @return the provider of this type; it has no state */
    public QuorumProvider provider() {
        return provider;
    }
}
