package io.gossip.architecture.offender;

import java.security.SecureRandom;

final class EntropyOffender {
    long secureRandom() {
        return new SecureRandom().nextLong();
    }
}
