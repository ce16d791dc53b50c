package io.gossip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GossipStoreTest {
    private final List<StoreKey<?>> asked = new ArrayList<>();

    /** Answers the query for a typed key and knows nothing else. */
    private final GossipStore store = (GossipStore) Proxy.newProxyInstance(
            GossipStore.class.getClassLoader(), new Class<?>[] {GossipStore.class}, (proxy, method, args) -> {
                if (method.isDefault()) {
                    return InvocationHandler.invokeDefault(proxy, method, args);
                }
                assertEquals("storeKeyValue", method.getName());
                asked.add((StoreKey<?>) args[0]);
                return Map.of();
            });

    @Test
    void shouldAskForBytesWhenAKeyIsGivenByName() {
        assertEquals(Map.of(), store.storeKeyValue("load"));
        assertEquals(List.of(StoreKey.bytes("load")), asked);
        assertSame(StoreKey.bytes("other").codec(), asked.get(0).codec());
    }

    @Test
    void shouldRefuseANameThatIsNoKey() {
        assertThrows(InvalidValueException.class, () -> store.storeKeyValue((String) null));
        assertThrows(InvalidValueException.class, () -> store.storeKeyValue(""));
        assertEquals(List.of(), asked);
    }
}
