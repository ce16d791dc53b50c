package io.gossip.testkit.hostile;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;

/** Counts the objects of the library that are reachable from one, by class: memory, without a tool of the JVM. */
final class HeldObjects {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private HeldObjects() {}

    /** @return how many there are of each class of the library, by its name without the package */
    static Map<String, Integer> of(final Object root) {
        final HeldObjects held = new HeldObjects();
        held.add(root);
        while (!held.open.isEmpty()) {
            held.visit(held.open.remove());
        }
        return held.counts;
    }

    private void add(final Object object) {
        if (object != null && seen.add(object)) {
            open.add(object);
        }
    }

    private void visit(final Object object) {
        final Class<?> type = object.getClass();
        if (object instanceof Map<?, ?> map) {
            map.forEach((key, value) -> {
                add(key);
                add(value);
            });
        } else if (object instanceof Collection<?> collection) {
            collection.forEach(this::add);
        } else if (object instanceof AtomicReference<?> reference) {
            add(reference.get());
        } else if (object instanceof Object[] array) {
            for (int i = 0; i < array.length; i++) {
                add(Array.get(array, i));
            }
        } else if (isOfLibrary(type)) {
            counts.merge(type.getName().substring(type.getName().lastIndexOf('.') + 1), 1, Integer::sum);
            for (Class<?> part = type; part != null && part != Object.class; part = part.getSuperclass()) {
                visitFields(object, part);
            }
        }
    }

    /** The tests' own transport would lead to the other nodes. */
    private static boolean isOfLibrary(final Class<?> type) {
        return type.getName().startsWith("io.gossip.") && !type.getName().startsWith("io.gossip.testkit.");
    }

    private void visitFields(final Object object, final Class<?> type) {
        for (final Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                try {
                    field.setAccessible(true);
                    add(field.get(object));
                } catch (final IllegalAccessException | RuntimeException e) {
                    // A field of the JDK: what it holds is reached as a collection or not at all.
                    continue;
                }
            }
        }
    }
}
