package io.gossip.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;

/** What a figure is worth nothing without. */
final class Machine {
    private static final double GIB = 1024.0 * 1024 * 1024;

    private Machine() {}

    static OperatingSystemMXBean system() {
        return (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    }

    /** @return date, cores, memory, system and JDK, and how busy the machine was with other things, on one line */
    static String describe() {
        return LocalDate.now() + ", " + Runtime.getRuntime().availableProcessors() + " cores, "
                + Math.round(system().getTotalMemorySize() / GIB) + " GiB, " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch") + ", JDK " + System.getProperty("java.runtime.version") + ", load "
                + String.format("%.1f", system().getSystemLoadAverage());
    }
}
