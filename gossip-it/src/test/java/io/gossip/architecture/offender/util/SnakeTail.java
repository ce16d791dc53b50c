package io.gossip.architecture.offender.util;

import io.gossip.architecture.offender.impl.SnakeHead;

public record SnakeTail(SnakeHead head) {}
