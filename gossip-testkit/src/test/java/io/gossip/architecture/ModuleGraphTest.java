package io.gossip.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reads the modules as a user's launcher would, from wherever the tests' class path has them. */
class ModuleGraphTest {
    private static final ModuleFinder FINDER =
            ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                    .map(Path::of)
                    .filter(path -> !path.endsWith("test-classes"))
                    .toArray(Path[]::new));

    private static final String PROVIDER_SERVICE = "io.gossip.spi.GossiperProvider";
    private static final String PROVIDER = "io.gossip.core.provider.CoreGossiperProvider";

    @ParameterizedTest
    @EnumSource
    void shouldResolveOnTheModulePath(final GossipModule module) {
        final Configuration graph =
                ModuleLayer.boot().configuration().resolve(FINDER, ModuleFinder.of(), Set.of(module.moduleName()));
        assertTrue(graph.findModule(module.moduleName()).isPresent());
    }

    @ParameterizedTest
    @EnumSource
    void shouldExportNothingButItsApi(final GossipModule module) {
        final ModuleDescriptor descriptor = descriptor(module);
        final Set<String> present = new TreeSet<>(descriptor.packages());
        present.retainAll(module.exports());
        assertEquals(
                present,
                descriptor.exports().stream()
                        .filter(exports -> !exports.isQualified())
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toCollection(TreeSet::new)));
        assertEquals(
                List.of(),
                descriptor.exports().stream()
                        .filter(ModuleDescriptor.Exports::isQualified)
                        .toList());
        assertEquals(Set.of(), descriptor.opens());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRequireNothingElse(final GossipModule module) {
        final Set<String> allowed = new TreeSet<>(module.libraries());
        allowed.add("java.base");
        module.reads().forEach(read -> allowed.add(read.moduleName()));
        final Set<String> required = descriptor(module).requires().stream()
                .map(ModuleDescriptor.Requires::name)
                .collect(Collectors.toCollection(TreeSet::new));
        required.removeAll(allowed);
        assertEquals(Set.of(), required, "required, but not in the table of modules");
    }

    @ParameterizedTest
    @EnumSource
    void shouldDeclareServicesForBothPaths(final GossipModule module) throws IOException {
        final ModuleReference reference = FINDER.find(module.moduleName()).orElseThrow();
        try (ModuleReader reader = reference.open()) {
            final boolean hasProvider = reader.find(className(PROVIDER)).isPresent();
            assertEquals(
                    hasProvider ? Set.of(PROVIDER_SERVICE + "=" + PROVIDER) : Set.of(),
                    reference.descriptor().provides().stream()
                            .flatMap(provides ->
                                    provides.providers().stream().map(name -> provides.service() + "=" + name))
                            .collect(Collectors.toSet()));
            assertEquals(
                    hasProvider,
                    reader.find("META-INF/services/" + PROVIDER_SERVICE).isPresent(),
                    "the class path needs META-INF/services as well");
            if (reader.find(className(PROVIDER_SERVICE)).isPresent()) {
                assertTrue(reference.descriptor().uses().contains(PROVIDER_SERVICE));
            }
        }
    }

    private static ModuleDescriptor descriptor(final GossipModule module) {
        return FINDER.find(module.moduleName())
                .map(ModuleReference::descriptor)
                .orElseThrow(() -> new AssertionError("not on the class path: " + module.moduleName()));
    }

    private static String className(final String name) {
        return name.replace('.', '/') + ".class";
    }
}
