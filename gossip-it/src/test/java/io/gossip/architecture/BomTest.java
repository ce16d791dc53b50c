package io.gossip.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The BOM stands alone, so its versions are written twice: once for users, once for this build. */
class BomTest {
    @Test
    void shouldAgreeWithTheBuild() throws Exception {
        final Map<String, String> build = managed(GossipModule.root().resolve("pom.xml"));
        final Map<String, String> bom = managed(GossipModule.root().resolve("gossip-bom/pom.xml"));
        final Map<String, String> same = new TreeMap<>(build);
        same.keySet().retainAll(bom.keySet());
        assertEquals(bom, same);
    }

    @Test
    void shouldNameEveryLibrary() throws Exception {
        final Map<String, String> bom = managed(GossipModule.root().resolve("gossip-bom/pom.xml"));
        assertTrue(Stream.of(GossipModule.values())
                .allMatch(module -> module.isLibrary() == bom.containsKey(module.artifactId())));
    }

    @Test
    void shouldFindEveryPublishedModuleInTheTable() throws Exception {
        final Set<String> published = new TreeSet<>();
        final NodeList modules = parse(GossipModule.root().resolve("pom.xml")).getElementsByTagName("module");
        for (int i = 0; i < modules.getLength(); i++) {
            final String module = modules.item(i).getTextContent().strip();
            if (isPublished(parse(GossipModule.root().resolve(module).resolve("pom.xml")))) {
                published.add(module);
            }
        }
        final Set<String> table = Stream.of(GossipModule.values())
                .filter(GossipModule::isPublished)
                .map(GossipModule::artifactId)
                .collect(Collectors.toCollection(TreeSet::new));
        table.add("gossip-bom");
        assertEquals(table, published);
    }

    private static boolean isPublished(final Document pom) {
        return pom.getElementsByTagName("maven.deploy.skip").getLength() == 0;
    }

    /** Artifact to version, with the properties of the file put in. */
    private static Map<String, String> managed(final Path pom) throws Exception {
        final Document document = parse(pom);
        final Element management =
                (Element) document.getElementsByTagName("dependencyManagement").item(0);
        final NodeList dependencies = management.getElementsByTagName("dependency");
        final Map<String, String> versions = new TreeMap<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            final Element dependency = (Element) dependencies.item(i);
            versions.put(text(dependency, "artifactId"), resolve(document, text(dependency, "version")));
        }
        return versions;
    }

    private static Document parse(final Path pom) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(pom.toUri().toString());
    }

    private static String resolve(final Document document, final String version) {
        return switch (version) {
            case "${project.version}" -> text(document.getDocumentElement(), "version");
            case "${jqwik.version}" -> text(document.getDocumentElement(), "jqwik.version");
            case "${junit.version}" -> text(document.getDocumentElement(), "junit.version");
            default -> version;
        };
    }

    private static String text(final Element parent, final String tag) {
        return parent.getElementsByTagName(tag).item(0).getTextContent().strip();
    }
}
