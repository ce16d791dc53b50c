/**
 * Coming together: first contact with seeds and with members believed gone, verdicts on joiners, exchange of whole
 * member tables. Depends on membership and outbound.
 */
package io.gossip.core.join;
