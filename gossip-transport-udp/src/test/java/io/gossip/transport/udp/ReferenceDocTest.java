package io.gossip.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gossip.GossipEvent;
import io.gossip.GossipStore;
import io.gossip.Gossiper;
import io.gossip.GossiperBuilder;
import io.gossip.transport.udp.ReferenceDoc.Mention;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/reference.md to the API, both ways: what it says is here exists, and nothing of the API is missing on it. */
class ReferenceDocTest {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Pattern PUBLIC = Pattern.compile("^public ", Pattern.MULTILINE);

    /** What the Go library exports for its users, but for constants with a number here. */
    private static final String GO_NAMES = """
            New NewGossipStore
            NodeId UpdateSelf GetSelfStatus UpdateSelfStatus UpdateNodeStatus GetStoreKeyValue GetStoreKeys Update MetaInfo
            GetLocalState GetLocalNodeInfo AddNode RemoveNode
            Start Stop GossipInterval GetNodes UpdateCluster ExternalNodeLeave Ping UpdateClusterDomainsActiveMap
            UpdateSelfClusterDomain
            StoreKey StoreMap NodeInfo NodeInfoMap NodeValue NodeValueMap NodeMetaInfo NodeUpdate StoreMetaInfo StoreNodes
            ClusterDomainState ClusterDomainsActiveMap ClusterDomainsQuorumMembersMap
            GossipIntervals GossipNodeConfiguration GossipStartConfiguration
            MessageChannel OnMessageRcv GossipNode GossipNodeList GossiperImpl GossipDelegate GossipStoreImpl
            DEFAULT_GOSSIP_INTERVAL DEFAULT_PUSH_PULL_INTERVAL DEFAULT_PROBE_INTERVAL DEFAULT_PROBE_TIMEOUT
            DEFAULT_QUORUM_TIMEOUT DEFAULT_SUSPICION_MULTIPLIER DEFAULT_GOSSIP_VERSION GOSSIP_VERSION_2 INVALID_GEN_NUMBER
            IsNodeInQuorum UpdateNumOfQuorumMembers IsDomainActive Type
            Add Remove Exists
            """;

    private static final ReferenceDoc PAGE = page();

    private static ReferenceDoc page() {
        try {
            return ReferenceDoc.parse(Files.readString(MODULE.resolveSibling("docs/reference.md")));
        } catch (final IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSayOfNothingThatItIsHereWhenItIsNot() {
        assertTrue(PAGE.mentions().size() > 150, () -> "read too little of the page: " + PAGE.mentions());
        assertEquals(
                List.of(),
                PAGE.mentions().stream()
                        .filter(mention -> !ApiNames.exists(mention.name()))
                        .toList());
    }

    @Test
    void shouldNameAllThatUsersOfTheGoLibraryLookFor() {
        assertEquals(
                List.of(),
                Stream.of(GO_NAMES.split("\\s+"))
                        .filter(name -> PAGE.goNames().stream()
                                .noneMatch(code -> code.equals(name) || code.startsWith(name + "(")))
                        .toList());
    }

    @Test
    void shouldTellWhatExistsFromWhatDoesNot() {
        assertTrue(ApiNames.exists("updateSelf(StoreKey, T)"));
        assertTrue(ApiNames.exists("GossiperBuilder.bind(…)"));
        assertTrue(ApiNames.exists("GossipEvent.MemberLeft"));
        assertTrue(ApiNames.exists("NodeStatus.UP"));
        assertFalse(ApiNames.exists("updateSelf(StoreKey)"));
        assertFalse(ApiNames.exists("GossiperBuilder.port(…)"));
        assertFalse(ApiNames.exists("GossipEvent.MemberLost"));
        assertFalse(ApiNames.exists("NodeStatus.AWAY"));
        assertFalse(ApiNames.exists("Checks"));
    }

    @Test
    void shouldNameEveryMethodOfTheCentralTypes() {
        final Set<String> names = PAGE.mentions().stream().map(Mention::name).collect(Collectors.toSet());
        assertEquals(
                List.of(),
                Stream.of(GossipStore.class, Gossiper.class, GossiperBuilder.class)
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                                .filter(method -> ApiNames.spellings(type, method).stream()
                                        .noneMatch(names::contains)))
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void shouldNameEveryTypeAndEventOfTheApi() throws IOException {
        final Set<String> types = new TreeSet<>();
        try (Stream<Path> sources = Files.list(MODULE.resolveSibling("gossip-api/src/main/java/io/gossip"))) {
            for (final Path source : sources.filter(Files::isRegularFile).toList()) {
                if (PUBLIC.matcher(Files.readString(source)).find()) {
                    types.add(source.getFileName().toString().replace(".java", ""));
                }
            }
        }
        for (final Class<?> event : GossipEvent.class.getPermittedSubclasses()) {
            types.add("GossipEvent." + event.getSimpleName());
        }
        assertTrue(types.size() > 50, () -> "found too few: " + types);
        PAGE.mentions().forEach(mention -> types.removeAll(ApiNames.typesIn(mention.name())));
        assertEquals(Set.of(), types);
    }

    /** A row of a number and an enum constant says that the constant has this number. */
    @Test
    void shouldGiveTheNumbersOfTheGoLibrary() throws ReflectiveOperationException {
        int count = 0;
        for (final Mention mention : PAGE.mentions()) {
            final Object constant = ApiNames.constant(mention.name());
            if (constant != null && mention.secondCell().matches("\\d+")) {
                final Object code = constant.getClass().getMethod("code").invoke(constant);
                assertEquals(Integer.valueOf(mention.secondCell()), code, mention.name());
                count++;
            }
        }
        assertEquals(7 + 7 + 3, count);
    }
}
