/**
 * The one way in to Chronicle Bytes: started quietly, on the heap only, at its first use and never before. Used by the
 * journal and by the codec of marshallable values.
 */
package io.gossip.store.chronicle;
