package io.gossip.architecture.offender;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.function.LongSupplier;
import org.agrona.concurrent.NanoClock;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

final class ClockOffender {
    long currentTimeMillis() {
        return System.currentTimeMillis();
    }

    long nanoTime() {
        return System.nanoTime();
    }

    LongSupplier reference() {
        return System::nanoTime;
    }

    Instant instant() {
        return Instant.now();
    }

    LocalDate localDate() {
        return LocalDate.now();
    }

    Date date() {
        return new Date();
    }

    Clock systemUtc() {
        return Clock.systemUTC();
    }

    Clock tick() {
        return Clock.tickMillis(Clock.systemUTC().getZone());
    }

    long agronaEpoch() {
        return SystemEpochClock.INSTANCE.time();
    }

    NanoClock agronaNano() {
        return new SystemNanoClock();
    }
}
