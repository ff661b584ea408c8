package io.github.modelconversion.conversion.tokenizer;

import io.github.modelconversion.conversion.tokenizer.SpecialTokens.Stated;
import io.github.modelconversion.conversion.vocabulary.Shown;
import io.github.modelconversion.original.OriginalConfig;
import io.github.modelconversion.store.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tokens that {@code post_processor} of tokenizer.json adds to a text. The converter knows RobertaProcessing and simple
 * templates of TemplateProcessing.
 */
final class PostProcessor {

    private static final String SOURCE = "tokenizer.json: post_processor ";
    private static final String ROBERTA = SOURCE + "RobertaProcessing";
    private static final String TEMPLATE = SOURCE + "TemplateProcessing";

    private final SpecialTexts texts;
    private final boolean hasConfig;
    private final Map<String, Stated<Boolean>> added;

    /**
     * Creates the object.
     *
     * @param texts the special tokens, to which those of the templates are added
     * @param hasConfig whether there is a tokenizer_config.json
     * @param added receives, by kind of token, whether it is added
     */
    PostProcessor(SpecialTexts texts, boolean hasConfig, Map<String, Stated<Boolean>> added) {
        this.texts = texts;
        this.hasConfig = hasConfig;
        this.added = added;
    }

    void read(Optional<JsonValue> part) throws IOException {
        if (part.isEmpty()) {
            return;
        }
        Optional<JsonValue> several = part.get().find("processors");
        for (JsonValue processor : several.isPresent() ? several.get().items() : List.of(part.get())) {
            String type = processor.find("type").flatMap(OriginalConfig::text).orElse("");
            if (type.equals("RobertaProcessing")) {
                readRoberta(processor);
            } else if (type.equals("TemplateProcessing")) {
                readTemplates(processor);
            }
        }
    }

    private void readRoberta(JsonValue processor) throws IOException {
        for (String kind : List.of("bos", "eos", "sep")) {
            put(kind, true, "RobertaProcessing");
        }
        for (String kind : List.of("cls", "sep")) {
            Optional<JsonValue> pair = processor.find(kind);
            if (hasConfig && texts.text(kind).isEmpty() && pair.isPresent()) {
                List<JsonValue> items = pair.get().items();
                items.stream()
                        .findFirst()
                        .flatMap(OriginalConfig::text)
                        .ifPresent(text -> texts.setText(kind, text, ROBERTA));
            }
        }
    }

    private void readTemplates(JsonValue processor) throws IOException {
        List<JsonValue> single = items(processor, "single");
        String first = single.size() > 1 ? id(single.get(0), "SpecialToken") : "";
        String last = single.size() > 1 ? id(single.get(single.size() - 1), "SpecialToken") : "";
        if (!first.isEmpty()) {
            readFirst(first);
        }
        if (!last.isEmpty()) {
            readLast(last);
        }
        readPair(items(processor, "pair"), first, last);
    }

    /** Without a bos, older converters add no token, newer ones take the template's first token as bos and add it. */
    private void readFirst(String first) {
        if (!hasConfig) {
            texts.setText("bos", first, TEMPLATE);
        }
        if (hasConfig && texts.text("bos").isEmpty() && !isOneOf(first, "cls", "cls")) {
            texts.leaveOpen("bos");
        } else if (!texts.isObject("bos") && !texts.isObject("cls")) {
            put("bos", isOneOf(first, "bos", "cls"), "begins with " + Shown.of(first));
        }
    }

    /** If the template ends with a token other than eos, that token becomes eos and the former eos becomes eot. */
    private void readLast(String last) {
        if (hasConfig && !isOneOf(last, "eos", "eos") && !texts.isObject("eos")) {
            String former = texts.kinds().contains("eot") ? "eom" : "eot";
            if (!texts.kinds().contains(former)) {
                texts.addKind(former);
                texts.text("eos")
                        .ifPresentOrElse(
                                text -> texts.setText(former, text, texts.source("eos")),
                                () -> texts.removeText(former));
            }
        }
        if (!isOneOf(last, "eos", "eos") || texts.isObject("eos")) {
            texts.setText("eos", last, TEMPLATE);
        }
        put("eos", true, "ends with " + Shown.of(last));
    }

    private void readPair(List<JsonValue> pair, String first, String last) throws IOException {
        int from = !first.isEmpty()
                        && !pair.isEmpty()
                        && id(pair.get(0), "SpecialToken").equals(first)
                ? 1
                : 0;
        int to = pair.size();
        if (!last.isEmpty() && to > 0 && id(pair.get(to - 1), "SpecialToken").equals(last)) {
            to--;
        }
        if (to - from < 3
                || !id(pair.get(from), "Sequence").equals("A")
                || !id(pair.get(to - 1), "Sequence").equals("B")
                || texts.isObject("sep")
                || texts.isObject("eos")) {
            return;
        }
        List<JsonValue> middle = pair.subList(from + 1, to - 1);
        boolean isFirst = last.isEmpty() && isOneOf(id(middle.get(0), "SpecialToken"), "sep", "eos");
        boolean isSecond = middle.size() == 2 && isOneOf(id(middle.get(1), "SpecialToken"), "sep", "eos");
        boolean addsSep = isFirst || isSecond;
        put("sep", addsSep, "of two texts");
        if (addsSep && hasConfig && texts.text("sep").isEmpty()) {
            texts.text("eos").ifPresent(text -> texts.setText("sep", text, texts.source("eos")));
        }
    }

    private void put(String kind, boolean adds, String template) {
        added.put(kind, new Stated<>(adds, SOURCE + template));
    }

    private boolean isOneOf(String text, String kind, String other) {
        return !text.isEmpty()
                && (Objects.equals(texts.text(kind).orElse(""), text)
                        || Objects.equals(texts.text(other).orElse(""), text));
    }

    private static List<JsonValue> items(JsonValue processor, String name) throws IOException {
        Optional<JsonValue> items = processor.find(name);
        return items.isPresent() ? items.get().items() : List.of();
    }

    /** Returns the id of an item of a template; empty if the item is of another kind. */
    private static String id(JsonValue item, String kind) throws IOException {
        Optional<JsonValue> found = item.find(kind);
        return found.isPresent()
                ? found.get().find("id").flatMap(OriginalConfig::text).orElse("")
                : "";
    }
}
