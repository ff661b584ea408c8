package io.github.modelconversion.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TensorOrderTest {

    private static List<String> order(List<String> names) {
        return TensorOrder.of(names, name -> name);
    }

    private static List<String> caches() {
        return IntStream.range(0, 12)
                .boxed()
                .flatMap(layer -> Stream.of("present." + layer + ".key", "present." + layer + ".value"))
                .toList();
    }

    private static List<String> with(List<String> names, String last) {
        List<String> all = new ArrayList<>(names);
        all.add(last);
        return all;
    }

    @Test
    void theOutputsOfAnOnnxDecoderEndWithTheLogits() {
        List<String> onnx = new ArrayList<>(List.of("logits"));
        onnx.addAll(caches());

        assertThat(order(onnx)).isEqualTo(with(caches(), "logits"));
    }

    @Test
    void namesSortedAsTextAreReorderedByLayer() {
        List<String> sorted = with(caches(), "logits").stream().sorted().toList();

        assertThat(sorted)
                .startsWith(
                        "logits",
                        "present.0.key",
                        "present.0.value",
                        "present.1.key",
                        "present.1.value",
                        "present.10.key");
        assertThat(order(sorted)).isEqualTo(with(caches(), "logits"));
    }

    @Test
    void allKeysBeforeAllValuesAreInterleaved() {
        List<String> keysFirst = Stream.concat(
                        caches().stream().filter(name -> name.endsWith("key")),
                        caches().stream().filter(name -> name.endsWith("value")))
                .toList();

        assertThat(order(keysFirst)).isEqualTo(caches());
    }

    /** Names that are in the order of computation stay as they are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "inp_embd Qcur-0 Kcur-0 l_out-0 Qcur-1 Kcur-1 l_out-1 result_norm result_output",
                "embed encoder.layer.0.out encoder.layer.1.out decoder.layer.0.out decoder.layer.1.out norm",
                "gpt2.wte gpt2.h.0 gpt2.h.1 gpt2.ln_f",
                "z y x",
                "model.layers.0.norm1 model.layers.0.fc1 model.layers.0.fc2 model.layers.0.norm2 model.layers.1.norm1",
                "b.9 a.10 b.10 a.11"
            })
    void anOrderThatTheNumbersConfirmStays(String names) {
        assertThat(order(List.of(names.split(" ")))).containsExactly(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt2.h.10 gpt2.h.9, gpt2.h.9 gpt2.h.10",
        "h.1.expert.10 h.0.expert.2 h.1.expert.2, h.0.expert.2 h.1.expert.2 h.1.expert.10",
        "a/logits x lm.logits y, x y a/logits lm.logits",
        "Logits x, x Logits",
        "logits_scale x, logits_scale x",
        "pre h.2 mid h.1 end, pre h.1 mid h.2 end"
    })
    void numbersInTheSamePlaceAreComparedByValue(String names, String expected) {
        assertThat(order(List.of(names.split(" ")))).containsExactly(expected.split(" "));
    }
}
