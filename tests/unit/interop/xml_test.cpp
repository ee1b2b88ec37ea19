// XML: what is read, and what is refused before it can do harm.
#include "io/interop/xml.hpp"
#include "catch_compat.hpp"

using namespace effaith;
using namespace effaith::interop;

namespace {

std::string refusal_of(const std::string& xml) {
    const Result<XmlElement> read = read_xml(xml);
    REQUIRE_FALSE(read.ok());
    return describe(read.error());
}

std::string nested(int depth) {
    std::string xml;
    for (int i = 0; i < depth; ++i)
        xml += "<a>";
    for (int i = 0; i < depth; ++i)
        xml += "</a>";
    return xml;
}

}  // namespace

TEST_CASE("Elements have their namespace, text, attributes and line") {
    const XmlElement root =
        read_xml(
            "\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!-- a > b -->\n"
            "<r xmlns='urn:a' xmlns:b='urn:b'\n x='1 &lt; 2'>\n"
            "  <b:c b:y=\"z\">  one &amp; <![CDATA[<two>]]> &#x1F600; </b:c><d/>\n"
            "</r>\n<!-- after -->")
            .value();
    CHECK(root.name == "r");
    CHECK(root.space == "urn:a");
    CHECK(root.line == 3);
    REQUIRE(root.attributes.size() == 1);
    CHECK(root.attributes[0].value == "1 < 2");
    REQUIRE(root.children.size() == 2);
    CHECK(root.children[0].space == "urn:b");
    CHECK(root.children[0].text == "one & <two> \xF0\x9F\x98\x80");
    CHECK(root.children[0].attributes[0].space == "urn:b");
    CHECK(root.children[0].line == 5);
    CHECK(root.children[1].space == "urn:a");
}

TEST_CASE("What could do harm is refused with its line") {
    CHECK(refusal_of("<!DOCTYPE a [<!ENTITY x \"y\">]>\n<a>&x;</a>")
              .rfind("line 1: Found a document type", 0) == 0);
    CHECK(refusal_of("<a>\n&x;</a>").rfind("line 2: Found a reference", 0) == 0);
    CHECK(refusal_of("<a>&#0;</a>").rfind("line 1: Found a reference", 0) == 0);
    CHECK(refusal_of("<a>&#xD800;</a>").rfind("line 1: Found a reference", 0) == 0);
    CHECK(refusal_of("<a>\x01</a>").rfind("line 1: Found a control character", 0) == 0);
    CHECK_FALSE(read_xml(std::string("<a>\0</a>", 8)).ok());
    CHECK(refusal_of("<a>\xFF</a>").rfind("line 1: Found bytes that are not UTF-8", 0) == 0);
    CHECK(read_xml(nested(64)).ok());
    CHECK(refusal_of(nested(65)).rfind("line 1: Elements are nested deeper than 64", 0) == 0);
    CHECK(refusal_of(nested(1'000'000)).rfind("line 1: Elements are nested", 0) == 0);
    CHECK(refusal_of("<a\"><a\"><a\">").rfind("line 1: Found a tag", 0) == 0);
}

TEST_CASE("What is no XML is refused") {
    for (const char* xml : {"",
                            " ",
                            "text",
                            "<a>",
                            "</a>",
                            "<a></b>",
                            "<a/><b/>",
                            "<a b=c/>",
                            "<a b='<'/>",
                            "<a b/>",
                            "<a>&</a>",
                            "<1/>",
                            "<a><![CDATA[x]]</a>",
                            "<a/>x",
                            "x<a/>",
                            "<!-- a",
                            "<b:a/>",
                            "<a b:c=''/>",
                            "<a>&#99999999;</a>",
                            "{\"a\": 1}",
                            "<",
                            "<a",
                            "<a b='",
                            "<a b='&amp;"}) {
        CAPTURE(xml);
        const Result<XmlElement> read = read_xml(xml);
        REQUIRE_FALSE(read.ok());
        CHECK(read.error().code == ErrorCode::bad_xml);
    }
}

TEST_CASE("Text that is written between tags reads back") {
    const std::string text = "a<b>&\"'\r\n\t \xC5\xB5 ]]> c";
    std::string xml = "<a>";
    append_xml_text(xml, text);
    CHECK(read_xml(xml + "</a>").value().text == text);
    CHECK(fits_xml(text));
    CHECK_FALSE(fits_xml(std::string("\x01", 1)));
    CHECK_FALSE(fits_xml("\xEF\xBF\xBF"));
}
