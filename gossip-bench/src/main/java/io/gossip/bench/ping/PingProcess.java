package io.gossip.bench.ping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * One end in a process of its own: says its port, reads the other's, then pings and says what it found out, or answers until its
 * input ends.
 */
final class PingProcess {
    static final String PINGER = "ping";
    static final String ECHO = "echo";

    private PingProcess() {}

    /** @param arguments role, variant, times, directory of the driver that is shared */
    public static void main(final String[] arguments) throws IOException {
        final PingVariant variant = PingVariant.valueOf(arguments[1]);
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                PingEnd end = variant.open(Path.of(arguments[3]))) {
            System.out.println(end.port());
            end.connect(Integer.parseInt(in.readLine()));
            if (arguments[0].equals(PINGER)) {
                System.out.println(
                        new Pinger(end).run(PingTimes.parse(arguments[2])).format());
            } else {
                answer(end, in);
            }
        }
    }

    private static void answer(final PingEnd end, final BufferedReader in) {
        final Thread watch = new Thread(() -> awaitEnd(in), "input");
        watch.setDaemon(true);
        watch.start();
        final Echo echo = new Echo(end);
        while (watch.isAlive()) {
            end.idle(end.poll(echo) > 0);
        }
    }

    private static void awaitEnd(final BufferedReader in) {
        try {
            while (in.readLine() != null) {
                // Nothing is said on it; its end is what counts, also when that of the one who writes it was violent.
                continue;
            }
        } catch (final IOException e) {
            System.err.println("the input is gone, cause=" + e);
        }
    }
}
