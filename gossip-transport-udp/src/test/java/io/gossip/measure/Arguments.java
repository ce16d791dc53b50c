package io.gossip.measure;

/** Numbers on a command line, each with a default. */
final class Arguments {
    private Arguments() {}

    static int at(final String[] args, final int index, final int otherwise) {
        return index < args.length ? Integer.parseInt(args[index]) : otherwise;
    }
}
