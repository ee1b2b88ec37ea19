#include "io/interop/xml_guard.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "io/bytes.hpp"

namespace effaith::interop {
namespace {

constexpr std::size_t kMostBytes = std::size_t{64} << 20;
constexpr std::size_t kDeepest = 64;
constexpr std::size_t kMostElements = 2'000'000;
constexpr std::size_t kLongestReference = 10;
constexpr std::string_view kBlanks = " \t\r\n";

bool is_blank(char c) {
    return kBlanks.find(c) != std::string_view::npos;
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_name(char c) {
    return is_letter(c) || is_digit(c) || c == '-' || c == '.' || c == ':';
}

/// The code of `#65` or `#x41`; 0 where it is none that XML has.
std::uint32_t code_of(std::string_view reference) {
    const bool hex = reference.size() > 1 && reference[1] == 'x';
    const std::string_view digits = reference.substr(hex ? 2 : 1);
    std::uint32_t code = 0;
    if (digits.empty()) return 0;
    for (const char c : digits) {
        const std::size_t digit =
            std::string_view("0123456789abcdef").find(c >= 'A' && c <= 'F' ? char(c + 32) : c);
        if (digit == std::string_view::npos || (!hex && digit > 9)) return 0;
        code = code * (hex ? 16U : 10U) + static_cast<std::uint32_t>(digit);
        if (code > 0x10FFFF) return 0;
    }
    const bool is_control = code < 0x20 && code != 0x9 && code != 0xA && code != 0xD;
    const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
    return is_control || is_surrogate || code == 0xFFFE || code == 0xFFFF ? 0 : code;
}

bool is_reference(std::string_view name) {
    for (const std::string_view known : {"amp", "lt", "gt", "quot", "apos"})
        if (name == known) return true;
    return !name.empty() && name.front() == '#' && code_of(name) != 0;
}

/// One pass over the text, tag by tag; `at_` never goes back.
class Guard {
  public:
    explicit Guard(std::string_view text) : text_(text) {}

    Status check() {
        while (failure_ == nullptr && (at_ = text_.find_first_of("<&", at_)) != kEnd)
            text_[at_] == '&' ? reference() : markup();
        if (failure_ == nullptr && depth_ > 0) fail("The document ends inside an element.");
        if (failure_ == nullptr && elements_ == 0) fail("There is no element in it.");
        if (failure_ == nullptr) return Done{};
        return Error{ErrorCode::bad_xml, failure_, line_at(text_, at_)};
    }

  private:
    static constexpr std::size_t kEnd = std::string_view::npos;

    void fail(const char* message) {
        if (failure_ == nullptr) failure_ = message;
        at_ = std::min(at_, text_.size());
    }
    char here() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
    bool take(char c) {
        if (here() != c) return false;
        ++at_;
        return true;
    }
    bool blanks() {
        const std::size_t from = at_;
        while (at_ < text_.size() && is_blank(text_[at_]))
            ++at_;
        return at_ > from;
    }
    bool name() {
        if (!is_letter(here())) return false;
        while (at_ < text_.size() && is_name(text_[at_]))
            ++at_;
        return true;
    }

    void reference() {
        const std::string_view rest = text_.substr(at_ + 1, kLongestReference + 1);
        const std::size_t end = rest.find(';');
        if (end == kEnd || !is_reference(rest.substr(0, end)))
            return fail("Found a reference that is none of XML's own; write & as &amp;.");
        at_ += end + 2;
    }

    void markup() {
        if (starts("<!--")) return pass("<!--", "-->");
        if (starts("<?")) return pass("<?", "?>");
        if (starts("<![CDATA[")) {
            if (depth_ == 0) return fail("Found text outside of the document's element.");
            return pass("<![CDATA[", "]]>");
        }
        if (starts("<!"))
            return fail(
                "Found a document type; accepted: XML without one, for it can be made to "
                "multiply text or to open other files.");
        if (starts("</")) return closing();
        opening();
    }

    void pass(std::string_view begin, std::string_view end) {
        const std::size_t found = text_.find(end, at_ + begin.size());
        if (found == kEnd) return fail("Found a part that never ends.");
        at_ = found + end.size();
    }

    void closing() {
        at_ += 2;
        if (!name()) return fail("Found an end tag without a name.");
        blanks();
        if (!take('>')) return fail("Found an end tag that is not ended by >.");
        if (depth_ == 0) return fail("Found an end tag without its element.");
        --depth_;
    }

    void opening() {
        ++at_;
        if (!name()) return fail("Found < that starts no tag; write it as &lt;.");
        if (depth_ == 0 && elements_ > 0) return fail("Found a second element beside the first.");
        if (++elements_ > kMostElements) return fail("There are more than 2,000,000 elements.");
        while (blanks() && is_letter(here()))
            attribute();
        const bool is_empty = take('/');
        if (!take('>')) return fail("Found a tag with something that is no attribute.");
        if (is_empty) return;
        if (++depth_ > kDeepest) fail("Elements are nested deeper than 64.");
    }

    void attribute() {
        name();
        blanks();
        if (!take('=')) return fail("Found an attribute without a value.");
        blanks();
        const char quote = here();
        if (quote != '"' && quote != '\'')
            return fail("Found a value of an attribute without quotes.");
        ++at_;
        while (failure_ == nullptr && here() != quote) {
            if (at_ >= text_.size() || here() == '<') return fail("Found a value that never ends.");
            here() == '&' ? reference() : void(++at_);
        }
        ++at_;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    std::size_t elements_ = 0;
    const char* failure_ = nullptr;
};

/// The first character that no XML 1.0 document has; npos where there is none.
std::size_t first_control(std::string_view text) {
    const auto found = std::find_if(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && !is_blank(c);
    });
    return found == text.end() ? std::string_view::npos
                               : static_cast<std::size_t>(found - text.begin());
}

}  // namespace

std::string line_at(std::string_view text, std::size_t position) {
    const std::string_view before = text.substr(0, position);
    return "line " + std::to_string(1 + std::count(before.begin(), before.end(), '\n'));
}

Status guard_xml(std::string_view text) {
    if (text.size() > kMostBytes)
        return Error{ErrorCode::bad_xml, "The document is longer than 64 MiB.", ""};
    if (const std::string other = what_it_is(text.substr(0, kHeadBytes)); !other.empty())
        return Error{ErrorCode::bad_encoding, other, "line 1"};
    if (const std::size_t bad = first_not_utf8(text); bad != std::string_view::npos)
        return Error{ErrorCode::bad_encoding, "Found bytes that are not UTF-8.",
                     line_at(text, bad)};
    if (const std::size_t bad = first_control(text); bad != std::string_view::npos)
        return Error{ErrorCode::bad_xml, "Found a control character, which XML does not have.",
                     line_at(text, bad)};
    return Guard(text).check();
}

}  // namespace effaith::interop
