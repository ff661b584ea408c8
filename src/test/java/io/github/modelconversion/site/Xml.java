package io.github.modelconversion.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reads elements of XML. */
final class Xml {

    private Xml() {}

    static Element parse(String xml) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                    .getDocumentElement();
        } catch (SAXException | IOException | ParserConfigurationException broken) {
            throw new AssertionError("not well-formed XML: " + xml, broken);
        }
    }

    static List<Element> descendants(Element ancestor, String name) {
        return elements(ancestor.getElementsByTagName(name));
    }

    static List<Element> children(Element parent) {
        return elements(parent.getChildNodes());
    }

    /** Returns the text of the first descendant with this name. */
    static String text(Element ancestor, String name) {
        return descendants(ancestor, name).get(0).getTextContent();
    }

    private static List<Element> elements(NodeList nodes) {
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
