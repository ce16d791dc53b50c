package io.gossip.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What would let one run of the protocol differ from another with the same inputs. A ban covers whole types, members of
 * types that are fine otherwise, or both; method references count like calls.
 */
enum Ban {
    CLOCK("read a clock") {
        private static final Set<String> AGRONA = Set.of(
                "SystemEpochClock",
                "SystemEpochMicroClock",
                "SystemEpochNanoClock",
                "SystemNanoClock",
                "OffsetEpochNanoClock",
                "HighResolutionClock",
                "SnowflakeIdGenerator");

        @Override
        boolean coversType(final JavaClass type) {
            return isAgronaConcurrent(type, AGRONA);
        }

        @Override
        boolean coversMember(final AccessTarget target) {
            final String owner = target.getOwner().getName();
            final String name = target.getName();
            return switch (owner) {
                case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
                case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
                case "java.util.Date", "java.util.GregorianCalendar" -> isConstructorWithoutArguments(target);
                case "java.util.Calendar" -> name.equals("getInstance");
                default -> owner.startsWith("java.time.") && name.equals("now");
            };
        }
    },

    /** Randomness that no seed of ours decides; a generator made from a seed is fine. */
    RANDOMNESS("use randomness without a seed") {
        @Override
        boolean coversType(final JavaClass type) {
            return type.getName().equals("java.util.concurrent.ThreadLocalRandom")
                    || type.getName().equals("java.util.random.RandomGeneratorFactory");
        }

        @Override
        boolean coversMember(final AccessTarget target) {
            final String name = target.getName();
            return switch (target.getOwner().getName()) {
                case "java.lang.Math", "java.lang.StrictMath" -> name.equals("random");
                case "java.lang.System" -> name.equals("identityHashCode");
                case "java.util.Random", "java.util.SplittableRandom" -> isConstructorWithoutArguments(target);
                case "java.util.UUID" -> name.equals("randomUUID");
                case "java.util.random.RandomGenerator" -> name.equals("getDefault") || name.equals("of");
                case "java.util.Collections" -> name.equals("shuffle") && parameterCount(target) == 1;
                default -> false;
            };
        }
    },

    ENTROPY("use the system's entropy") {
        @Override
        boolean coversType(final JavaClass type) {
            return type.getName().equals("java.security.SecureRandom");
        }
    },

    /** Everything that starts, stops or parks a thread. {@code Thread.onSpinWait} is a hint to the processor only. */
    THREAD("touch threads") {
        private static final Set<String> TYPES = Set.of(
                "java.util.Timer",
                "java.util.TimerTask",
                "java.util.concurrent.ExecutorService",
                "java.util.concurrent.ScheduledExecutorService",
                "java.util.concurrent.ThreadPoolExecutor",
                "java.util.concurrent.ScheduledThreadPoolExecutor",
                "java.util.concurrent.Executors",
                "java.util.concurrent.ForkJoinPool",
                "java.util.concurrent.locks.LockSupport");
        private static final Set<String> AGRONA = Set.of(
                "AgentRunner",
                "BackoffIdleStrategy",
                "SleepingIdleStrategy",
                "SleepingMillisIdleStrategy",
                "YieldingIdleStrategy",
                "BusySpinIdleStrategy",
                "HighResolutionTimer",
                "ShutdownSignalBarrier");

        @Override
        boolean coversType(final JavaClass type) {
            return TYPES.contains(type.getName()) || isAgronaConcurrent(type, AGRONA);
        }

        @Override
        boolean coversMember(final AccessTarget target) {
            final String owner = target.getOwner().getName();
            return owner.equals("java.lang.Thread") && !target.getName().equals("onSpinWait")
                    || owner.equals("java.util.concurrent.TimeUnit")
                            && target.getName().equals("sleep");
        }
    },

    INPUT_OUTPUT("touch sockets, channels or files") {
        @Override
        boolean coversType(final JavaClass type) {
            final String name = type.getName();
            return isIn(type, "java.net")
                    || isIn(type, "java.nio.channels")
                    || isIn(type, "java.nio.file")
                    || name.startsWith("java.io.File")
                    || name.equals("java.io.RandomAccessFile");
        }
    },

    /** {@code Math} may be a little off in the last digit, differently on each JVM; {@code StrictMath} may not. */
    FLOATING_POINT("compute what is not bit for bit the same on every JVM") {
        private static final Set<String> INEXACT = Set.of(
                "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
                "log10", "log1p", "pow", "cbrt", "hypot");

        @Override
        boolean coversMember(final AccessTarget target) {
            return target.getOwner().getName().equals("java.lang.Math") && INEXACT.contains(target.getName());
        }
    };

    private final String description;

    Ban(final String description) {
        this.description = description;
    }

    boolean coversType(final JavaClass type) {
        return false;
    }

    boolean coversMember(final AccessTarget target) {
        return false;
    }

    /** Satisfied by a class that does what is banned: for use as {@code noClasses().should(...)}. */
    ArchCondition<JavaClass> condition() {
        return condition(description, this::coversType, this::coversMember);
    }

    static ArchCondition<JavaClass> condition(
            final String description, final Predicate<JavaClass> type, final Predicate<AccessTarget> member) {
        return new ArchCondition<>(description) {
            @Override
            public void check(final JavaClass item, final ConditionEvents events) {
                for (final Dependency dependency : item.getDirectDependenciesFromSelf()) {
                    if (type.test(dependency.getTargetClass().getBaseComponentType())) {
                        events.add(SimpleConditionEvent.satisfied(item, dependency.getDescription()));
                    }
                }
                for (final JavaAccess<?> access : item.getAccessesFromSelf()) {
                    if (member.test(access.getTarget())) {
                        events.add(SimpleConditionEvent.satisfied(item, access.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isIn(final JavaClass type, final String root) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    private static boolean isAgronaConcurrent(final JavaClass type, final Set<String> simpleNames) {
        return type.getPackageName().equals("org.agrona.concurrent") && simpleNames.contains(type.getSimpleName());
    }

    private static boolean isConstructorWithoutArguments(final AccessTarget target) {
        return target.getName().equals("<init>") && parameterCount(target) == 0;
    }

    private static int parameterCount(final AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget codeUnit
                ? codeUnit.getRawParameterTypes().size()
                : 0;
    }
}
