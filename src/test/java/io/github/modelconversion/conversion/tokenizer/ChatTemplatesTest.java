package io.github.modelconversion.conversion.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.github.modelconversion.conversion.part.MetadataEntry;
import io.github.modelconversion.conversion.part.MetadataEntry.Verdict;
import io.github.modelconversion.result.Finding;
import io.github.modelconversion.result.Finding.Code;
import io.github.modelconversion.result.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The template that the converter reads against the one in the GGUF file. */
class ChatTemplatesTest {

    private static final String KEY = "tokenizer.chat_template";
    private static final String LONG = "{{ bos_token }}\n{% for message in messages %}\n" + "x".repeat(5_000);

    @TempDir
    private Path directory;

    private TokenizerPair pair() throws IOException {
        return TokenizerPair.real("llama", directory);
    }

    private TokenizerPair inConfig(String json) throws IOException {
        return pair().json(
                        "tokenizer_config.json", config -> config.add("chat_template", JsonParser.parseString(json)));
    }

    private static Finding onlyFinding(TokenizerPair pair) throws IOException {
        List<Finding> findings = pair.compare().findings();
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static void assertRight(TokenizerPair pair, String template) throws IOException {
        pair.converted.text(KEY, template);
        assertThat(pair.compare().findings()).isEmpty();
        pair.converted.text(KEY, template + " ");
        assertThat(onlyFinding(pair).code()).isEqualTo(Code.CHAT_TEMPLATE_DIFFERS);
    }

    @Test
    void isTakenFromTheConfiguration() throws IOException {
        assertRight(inConfig("\"in config\\r\\n\"").with("chat_template.jinja", "in jinja"), "in config\r\n");
    }

    @Test
    void isTakenFromTheJinjaFileWithPythonsLineBreaks() throws IOException {
        TokenizerPair pair = pair().with("chat_template.jinja", "one\r\ntwo\rthree\n\u00e9")
                .with("chat_template.json", "{\"chat_template\": \"in json\"}");

        assertRight(pair, "one\ntwo\nthree\n\u00e9");
    }

    @Test
    void isTakenFromTheJsonFileLast() throws IOException {
        assertRight(pair().with("chat_template.json", "{\"chat_template\": \"in json\"}"), "in json");
    }

    @Test
    void isAbsentIfTheConfigurationSaysSo() throws IOException {
        assertThat(inConfig("null")
                        .with("chat_template.jinja", "in jinja")
                        .compare()
                        .findings())
                .isEmpty();
    }

    @Test
    void isNeverRun() throws IOException {
        String endless = "{% for i in range(10 ** 18) %}{{ i }}{% endfor %}${jndi:ldap://localhost/x}";

        assertRight(pair().with("chat_template.jinja", endless), endless);
    }

    @Test
    void isMissing() throws IOException {
        Finding finding = onlyFinding(pair().with("chat_template.jinja", LONG));

        assertThat(finding.code()).isEqualTo(Code.CHAT_TEMPLATE_MISSING);
        assertThat(finding.severity()).isEqualTo(Severity.FAIL);
        assertThat(finding.message()).contains("chat_template.jinja has the chat template", "no " + KEY);
    }

    @Test
    void differsByOneCharacter() throws IOException {
        TokenizerPair pair = pair().with("chat_template.jinja", LONG);
        pair.converted.text(KEY, LONG.replace("for message", "for massage"));

        Finding finding = onlyFinding(pair);

        assertThat(finding.code()).isEqualTo(Code.CHAT_TEMPLATE_DIFFERS);
        assertThat(finding.message())
                .contains("line 2, column 9", "message in messages", "of the GGUF file", "massage in messages");
        assertThat(finding.evidence()).containsEntry("line", 2L).containsEntry("column", 9);
    }

    @Test
    void endsEarly() throws IOException {
        TokenizerPair pair = pair().with("chat_template.jinja", "a\nb\n");
        pair.converted.text(KEY, "a\nb");

        assertThat(onlyFinding(pair).message())
                .contains("line 2, column 2", "has \"a\\u000Ab\\u000A\"", "of the GGUF file its end");
    }

    @Test
    void hasSeveralNames() throws IOException {
        TokenizerPair pair = inConfig(
                "[{\"name\": \"default\", \"template\": \"D\"}, {\"name\": \"tool use!\", \"template\": \"T\"}]");
        pair.converted.text(KEY, "D").text(KEY + ".tool_use_", "T");
        assertThat(pair.compare().findings()).isEmpty();

        pair.converted.without(KEY + ".tool_use_");

        assertThat(onlyFinding(pair).code()).isEqualTo(Code.CHAT_TEMPLATE_MISSING);
        assertThat(onlyFinding(pair).message()).contains("tool use!", KEY + ".tool_use_");
    }

    @Test
    void hasSeveralFiles() throws IOException {
        TokenizerPair pair = pair().with("chat_template.jinja", "D");
        Files.createDirectories(pair.folder.resolve("additional_chat_templates"));
        pair.with("additional_chat_templates/rag.jinja", "R");
        pair.converted.text(KEY, "D").text(KEY + ".rag", "R");
        assertThat(pair.compare().findings()).isEmpty();

        pair.converted.text(KEY + ".rag", "S");

        assertThat(onlyFinding(pair).code()).isEqualTo(Code.CHAT_TEMPLATE_DIFFERS);
    }

    @Test
    void isNotCheckedIfOnlyTheGgufFileHasOne() throws IOException {
        TokenizerPair pair = pair();
        pair.converted.text(KEY, "added");

        assertThat(onlyFinding(pair).code()).isEqualTo(Code.NOT_CHECKED);
        assertThat(onlyFinding(pair).severity()).isEqualTo(Severity.INFO);
    }

    private static MetadataEntry entry(TokenizerPair pair) throws IOException {
        return pair.compare().entries().stream()
                .filter(entry -> entry.key().startsWith(KEY))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isListedWithItsLength() throws IOException {
        TokenizerPair without = pair();
        without.converted.text(KEY, "added");
        assertThat(entry(without)).isEqualTo(new MetadataEntry(KEY, "", "5 characters", Verdict.NOT_STATED));

        TokenizerPair pair = without.with("chat_template.jinja", "abc");
        assertThat(entry(pair)).isEqualTo(new MetadataEntry(KEY, "3 characters", "5 characters", Verdict.DIFFERS));
        pair.converted.text(KEY, "abc");
        assertThat(entry(pair)).isEqualTo(new MetadataEntry(KEY, "3 characters", "3 characters", Verdict.AGREES));
        pair.converted.without(KEY);
        assertThat(entry(pair)).isEqualTo(new MetadataEntry(KEY, "3 characters", "", Verdict.MISSING));
    }

    /** Twelve characters before the first that differs, and 24 from there on. */
    @Test
    void differsInAnExcerpt() throws IOException {
        String before = "0123456789abcdefghij";
        TokenizerPair pair = pair().with("chat_template.jinja", before + "X" + "y".repeat(50));
        pair.converted.text(KEY, before + "Z");

        Finding finding = onlyFinding(pair);

        assertThat(finding.message())
                .contains("line 1, column 21")
                .contains("has \"89abcdefghijX" + "y".repeat(23) + "\",")
                .contains("of the GGUF file \"89abcdefghijZ\"");
        assertThat(finding.evidence()).containsEntry("expectedCharacters", 71).containsEntry("foundCharacters", 21);
    }

    @ParameterizedTest
    @CsvSource({
        "abc, xbc, 1, 1",
        "'', x, 1, 1",
        "'a\\nb', 'a\\nc', 2, 1",
        "'a\\n', 'a\\nc', 2, 1",
        "'a\\n\\nb', 'a\\n\\nc', 3, 1"
    })
    void differsInALineAndAColumn(String expected, String found, long line, int column) throws IOException {
        TokenizerPair pair = inConfig('"' + expected + '"');
        pair.converted.text(KEY, found.replace("\\n", "\n"));

        assertThat(onlyFinding(pair).evidence()).containsEntry("line", line).containsEntry("column", column);
    }
}
