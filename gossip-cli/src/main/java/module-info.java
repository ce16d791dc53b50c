/** The {@code gossip} command. */
module io.gossip.cli {
    requires io.gossip.api;
    requires info.picocli;

    // For its annotations, and to no one else.
    opens io.gossip.cli.command to
            info.picocli;
}
