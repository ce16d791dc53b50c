package io.gossip.cli.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void shouldPutColumnsUnderEachOther() {
        final Table table = new Table("NODE", "STATUS").row("a", "UP").row("long-name", "DOWN");
        assertEquals("NODE       STATUS\na          UP\nlong-name  DOWN\n", table.toString());
        assertEquals(List.of("A"), new Table("A").lines());
        assertThrows(IllegalArgumentException.class, () -> table.row("too few"));
    }

    @Test
    void shouldLetNothingMoveTheCursor() {
        assertEquals("\\u001b[2J\\u000ax", Printable.text("\u001b[2J\nx"));
        assertEquals("a\\u202eb", Printable.text("a\u202Eb"));
        assertEquals("wörld 😀", Printable.text("wörld 😀"));
        assertEquals("\\ud800", Printable.text("\uD800"));
        assertEquals("K\n\\u000a\n", new Table("K").row("\n").toString());
    }

    @Test
    void shouldPrintValuesAsTextOrDigits() {
        assertEquals("ä", Printable.value("ä".getBytes(StandardCharsets.UTF_8)));
        assertEquals("0xff00", Printable.value(new byte[] {-1, 0}));
        assertEquals("", Printable.value(new byte[0]));
    }

    @Test
    void shouldWriteJsonThatOthersRead() throws JsonProcessingException {
        final String hostile = "\"\\\u0000\u001b\u007f\u2028\uD83D\uDE00\uD800 ä\n";
        final String text = Json.object()
                .put("text", hostile)
                .put(hostile, 1)
                .put("number", Long.MIN_VALUE)
                .put("flag", true)
                .putNull("none")
                .put("object", Json.object())
                .put("list", List.of(Json.object().put("x", 1), Json.object()))
                .putTexts("texts", List.of("a", "b"))
                .putNumbers("numbers", Map.of("b", 2L, "a", 1L))
                .toString();
        assertTrue(text.chars().allMatch(c -> c >= ' ' && c < 0x7F), text);
        final JsonNode read = new ObjectMapper().readTree(text);
        assertEquals(hostile, read.get("text").textValue());
        assertEquals(1, read.get(hostile).intValue());
        assertEquals(Long.MIN_VALUE, read.get("number").longValue());
        assertTrue(read.get("flag").booleanValue());
        assertTrue(read.get("none").isNull());
        assertEquals("{}", read.get("object").toString());
        assertEquals("[{\"x\":1},{}]", read.get("list").toString());
        assertEquals("[\"a\",\"b\"]", read.get("texts").toString());
        assertEquals("{\"a\":1,\"b\":2}", read.get("numbers").toString());
        assertEquals("{}", Json.object().toString());
    }
}
