// Text compared as people mean it: blanks at the ends and the difference of capitals do not count.
//
// Capitals are folded for the letters of English, Welsh and the other languages of Latin script
// (U+0041 to U+017F); other characters are compared as they are. Nothing is allocated for text of
// up to 120 bytes.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace effaith {

/// Without ASCII blanks and no-break spaces at both ends.
inline std::string_view trimmed(std::string_view text) {
    const auto blank = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
    while (true) {
        if (!text.empty() && blank(text.front())) {
            text.remove_prefix(1);
        } else if (text.size() >= 2 && text[0] == '\xC2' && text[1] == '\xA0') {
            text.remove_prefix(2);
        } else {
            break;
        }
    }
    while (true) {
        if (!text.empty() && blank(text.back())) {
            text.remove_suffix(1);
        } else if (text.size() >= 2 && text[text.size() - 2] == '\xC2' && text.back() == '\xA0') {
            text.remove_suffix(2);
        } else {
            return text;
        }
    }
}

namespace detail {

/// Folds the two-byte UTF-8 letter in place where it is a Latin capital (U+00C0 to U+017F).
inline void fold_two_bytes(char& lead, char& trail) {
    const unsigned point = ((static_cast<unsigned char>(lead) & 0x1FU) << 6U) |
                           (static_cast<unsigned char>(trail) & 0x3FU);
    unsigned folded = point;
    if (point >= 0xC0 && point <= 0xDE && point != 0xD7) folded = point + 0x20;
    const bool even_is_capital =
        (point >= 0x100 && point <= 0x137 && point != 0x130) || (point >= 0x14A && point <= 0x177);
    const bool odd_is_capital =
        (point >= 0x139 && point <= 0x148) || (point >= 0x179 && point <= 0x17E);
    if (even_is_capital && point % 2 == 0) folded = point + 1;
    if (odd_is_capital && point % 2 == 1) folded = point + 1;
    if (point == 0x178) folded = 0xFF;
    lead = static_cast<char>(0xC0U | (folded >> 6U));
    trail = static_cast<char>(0x80U | (folded & 0x3FU));
}

inline void fold(char* text, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 'A' && byte <= 'Z') text[i] = static_cast<char>(byte + 32);
        if (byte >= 0xC3 && byte <= 0xC5 && i + 1 < size) {
            fold_two_bytes(text[i], text[i + 1]);
            ++i;
        }
    }
}

}  // namespace detail

/// The trimmed and folded form of a text.
class TextKey {
  public:
    explicit TextKey(std::string_view text) {
        text = trimmed(text);
        char* into = small_.data();
        if (text.size() > small_.size()) {
            large_.assign(text);
            into = large_.data();
        } else {
            text.copy(into, text.size());
        }
        detail::fold(into, text.size());
        view_ = {into, text.size()};
    }
    TextKey(const TextKey&) = delete;
    TextKey& operator=(const TextKey&) = delete;

    std::string_view view() const { return view_; }

  private:
    std::array<char, 120> small_;
    std::string large_;
    std::string_view view_;
};

inline std::string text_key(std::string_view text) {
    return std::string(TextKey(text).view());
}

/// Whether two texts are the same but for blanks at the ends and capitals.
inline bool same_text(std::string_view a, std::string_view b) {
    return a == b || TextKey(a).view() == TextKey(b).view();
}

}  // namespace effaith
