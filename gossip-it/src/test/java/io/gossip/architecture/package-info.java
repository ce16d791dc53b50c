/**
 * Rules about the code of all modules, checked on the compiled classes, the module descriptors and the test sources:
 * which module may know which, what the protocol must not touch, and how things are named.
 *
 * <p>Every rule is also turned on {@link io.gossip.architecture.offender}, classes that break it on purpose, so that
 * none can pass because it looks at nothing.
 */
package io.gossip.architecture;
