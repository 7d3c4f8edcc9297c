package stet.evaluators.types;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a document's elements, names joined by dots.
 *
 * @param fault why it is no document
 */
record XmlPaths(Set<String> paths, @Nullable String fault) {
    private static final int DEEPEST = 200;
    private static final int MOST_PATHS = 10_000;
    private static final XMLInputFactory FACTORY = factory();

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    static XmlPaths of(String text) {
        var paths = new HashSet<String>();
        var open = new ArrayDeque<String>();
        try {
            var reader = FACTORY.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return new XmlPaths(Set.of(), "it has a DTD");
                } else if (event == XMLStreamConstants.START_ELEMENT) {
                    open.addLast(open.isEmpty() ? reader.getLocalName() : open.getLast() + "." + reader.getLocalName());
                    if (open.size() > DEEPEST) {
                        return new XmlPaths(Set.of(), "it is nested more than " + DEEPEST + " deep");
                    }
                    if (paths.size() < MOST_PATHS) {
                        paths.add(open.getLast());
                    }
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    open.removeLast();
                }
            }
            return new XmlPaths(paths, null);
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            return new XmlPaths(
                    Set.of(),
                    at == null
                            ? "it cannot be read"
                            : "line " + at.getLineNumber() + ", column " + at.getColumnNumber());
        }
    }
}
