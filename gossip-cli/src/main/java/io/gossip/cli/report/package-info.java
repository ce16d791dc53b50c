/** How results are put on paper: tables for people, JSON for programs. Knows neither agents nor sockets. */
package io.gossip.cli.report;
