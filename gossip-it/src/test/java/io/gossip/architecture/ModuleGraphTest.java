package io.gossip.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reads the modules as a user's launcher would, from wherever the tests' class path has them. */
class ModuleGraphTest {
    private static final ModuleFinder FINDER =
            ModuleFinder.of(Stream.of(System.getProperty("java.class.path").split(System.getProperty("path.separator")))
                    .map(Path::of)
                    .filter(path -> !path.endsWith("test-classes"))
                    .toArray(Path[]::new));

    /** What ServiceLoader finds: providers by the service they provide, each checked once its class exists. */
    private static final Map<String, List<String>> SERVICES = Map.of(
            "io.gossip.spi.GossiperProvider", List.of("io.gossip.core.provider.CoreGossiperProvider"),
            "io.gossip.spi.TransportProvider",
                    List.of(
                            "io.gossip.transport.aeron.AeronTransportProvider",
                            "io.gossip.transport.udp.UdpTransportProvider"));

    @ParameterizedTest
    @MethodSource("io.gossip.architecture.GossipModule#onModulePath")
    void shouldResolveOnTheModulePath(final GossipModule module) {
        final Configuration graph =
                ModuleLayer.boot().configuration().resolve(FINDER, ModuleFinder.of(), Set.of(module.moduleName()));
        assertTrue(graph.findModule(module.moduleName()).isPresent());
    }

    @ParameterizedTest
    @MethodSource("io.gossip.architecture.GossipModule#onModulePath")
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
                module.exportsToFriends(),
                descriptor.exports().stream()
                        .filter(ModuleDescriptor.Exports::isQualified)
                        .map(exports -> exports.source() + " to " + String.join(",", new TreeSet<>(exports.targets())))
                        .collect(Collectors.toSet()));
        assertEquals(
                module.opens(),
                descriptor.opens().stream()
                        .map(opens -> opens.source() + " to " + String.join(",", opens.targets()))
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("io.gossip.architecture.GossipModule#onModulePath")
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
    @MethodSource("io.gossip.architecture.GossipModule#onModulePath")
    void shouldDeclareServicesForBothPaths(final GossipModule module) throws IOException {
        final ModuleReference reference = FINDER.find(module.moduleName()).orElseThrow();
        final Set<String> expected = new TreeSet<>();
        final Set<String> onClassPath = new TreeSet<>();
        try (ModuleReader reader = reference.open()) {
            for (final Map.Entry<String, List<String>> service : SERVICES.entrySet()) {
                for (final String provider : service.getValue()) {
                    if (reader.find(className(provider)).isPresent()) {
                        expected.add(service.getKey() + "=" + provider);
                    }
                }
                onClassPath.addAll(namedOnClassPath(reader, service.getKey()));
            }
        }
        assertEquals(expected, declared(reference.descriptor()));
        assertEquals(expected, onClassPath, "the class path needs META-INF/services as well");
    }

    private static Set<String> declared(final ModuleDescriptor descriptor) {
        return descriptor.provides().stream()
                .flatMap(provides -> provides.providers().stream().map(name -> provides.service() + "=" + name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> namedOnClassPath(final ModuleReader reader, final String service) throws IOException {
        final Optional<InputStream> file = reader.open("META-INF/services/" + service);
        if (file.isEmpty()) {
            return Set.of();
        }
        try (InputStream in = file.get()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> service + "=" + line.strip())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** The service whose lookup lives in the API, behind the builder of a node. */
    @Test
    void shouldLookUpProvidersWhereTheBuilderIs() throws IOException {
        final ModuleReference api = FINDER.find(GossipModule.API.moduleName()).orElseThrow();
        try (ModuleReader reader = api.open()) {
            final String service = "io.gossip.spi.GossiperProvider";
            assertEquals(
                    reader.find(className(service)).isPresent(),
                    api.descriptor().uses().contains(service));
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
