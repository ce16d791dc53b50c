package io.gossip.transport.udp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The tables of docs/reference.md.
 *
 * @param mentions what it says is here: all that stands as code in a column of that name
 * @param goNames what stands as code in a column named Go
 */
record ReferenceDoc(List<Mention> mentions, List<String> goNames) {
    private static final String HERE = "here";
    private static final String GO = "Go";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /**
     * @param name what is said to exist
     * @param secondCell of its row
     */
    record Mention(String name, String secondCell) {}

    static ReferenceDoc parse(final String page) {
        final List<Mention> mentions = new ArrayList<>();
        final List<String> goNames = new ArrayList<>();
        List<String> header = null;
        for (final String line : page.lines().toList()) {
            if (!line.startsWith("|")) {
                header = null;
                continue;
            }
            final List<String> cells = cells(line);
            if (header == null) {
                header = cells;
                continue;
            }
            for (int i = 0; i < cells.size(); i++) {
                final List<String> code = code(cells.get(i));
                if (header.get(i).equals(HERE)) {
                    code.forEach(name -> mentions.add(new Mention(name, cells.get(1))));
                } else if (header.get(i).equals(GO)) {
                    goNames.addAll(code);
                }
            }
        }
        return new ReferenceDoc(List.copyOf(mentions), List.copyOf(goNames));
    }

    private static List<String> cells(final String line) {
        return Stream.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    private static List<String> code(final String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
