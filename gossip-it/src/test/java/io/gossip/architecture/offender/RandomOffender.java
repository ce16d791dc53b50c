package io.gossip.architecture.offender;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

final class RandomOffender {
    double mathRandom() {
        return Math.random();
    }

    int threadLocal() {
        return ThreadLocalRandom.current().nextInt();
    }

    Random unseeded() {
        return new Random();
    }

    SplittableRandom unseededSplittable() {
        return new SplittableRandom();
    }

    UUID uuid() {
        return UUID.randomUUID();
    }

    RandomGenerator generator() {
        return RandomGenerator.getDefault();
    }

    void shuffle(final List<?> list) {
        Collections.shuffle(list);
    }

    int identityHash() {
        return System.identityHashCode(this);
    }
}
