package io.gossip.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.gossip.GossipException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every public constructor and static method of every exported package refuses null with a typed error. The API's own
 * methods, argument by argument, are held to that by its {@code BadInputTest}.
 */
class NullInputTest {
    /** What answers null otherwise, each with the contract that says so. */
    private static final Set<String> EXCLUDED = Set.of(
            // Wire input: a verdict, never an exception.
            "fromUtf8OrNull",
            // Enums, made by the compiler: NullPointerException for null.
            "valueOf");

    private static final Map<Class<?>, Object> PRIMITIVES = Map.of(
            boolean.class,
            false,
            byte.class,
            (byte) 0,
            short.class,
            (short) 0,
            char.class,
            'c',
            int.class,
            1,
            long.class,
            1L,
            float.class,
            0f,
            double.class,
            0.0);

    @Test
    void shouldRefuseNullWithATypedErrorEverywhere() {
        final List<String> faults = new ArrayList<>();
        int calls = 0;
        for (final Class<?> type : exportedTypes()) {
            for (final Executable entry : entries(type)) {
                calls++;
                final String fault = faultOf(entry);
                if (fault != null) {
                    faults.add(entry + ": " + fault);
                }
            }
        }
        assertEquals(List.of(), faults, () -> String.join("\n", faults));
        assertTrue(calls > 80, "calls=" + calls);
    }

    private static List<Class<?>> exportedTypes() {
        final Set<String> exported = Stream.of(GossipModule.values())
                .flatMap(module -> module.exports().stream())
                .collect(Collectors.toSet());
        final List<Class<?>> types = new ArrayList<>();
        for (final JavaClass found : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.gossip")) {
            if (exported.contains(found.getPackageName())) {
                types.add(found.reflect());
            }
        }
        types.removeIf(type -> !isPublic(type) || type.isEnum() || Throwable.class.isAssignableFrom(type));
        return types;
    }

    private static boolean isPublic(final Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublic(type.getEnclosingClass()));
    }

    private static List<Executable> entries(final Class<?> type) {
        final List<Executable> entries = new ArrayList<>();
        if (!Modifier.isAbstract(type.getModifiers())) {
            entries.addAll(Arrays.asList(type.getConstructors()));
        }
        for (final Method method : type.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())
                    && Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()) {
                entries.add(method);
            }
        }
        entries.removeIf(entry -> EXCLUDED.contains(entry.getName())
                || Arrays.stream(entry.getParameterTypes()).allMatch(Class::isPrimitive));
        return entries;
    }

    /** @return what is wrong, or null */
    private static String faultOf(final Executable entry) {
        final Object[] arguments =
                Arrays.stream(entry.getParameterTypes()).map(PRIMITIVES::get).toArray();
        try {
            if (entry instanceof Constructor<?> constructor) {
                constructor.newInstance(arguments);
            } else {
                ((Method) entry).invoke(null, arguments);
            }
            return "accepted null";
        } catch (final InvocationTargetException e) {
            return e.getCause() instanceof GossipException ? null : String.valueOf(e.getCause());
        } catch (final ReflectiveOperationException e) {
            return e.toString();
        }
    }
}
