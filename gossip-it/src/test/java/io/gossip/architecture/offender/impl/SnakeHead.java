package io.gossip.architecture.offender.impl;

import io.gossip.architecture.offender.util.SnakeTail;

public record SnakeHead(SnakeTail tail) {}
