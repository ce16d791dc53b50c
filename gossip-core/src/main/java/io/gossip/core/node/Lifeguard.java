package io.gossip.core.node;

/**
 * Which parts of Lifeguard a node has (Lifeguard: Dadgar, Phillips and Currey, 2018, section IV), and with each what this
 * implementation adds to it. Users have all of it; simulations take parts out to show what each is worth.
 *
 * @param localHealth probes are slower while this node itself seems to be, by what others answer and by its own timers; stalls
 *     are not held against others
 * @param suspicionTimeouts suspicions are longer until others confirm them; a death that is heard of is believed of those who
 *     had the time to refute it
 * @param buddy a suspect hears of it with the next ping
 */
public record Lifeguard(boolean localHealth, boolean suspicionTimeouts, boolean buddy) {
    /** Plain SWIM with refutation. */
    public static final Lifeguard NONE = new Lifeguard(false, false, false);

    /** All of it. */
    public static final Lifeguard FULL = new Lifeguard(true, true, true);
}
