/**
 * What must hold, as interfaces of jqwik properties: a test class implements one, names its subject and inherits the
 * properties. For stores and replicas, for codecs of values, for quorum providers.
 */
package io.gossip.testkit.laws;
