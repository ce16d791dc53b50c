package consumer;

/** Runs the example and prints what it saw, so that the one who started this can tell whether it worked. */
public final class Main {
    private Main() {}

    public static void main(final String... arguments) {
        Example.run().forEach((id, seen) -> System.out.println(id + "=" + seen.value().orElse("nothing")));
    }
}
