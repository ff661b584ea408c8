package io.github.modelconversion.report.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Reads a picture as a viewer does: axes by the positions and texts of their ticks. */
public final class SvgReader {

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e-?\\d+)?");
    private static final Pattern STEP = Pattern.compile("([MLHVZh])([^MLHVZh]*)");

    private final Element svg;

    public SvgReader(String picture) {
        try {
            svg = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(picture.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement();
        } catch (Exception broken) {
            throw new AssertionError("not well-formed: " + picture, broken);
        }
        assertThat(picture.length()).isLessThan(150 * 1024);
        assertThat(svg.getAttribute("role")).isEqualTo(elements("a").isEmpty() ? "img" : "group");
        assertThat(elements("title").stream()
                        .filter(title -> title.getParentNode().equals(svg)))
                .hasSize(1);
        assertThat(elements("desc")).hasSize(1);
    }

    record Point(double x, double y) {}

    List<Element> elements(String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    List<Element> elements(String name, String style) {
        return elements(name).stream()
                .filter(element -> element.getAttribute("class").equals(style))
                .toList();
    }

    static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    List<String> texts() {
        return elements("text").stream().map(Element::getTextContent).toList();
    }

    /** Returns the given attributes and the text of each element of a style, separated by spaces. */
    public List<String> described(String name, String style, String... attributes) {
        return elements(name, style).stream()
                .map(element -> Stream.concat(
                                Stream.of(attributes).map(element::getAttribute), Stream.of(element.getTextContent()))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining(" ")))
                .toList();
    }

    /** Returns the ends of each line of a style: x1 y1 x2 y2. */
    public List<String> lines(String style) {
        return described("line", style, "x1", "y1", "x2", "y2");
    }

    /** Returns the position, the anchor and the words of each text of a style. */
    public List<String> texts(String style) {
        return described("text", style, "x", "y", "text-anchor");
    }

    /** Returns the width and the height of the picture. */
    public String size() {
        return svg.getAttribute("width") + " " + svg.getAttribute("height");
    }

    /** Returns the function from x coordinates to values. */
    DoubleUnaryOperator x(boolean logarithmic) {
        return axis("middle", "x", logarithmic);
    }

    /** Returns the function from y coordinates to values; texts are 4 below their ticks. */
    DoubleUnaryOperator y(boolean logarithmic) {
        DoubleUnaryOperator axis = axis("end", "y", logarithmic);
        return place -> axis.applyAsDouble(place + 4);
    }

    private DoubleUnaryOperator axis(String anchor, String attribute, boolean logarithmic) {
        List<Element> ticks = elements("text", "fill-muted").stream()
                .filter(text -> text.getAttribute("text-anchor").equals(anchor))
                .filter(text -> NUMBER.matcher(text.getTextContent()).matches())
                .toList();
        assertThat(ticks).hasSizeGreaterThan(1);
        Element first = ticks.get(0);
        Element last = ticks.get(ticks.size() - 1);
        double from = scaled(Double.parseDouble(first.getTextContent()), logarithmic);
        double to = scaled(Double.parseDouble(last.getTextContent()), logarithmic);
        double start = number(first, attribute);
        double end = number(last, attribute);
        return place -> {
            double value = from + (place - start) / (end - start) * (to - from);
            return logarithmic ? Math.pow(10, value) : value;
        };
    }

    private static double scaled(double value, boolean logarithmic) {
        return logarithmic ? Math.log10(value) : value;
    }

    /** Returns the corners of each part of a path, closed or open. */
    static List<List<Point>> parts(Element path) {
        List<List<Point>> parts = new ArrayList<>();
        Point at = new Point(0, 0);
        for (MatchResult step : STEP.matcher(path.getAttribute("d")).results().toList()) {
            double[] numbers = NUMBER.matcher(step.group(2))
                    .results()
                    .mapToDouble(number -> Double.parseDouble(number.group()))
                    .toArray();
            at = switch (step.group(1)) {
                case "M", "L" -> new Point(numbers[0], numbers[1]);
                case "H" -> new Point(numbers[0], at.y());
                case "V" -> new Point(at.x(), numbers[0]);
                default -> at;
            };
            if (step.group(1).equals("M")) {
                parts.add(new ArrayList<>());
            }
            if (!step.group(1).equals("Z") && !step.group(1).equals("h")) {
                parts.get(parts.size() - 1).add(at);
            }
        }
        return parts;
    }
}
