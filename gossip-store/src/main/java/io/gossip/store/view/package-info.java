/**
 * What one owner published, as immutable objects: an entry, the view at one version, and the reading of entries out of
 * a received chunk. Called by {@code io.gossip.store.merge} and by the chunk buffer; depends on the API and on Agrona's
 * buffer interfaces. Not exported.
 */
package io.gossip.store.view;
