// An XML document as a small tree, read so that nothing in it can do harm.
//
// The tree is made by the RapidXML that Boost brings along. Before it sees the text, everything
// that it takes too easily is refused: a document type (so there are no entities to multiply and
// nothing outside the text is ever opened), elements nested deeper than 64, more than 2,000,000
// elements, 64 MiB of text, references that are none of XML's own, names and attributes that XML
// does not have, control characters, and text that is not UTF-8.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/result.hpp"

namespace effaith::interop {

struct XmlAttribute {
    std::string space;  ///< the namespace's URI; empty for an attribute without a prefix
    std::string name;   ///< without its prefix
    std::string value;
};

struct XmlElement {
    std::string space;                     ///< the namespace's URI; empty for none
    std::string name;                      ///< without its prefix
    std::string text;                      ///< its own, without blanks at its ends
    std::vector<XmlAttribute> attributes;  ///< in order, without declarations of namespaces
    std::vector<XmlElement> children;      ///< in order
    std::int64_t line = 0;                 ///< where it starts, from 1
};

/// Reads a document's element. Errors: bad_xml, bad_encoding, each with its line.
Result<XmlElement> read_xml(std::string_view text);

/// Whether XML 1.0 can have the text at all: it has no character for most control codes.
bool fits_xml(std::string_view text);

/// Appends text between tags, escaped; a carriage return as a reference, which no reader changes.
void append_xml_text(std::string& out, std::string_view text);

}  // namespace effaith::interop
