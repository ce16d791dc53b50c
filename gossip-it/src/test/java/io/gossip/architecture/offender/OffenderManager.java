package io.gossip.architecture.offender;

/** Its name alone offends, and it depends on what no published module may: a test library. */
final class OffenderManager {
    String library() {
        return com.tngtech.archunit.core.domain.JavaClass.class.getName();
    }
}
