package io.gossip.testkit.example;

/**
 * A value of a user.
 *
 * @param milli thousandths of a degree
 */
record Celsius(int milli) {}
