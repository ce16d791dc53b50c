package io.gossip.core.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntropyTest {
    @Test
    void shouldDrawAnotherSeedEachTime() {
        assertNotEquals(Entropy.seed(), Entropy.seed());
    }

    @Test
    void shouldTakeAllBitsOfTheDevice(@TempDir final Path folder) throws IOException {
        final Path device = Files.write(folder.resolve("device"), new byte[] {-1, 2, 3, 4, 5, 6, 7, -128, 9});
        assertEquals(0xFF02_0304_0506_0780L, Entropy.seed(device));
    }

    @Test
    void shouldAskTheJdkWhenThereIsNoDeviceOrItRunsDry(@TempDir final Path folder) throws IOException {
        assertNotEquals(Entropy.seed(folder.resolve("none")), Entropy.seed(folder.resolve("none")));
        final Path dry = Files.write(folder.resolve("dry"), new byte[3]);
        assertNotEquals(Entropy.seed(dry), Entropy.seed(dry));
    }
}
