package io.github.modelconversion.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordCodecTest {

    enum Color {
        RED,
        GREEN
    }

    record Range(double from, double to) {

        Range {
            if (from > to) {
                throw new IllegalArgumentException("a range that ascends, found " + from + " to " + to);
            }
        }
    }

    record Area(int width, int height) {

        Area {
            if (width == 0) {
                throw new InvalidFieldException("width", "at least 1, found " + width);
            }
            Math.multiplyExact(width, height);
        }
    }

    /** A type that is not a record, written as one. */
    record Text(String letters) implements Document<StringBuilder> {

        static Text of(StringBuilder builder) {
            return new Text(builder.toString());
        }

        @Override
        public StringBuilder content() {
            return new StringBuilder(letters);
        }
    }

    record Page(
            String title,
            boolean shown,
            long count,
            double share,
            Number any,
            BigDecimal exact,
            Color color,
            Map<Color, OptionalDouble> weights,
            Map<String, Number> evidence,
            Optional<String> note,
            OptionalInt rank,
            OptionalLong place,
            List<Long> counts,
            List<Range> ranges,
            Area area,
            StringBuilder builder,
            @SuppressWarnings("ArrayRecordComponent") double[] bits,
            Optional<String> omitted) {}

    private static RecordTypes types() {
        return new RecordTypes()
                .as(StringBuilder.class, Text.class, Text::of)
                .naming(Color.class, color -> color == Color.RED ? "red" : "green")
                .naming(Page.class, "title", "name")
                .inline(Page.class, "area")
                .oneLine(Range.class);
    }

    private final RecordCodec<Page> strict = new RecordCodec<>(Page.class, 3, types());

    private final RecordCodec<Page> lenient = new RecordCodec<>(
            Page.class,
            3,
            types().omitEmpty(Page.class, "omitted").withGaps(Range.class).lenient());

    private static final String WRITTEN = """
            {
              "schemaVersion": 3,
              "name": "a \\"b\\"",
              "shown": true,
              "count": 9007199254740993,
              "share": 0.1,
              "any": 7,
              "exact": 0.1000000000000000055511151231257827021181583404541015625,
              "color": "green",
              "weights": {
                "green": 2.5,
                "red": null
              },
              "evidence": {
                "rows": 3,
                "nmse": null
              },
              "note": null,
              "rank": 4,
              "place": null,
              "counts": [1,2],
              "ranges": [
                {"from":0.0,"to":0.5},
                {"from":1.0,"to":1.0}
              ],
              "width": 2,
              "height": 5,
              "builder": {
                "letters": "xyz"
              },
              "bits": "f/AAAAAAAACAAAAAAAAAAA==",
              "omitted": null
            }
            """;

    private static Page page() {
        Map<Color, OptionalDouble> weights = new LinkedHashMap<>();
        weights.put(Color.GREEN, OptionalDouble.of(2.5));
        weights.put(Color.RED, OptionalDouble.empty());
        Map<String, Number> evidence = new LinkedHashMap<>();
        evidence.put("rows", 3);
        evidence.put("nmse", Double.NaN);
        return new Page(
                "a \"b\"",
                true,
                (1L << 53) + 1,
                0.1,
                7,
                new BigDecimal("0.1000000000000000055511151231257827021181583404541015625"),
                Color.GREEN,
                weights,
                evidence,
                Optional.empty(),
                OptionalInt.of(4),
                OptionalLong.empty(),
                List.of(1L, 2L),
                List.of(new Range(0, 0.5), new Range(1, 1)),
                new Area(2, 5),
                new StringBuilder("xyz"),
                new double[] {Double.POSITIVE_INFINITY, -0.0},
                Optional.empty());
    }

    private static Page read(RecordCodec<Page> codec, String text) throws JsonException {
        return codec.read(JsonValue.parse(text, "p.json"));
    }

    @Test
    void aRecordIsWrittenFieldByField() {
        assertThat(strict.write(page())).isEqualTo(WRITTEN);
    }

    @Test
    void aRecordIsReadBackUnchanged() throws JsonException {
        Page read = read(strict, WRITTEN);

        assertThat(read)
                .usingRecursiveComparison()
                .ignoringFields("builder", "any", "evidence")
                .isEqualTo(page());
        assertThat(read.any()).isEqualTo(7L);
        assertThat(read.evidence()).containsExactly(Map.entry("rows", 3L), Map.entry("nmse", Double.NaN));
        assertThat(read.builder()).hasToString("xyz");
        assertThat(strict.write(read)).isEqualTo(WRITTEN);
    }

    /** A double can hold neither 2^53 + 1 nor 2^63 − 1. */
    @ParameterizedTest
    @ValueSource(longs = {0, 9007199254740993L, Long.MAX_VALUE})
    void anIntegerIsReadExactly(long count) throws JsonException {
        String text =
                WRITTEN.replace("9007199254740993", String.valueOf(count)).replace("\"any\": 7", "\"any\": " + count);

        assertThat(read(strict, text).count()).isEqualTo(count);
        assertThat(read(strict, text).any()).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "schemaVersion": 3   | "schemaVersion": 4       | expected schemaVersion 3, found 4: another version of the plugin wrote it, at $.schemaVersion
            "schemaVersion": 3,  |                          | expected schemaVersion, found none of it, at $
            "shown": true,       |                          | expected shown, found none of it, at $
            "omitted": null      | "note": null             | expected 'note' once, found it twice, at $.note
            "width": 2           | "wdith": 2               | found 'wdith', at $.wdith
            {"from":0.0,         | {"from":0.0,"step":1,    | expected one of from, to, found 'step', at $.ranges[0].step
            {"from":1.0,         | {"from":1.0,"from":1.0,  | expected 'from' once, found it twice, at $.ranges[1].from
            {"from":1.0,"to":1.0 | {"from":1.0              | expected to, found none of it, at $.ranges[1]
            {"from":1.0          | {"from":1.5              | expected a range that ascends, found 1.5 to 1.0, at $.ranges[1]
            {"from":1.0          | {"from":null             | expected a number, found null, at $.ranges[1].from
            "red": null          | "blue": 1                | expected a known name, found 'blue'; known are red, green, at $.weights.blue
            "color": "green"     | "color": "GREEN"         | expected a known name, found 'GREEN'; known are red, green, at $.color
            "shown": true        | "shown": null            | expected true or false, found null, at $.shown
            "shown": true        | "shown": 1               | expected true or false, found a number, at $.shown
            "any": 7             | "any": "7"               | expected a number, found a text, at $.any
            "share": 0.1         | "share": 1e400           | expected a number that a double can hold, at $.share
            9007199254740993     | 9223372036854775808      | expected a whole number from 0 on,
            9007199254740993     | -1                       | expected a whole number from 0 on, found -1.0, at $.count
            "counts": [1,2]      | "counts": [1,-2]         | expected a whole number from 0 on, found -2.0, at $.counts[1]
            "counts": [1,2]      | "counts": {}             | expected a list, found an object, at $.counts
            "weights": {         | "weights": [{            | expected JSON, found:
            "rank": 4            | "rank": 4294967296       | expected at most 2147483647, found 4294967296, at $.rank
            "width": 2           | "width": 0               | expected at least 1, found 0, at $.width
            "height": 5          | "height": 2147483647     | expected numbers whose product a long can hold, at $
            f/AAAA               | f/AAA                    | expected Base64, found:
            "f/AAAAAAAACAAAAAAAAAAA==" | "AAAA"             | expected numbers of 8 bytes each, found 3 bytes, at $.bits
            """)
    void whatIsNotWhatIsWrittenIsRefusedWithItsPlace(String original, String edited, String message) {
        assertThat(WRITTEN).contains(original);
        String text = WRITTEN.replace(original, edited == null ? "" : edited);

        assertThatThrownBy(() -> read(strict, text))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("p.json: ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-2000", "1e-99999999999", "1e-2147483648"})
    void aNumberWithTooManyPlacesIsRefusedAtOnce(String number) {
        String text = WRITTEN.replaceFirst("\"exact\": [0-9.]+", "\"exact\": " + number);

        assertThatThrownBy(() -> read(strict, text))
                .isInstanceOf(JsonException.class)
                .hasMessageEndingWith(", at $.exact");
    }

    /** Gson accepts no number of more than 1 024 characters. */
    @Test
    void aNumberWithTooManyDigitsIsRefusedAtOnce() {
        String text = WRITTEN.replaceFirst("\"exact\": [0-9.]+", "\"exact\": 0." + "3".repeat(2_000_000));

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> read(strict, text))
                        .isInstanceOf(JsonException.class)
                        .hasMessageContaining("$.exact"));
    }

    @Test
    void aSurrogatePairIsOneCharacter() throws JsonException {
        assertThat(read(strict, WRITTEN.replace("\"xyz\"", "\"\\ud83d\\ude00\""))
                        .builder())
                .hasToString("\uD83D\uDE00");
    }

    @Test
    void tooDeepNestingIsRefused() {
        assertThatThrownBy(() -> read(strict, WRITTEN.replace("[1,2]", "[".repeat(40) + "]".repeat(40))))
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("Nesting limit 32");
    }

    @Test
    void aTooLargeFileIsNotRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("p.json"), WRITTEN);

        assertThatThrownBy(() -> JsonValue.read(file, "p.json", WRITTEN.length() - 1))
                .isInstanceOf(JsonException.class)
                .hasMessage("p.json: expected a file of at most " + (WRITTEN.length() - 1) + " bytes, found "
                        + WRITTEN.length() + " bytes, at $");
        assertThat(JsonValue.read(file, "p.json", WRITTEN.length()).get("name").text())
                .isEqualTo("a \"b\"");
    }

    @Test
    void aLenientReaderSkipsUnknownFields() throws JsonException {
        String text = WRITTEN.replace("\"width\": 2", "\"width\": 2, \"depth\": 3")
                .replace("\"red\": null", "\"blue\": 1")
                .replace("\"note\": null,", "")
                .replace("\"place\": null,", "");

        Page read = read(lenient, text);

        assertThat(read.area()).isEqualTo(new Area(2, 5));
        assertThat(read.weights()).containsOnlyKeys(Color.GREEN);
        assertThat(read.note()).isEmpty();
        assertThat(read.place()).isEmpty();
    }

    @Test
    void aLenientReaderStillRequiresFields() {
        assertThatThrownBy(() -> read(lenient, WRITTEN.replace("\"count\": 9007199254740993,", "")))
                .hasMessage("p.json: expected count, found none of it, at $");
    }

    @Test
    void emptyFieldsCanBeOmitted() throws JsonException {
        String written = lenient.write(page());

        assertThat(written).isEqualTo(WRITTEN.replace(",\n  \"omitted\": null", ""));
        assertThat(read(lenient, written).omitted()).isEmpty();
    }

    @Test
    void aNonFiniteNumberIsNullIfAllowed() throws JsonException {
        assertThat(read(lenient, WRITTEN.replace("\"from\":0.0", "\"from\":null"))
                        .ranges()
                        .get(0))
                .isEqualTo(new Range(Double.NaN, 0.5));
    }

    record Point(int x, int y) {}

    record Marks(Optional<Point> at, List<Long> of) {}

    record Spot(Optional<Marks> marks, Optional<Point> shown, Map<Color, Double> shares, Point last) {

        Color color() {
            return shares.isEmpty() ? Color.RED : Color.GREEN;
        }
    }

    private final RecordCodec<Spot> spots = new RecordCodec<>(
            Spot.class,
            1,
            new RecordTypes()
                    .inline(Spot.class, "marks", "shown", "shares")
                    .omitEmpty(Spot.class, "shown")
                    .derive(Spot.class, "color", "shares", Spot::color)
                    .lenient());

    private static final String SPOT = """
            {
              "schemaVersion": 1,
              "at": {
                "x": 1,
                "y": 2
              },
              "of": [3],
              "x": 4,
              "y": 5,
              "color": "GREEN",
              "GREEN": 0.5,
              "last": {
                "x": 6,
                "y": 7
              }
            }
            """;

    private static final String EMPTY_SPOT = """
            {
              "schemaVersion": 1,
              "at": null,
              "of": [],
              "color": "RED",
              "last": {
                "x": 6,
                "y": 7
              }
            }
            """;

    private Spot spot(String text) throws JsonException {
        return spots.read(JsonValue.parse(text, "p.json"));
    }

    @Test
    void fieldsOfInlinedRecordsAndMapsAreWrittenInTheirPlace() throws JsonException {
        Spot spot = new Spot(
                Optional.of(new Marks(Optional.of(new Point(1, 2)), List.of(3L))),
                Optional.of(new Point(4, 5)),
                Map.of(Color.GREEN, 0.5),
                new Point(6, 7));

        assertThat(spots.write(spot)).isEqualTo(SPOT);
        assertThat(spot(SPOT)).isEqualTo(spot);
    }

    @Test
    void fieldsOfAnEmptyInlinedRecordAreNullOrEmptyOrOmitted() throws JsonException {
        Spot empty = new Spot(Optional.empty(), Optional.empty(), Map.of(), new Point(6, 7));

        assertThat(spots.write(empty)).isEqualTo(EMPTY_SPOT);
        assertThat(spot(EMPTY_SPOT)).isEqualTo(empty);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "of": []   | "of": [3]
            "at": null | "at": {"x": 1, "y": 2}
            """)
    void oneFieldOfAnInlinedRecordMakesItPresent(String original, String edited) throws JsonException {
        assertThat(spot(EMPTY_SPOT.replace(original, edited)).marks()).isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "y": 5,          |                | expected y, found none of it, at $
            "color": "GREEN" | "color": "RED" | expected the color that the rest gives, GREEN, found RED, at $.color
            "color": "GREEN", |               | expected color, found none of it, at $
            """)
    void missingInlinedAndContradictingDerivedFieldsAreRefused(String original, String edited, String message) {
        assertThatThrownBy(() -> spot(SPOT.replace(original, edited == null ? "" : edited)))
                .hasMessage("p.json: " + message);
    }

    @Test
    void falseIsReadAsFalse() throws JsonException {
        assertThat(read(strict, WRITTEN.replace("\"shown\": true", "\"shown\": false"))
                        .shown())
                .isFalse();
    }

    /** The smallest double has this many decimal places. */
    @ParameterizedTest
    @CsvSource({"1e-1074, true", "1e-1075, false"})
    void aNumberHasAtMost1074Places(String number, boolean accepted) {
        String text = WRITTEN.replaceFirst("\"exact\": [0-9.]+", "\"exact\": " + number);

        if (accepted) {
            assertThatCode(() -> assertThat(read(strict, text).exact()).isEqualTo(new BigDecimal(number)))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> read(strict, text))
                    .hasMessage("p.json: expected a number of at most 1074 places, at $.exact");
        }
    }

    @ParameterizedTest
    @CsvSource({"\"name\", name", "\"shown\": true, \"shown\": True", "\"any\": 7, \"any\": 07"})
    void onlyStrictJsonIsRead(String original, String edited) {
        assertThat(WRITTEN).contains(original);

        assertThatThrownBy(() -> read(strict, WRITTEN.replace(original, edited)))
                .isInstanceOf(JsonException.class)
                .hasMessageStartingWith("p.json: expected JSON, found: ");
    }

    /** A message shows at most 256 characters of a file's contents. */
    @ParameterizedTest
    @CsvSource({"0, ''", "1, ..."})
    void aLongNameIsShortenedInAMessage(int more, String end) {
        String start = "expected a known name, found '";
        String name = "x".repeat(256 - (start + "'; known are red, green").length() + more);
        String text = WRITTEN.replace("\"color\": \"green\"", "\"color\": \"" + name + "\"");

        assertThatThrownBy(() -> read(strict, text))
                .hasMessage("p.json: " + (start + name + "'; known are red, green").substring(0, 256) + end
                        + ", at $.color");
    }

    @Test
    void aStrictReaderAcceptsDerivedAndOmittedFields() throws JsonException {
        RecordCodec<Marked> marks = new RecordCodec<>(
                Marked.class,
                1,
                new RecordTypes()
                        .omitEmpty(Marked.class, "note")
                        .inline(Marked.class, "at")
                        .derive(Marked.class, "color", "note", marked -> Color.RED));
        for (Optional<String> note : List.of(Optional.of("n"), Optional.<String>empty())) {
            Marked marked = new Marked(note, new Point(1, 2));
            String written = marks.write(marked);

            assertThat(written).contains("\"color\": \"RED\"");
            assertThat(marks.read(JsonValue.parse(written, "p.json"))).isEqualTo(marked);
            assertThatThrownBy(() -> marks.read(JsonValue.parse(written.replace("\"y\"", "\"z\""), "p.json")))
                    .hasMessageContaining("found 'z', at $.z");
        }
    }

    @Test
    void aStrictReaderAcceptsTheIdOfARecordButDoesNotNeedIt() throws JsonException {
        RecordCodec<Marked> marks = new RecordCodec<>(
                Marked.class,
                1,
                new RecordTypes()
                        .identify(Marked.class, marked -> "x" + marked.at().x()));
        Marked marked = new Marked(Optional.of("n"), new Point(1, 2));
        String written = marks.write(marked);

        assertThat(written).contains("\"id\": \"x1\",");
        assertThat(marks.read(JsonValue.parse(written, "p.json"))).isEqualTo(marked);
    }

    record Marked(Optional<String> note, Point at) {}
}
