package io.gossip.transport.udp;

import io.gossip.GossipStore;
import io.gossip.Gossiper;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names of the API as documents spell them: {@code Type}, {@code Type.Nested}, {@code Type.CONSTANT}, {@code
 * Type.method(A, B)}, and without the type for a method of the gossiper; {@code (…)} stands for any parameters.
 */
final class ApiNames {
    private static final Pattern METHOD = Pattern.compile("(?:([\\w.]+)\\.)?(\\w+)(\\([^)]*\\))");
    private static final List<String> PACKAGES =
            List.of("io.gossip.", "io.gossip.spi.", "io.gossip.store.", "io.gossip.core.probation.");
    private static final String ANY = "(…)";

    private ApiNames() {}

    static boolean exists(final String name) {
        final Matcher method = METHOD.matcher(name);
        return method.matches()
                ? isMethod(method.group(1), method.group(2), method.group(3))
                : type(name) != null || constant(name) != null;
    }

    private static boolean isMethod(final String owner, final String name, final String parameters) {
        final Class<?> type = owner == null ? Gossiper.class : type(owner);
        return type != null
                && Arrays.stream(type.getMethods())
                        .filter(method -> method.getName().equals(name))
                        .anyMatch(method -> parameters.equals(ANY) || parameters.equals(parameters(method)));
    }

    /** @return how a document may spell a method, each of which names it */
    static Set<String> spellings(final Class<?> type, final Method method) {
        final List<String> names = new ArrayList<>(List.of(type.getSimpleName() + "." + method.getName()));
        if (GossipStore.class.isAssignableFrom(type) && !Modifier.isStatic(method.getModifiers())) {
            names.add(method.getName());
        }
        return names.stream()
                .flatMap(name -> Stream.of(name + ANY, name + parameters(method)))
                .collect(Collectors.toSet());
    }

    private static String parameters(final Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(ApiNames::simpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String simpleName(final Type type) {
        final Type raw = type instanceof final ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof final Class<?> known ? known.getSimpleName() : raw.getTypeName();
    }

    /** @return the types that a name names: itself, its owners, and what it takes */
    static Set<String> typesIn(final String name) {
        final Set<String> types = new HashSet<>();
        for (final String part : name.split("[(), ]+", -1)) {
            for (int dot = part.indexOf('.'); dot >= 0; dot = part.indexOf('.', dot + 1)) {
                types.add(part.substring(0, dot));
            }
            types.add(part);
        }
        return types;
    }

    /** @return the constant of an enum or class of this name, or null when there is none */
    static Object constant(final String name) {
        final int dot = name.lastIndexOf('.');
        final Class<?> type = dot < 0 ? null : type(name.substring(0, dot));
        try {
            return type == null ? null : type.getField(name.substring(dot + 1)).get(null);
        } catch (final NoSuchFieldException e) {
            return null;
        } catch (final IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** @return the public type of this name, nested ones with a dot, or null when there is none */
    private static Class<?> type(final String name) {
        for (final String prefix : PACKAGES) {
            try {
                final Class<?> type = Class.forName(prefix + name.replace('.', '$'));
                return Modifier.isPublic(type.getModifiers()) ? type : null;
            } catch (final ClassNotFoundException e) {
                // Of another package, or none.
            }
        }
        return null;
    }
}
