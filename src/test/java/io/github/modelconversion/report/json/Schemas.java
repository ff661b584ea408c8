package io.github.modelconversion.report.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The published JSON Schemas of the reports, as in the jar, with an independent validator. */
public final class Schemas {

    public static final String COMPARISONS = "nmse-check";
    public static final String CONVERSIONS = "conversion-check";

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private Schemas() {}

    /** Returns the text of a schema. */
    static String text(String name) {
        try (InputStream resource = Schemas.class.getResourceAsStream("/schema/" + name + ".schema.json")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    /** Returns the violations of JSON Schema's own schema by a schema. */
    static List<Error> problems(String name) {
        return REGISTRY.getSchema("{\"$ref\": \"https://json-schema.org/draft/2020-12/schema\"}")
                .validate(text(name), InputFormat.JSON);
    }

    /** Validates a report; fields that the schema does not know are errors too. */
    public static void assertValid(String name, String report) {
        JsonObject strict = JsonParser.parseString(text(name)).getAsJsonObject();
        close(strict);

        assertThat(REGISTRY.getSchema(strict.toString()).validate(report, InputFormat.JSON))
                .isEmpty();
    }

    private static void close(JsonElement schema) {
        if (schema instanceof JsonArray items) {
            items.forEach(Schemas::close);
        } else if (schema instanceof JsonObject object) {
            object.asMap().values().forEach(Schemas::close);
            if (object.has("properties") && object.get("properties").isJsonObject() && object.has("type")) {
                object.addProperty("additionalProperties", false);
            }
        }
    }

    /** Returns the names of all fields in a schema. */
    static Set<String> fields(String name) {
        Set<String> fields = new TreeSet<>();
        collect(JsonParser.parseString(text(name)), fields);
        return fields;
    }

    private static void collect(JsonElement schema, Set<String> fields) {
        if (schema instanceof JsonArray items) {
            items.forEach(item -> collect(item, fields));
        } else if (schema instanceof JsonObject object) {
            object.asMap().values().forEach(part -> collect(part, fields));
            if (object.has("type") && object.get("properties") instanceof JsonObject properties) {
                fields.addAll(properties.keySet());
            }
        }
    }
}
