/**
 * Points of the contract once more, as users meet them: gossipers with threads of their own over each transport on the loopback
 * interface. The numbers are those of the same points in virtual time.
 */
package io.gossip.it.contract;
