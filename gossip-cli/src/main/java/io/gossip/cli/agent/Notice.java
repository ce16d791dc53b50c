package io.gossip.cli.agent;

import io.gossip.cli.report.Json;

/**
 * Something that happened, for people and for programs.
 *
 * @param text a phrase
 * @param json the same as an object that begins with the member {@code event}
 */
record Notice(String text, Json json) {
    /** The beginning of every object. */
    static Json event(final String name) {
        return Json.object().put("event", name);
    }
}
