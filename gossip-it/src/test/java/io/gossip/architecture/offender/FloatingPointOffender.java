package io.gossip.architecture.offender;

import java.util.function.DoubleUnaryOperator;

final class FloatingPointOffender {
    double log() {
        return Math.log(2);
    }

    double exp() {
        return Math.exp(2);
    }

    double pow() {
        return Math.pow(2, 3);
    }

    DoubleUnaryOperator reference() {
        return Math::log10;
    }
}
