package io.gossip.bench.report;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a benchmark method that others of its class are compared with. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Baseline {
    /** @return what it stands for, in a word or two */
    String value();

    /** @return names of the benchmarks that are compared with it; none: all of the class that are no baselines */
    String[] of() default {};
}
