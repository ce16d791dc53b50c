package io.gossip.testkit.model;

import io.gossip.InvalidValueException;
import io.gossip.spi.Arguments;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One thing that goes wrong in a cluster, or is put right. Nodes are numbered from 0; times are in milliseconds. */
public sealed interface Fault {
    /** @return as {@link #parse} reads it: a word and its arguments */
    String text();

    /**
     * Every link loses packets of the best-effort lane from now on.
     *
     * @param percent how many in a hundred, 0 to 100
     */
    record Loss(int percent) implements Fault {
        @Override
        public String text() {
            return "loss " + percent;
        }
    }

    /**
     * Nothing passes between these nodes and the others.
     *
     * @param side one of the two sides
     */
    record Partition(SortedSet<Integer> side) implements Fault {
        /** Copies the set. */
        public Partition {
            side = Collections.unmodifiableSortedSet(new TreeSet<>(Arguments.notNull(side, "side")));
        }

        @Override
        public String text() {
            return "partition " + side.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /**
     * Nothing passes from one node to another; the way back stays open.
     *
     * @param from who is not heard
     * @param to by whom
     */
    record OneWayCut(int from, int to) implements Fault {
        @Override
        public String text() {
            return "cut " + from + " " + to;
        }
    }

    /** No loss, no partition, no cut any more. */
    record Heal() implements Fault {
        @Override
        public String text() {
            return "heal";
        }
    }

    /**
     * The node is gone without a word, with all it knew.
     *
     * @param node which
     */
    record Crash(int node) implements Fault {
        @Override
        public String text() {
            return "crash " + node;
        }
    }

    /**
     * The node is started in a new life; without effect on one that runs.
     *
     * @param node which
     */
    record Restart(int node) implements Fault {
        @Override
        public String text() {
            return "restart " + node;
        }
    }

    /**
     * The node does nothing for a while, as in a long collection of garbage; packets to it wait.
     *
     * @param node which
     * @param millis for how long
     */
    record Pause(int node, long millis) implements Fault {
        @Override
        public String text() {
            return "pause " + node + " " + millis;
        }
    }

    /**
     * The node's wall clock jumps.
     *
     * @param node which
     * @param millis by how much, back when negative
     */
    record ClockStep(int node, long millis) implements Fault {
        @Override
        public String text() {
            return "clock " + node + " " + millis;
        }
    }

    /**
     * @param text what {@link #text} gave
     * @return the fault
     * @throws InvalidValueException when it has no such form
     */
    static Fault parse(final String text) {
        final String[] words = Arguments.notNull(text, "text").split(" ");
        try {
            return switch (words[0]) {
                case "loss" -> new Loss(Integer.parseInt(words[1]));
                case "partition" -> new Partition(nodes(words[1]));
                case "cut" -> new OneWayCut(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
                case "heal" -> new Heal();
                case "crash" -> new Crash(Integer.parseInt(words[1]));
                case "restart" -> new Restart(Integer.parseInt(words[1]));
                case "pause" -> new Pause(Integer.parseInt(words[1]), Long.parseLong(words[2]));
                case "clock" -> new ClockStep(Integer.parseInt(words[1]), Long.parseLong(words[2]));
                default -> throw new InvalidValueException("no such fault, text='" + text + "'");
            };
        } catch (final NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new InvalidValueException("malformed fault, text='" + text + "'", e);
        }
    }

    private static SortedSet<Integer> nodes(final String text) {
        final SortedSet<Integer> nodes = new TreeSet<>();
        for (final String node : text.split(",")) {
            nodes.add(Integer.parseInt(node));
        }
        return nodes;
    }
}
