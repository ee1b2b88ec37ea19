// Text compared as people mean it: blanks at the ends and the difference of capitals do not count.
//
// Capitals are folded for the letters of English, Welsh and the other languages of Latin script
// (U+0041 to U+017F); other characters are compared as they are. Nothing is allocated for text of
// up to 120 bytes.
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

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

/// Folds the ASCII capitals of eight bytes at once; bytes above 0x7F stay as they are.
inline std::uint64_t fold_eight(std::uint64_t eight) {
    constexpr std::uint64_t kOnes = 0x0101010101010101U;
    const std::uint64_t low = eight & (kOnes * 0x7F);
    const std::uint64_t from_a = low + kOnes * (0x80 - 'A');       // top bit set from 'A' on
    const std::uint64_t above_z = low + kOnes * (0x80 - 'Z' - 1);  // top bit set above 'Z'
    const std::uint64_t capital = (from_a & ~above_z & ~eight) & (kOnes * 0x80);
    return eight + (capital >> 2U);
}

/// Folds text in place, eight bytes at a time; `text` has room up to the next multiple of eight.
inline void fold(char* text, std::size_t size) {
    std::uint64_t any_high = 0;
    for (std::size_t i = 0; i < size; i += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, text + i, 8);
        any_high |= eight & 0x8080808080808080U;
        eight = fold_eight(eight);
        std::memcpy(text + i, &eight, 8);
    }
    if (any_high == 0) return;
    for (std::size_t i = 0; i + 1 < size; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0xC3 || byte > 0xC5) continue;
        fold_two_bytes(text[i], text[i + 1]);
        ++i;
    }
}

/// A hash of text for tables in memory: not keyed, and not for anything that leaves the machine.
inline std::uint64_t table_hash(std::string_view text) {
    std::uint64_t hash = text.size() * 0x9E3779B97F4A7C15U;
    const auto mix = [&hash](std::uint64_t word) {
        hash = (hash ^ word) * 0xD6E8FEB86659FD93U;
        hash ^= hash >> 32U;
    };
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t rest = 0;
    if (left >= 8) {
        for (; left > 8; left -= 8, at += 8) {
            std::memcpy(&rest, at, 8);
            mix(rest);
        }
        std::memcpy(&rest, at + left - 8, 8);  // may overlap the word before
    } else {
        for (std::size_t i = 0; i < left; ++i) {
            rest = rest << 8U | static_cast<unsigned char>(at[i]);
        }
    }
    mix(rest);
    return hash;
}

}  // namespace detail

/// The trimmed and folded form of a text.
class TextKey {
  public:
    explicit TextKey(std::string_view text) {
        text = trimmed(text);
        char* into = small_.data();
        if (text.size() <= small_.size()) {
            // Whole words are folded: those that the text touches start as zero.
            if (!text.empty()) std::memset(into + (text.size() - 1) / 8 * 8, 0, 8);
            text.copy(into, small_.size());
        } else {
            large_.assign(text);
            large_.append(8, '\0');
            into = large_.data();
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

/// A table by text, blanks at the ends and the difference of capitals apart. Text that stands in
/// the table as it was entered is found without folding.
template <class T>
class TextMap {
  public:
    /// The entry of a text, made where there is none. References stay valid until the next is made.
    T& operator[](std::string_view text) {
        const TextKey key(text);
        std::uint32_t place = folded_.find(key.view());
        if (place == kNone) {
            place = static_cast<std::uint32_t>(values_.size());
            values_.push_back(T{});
            folded_.add(key.view(), place);
        }
        if (as_entered_.find(text) == kNone) as_entered_.add(text, place);
        return values_[place];
    }
    const T* find(std::string_view text) const {
        std::uint32_t place = as_entered_.find(text);
        if (place == kNone && !values_.empty()) place = folded_.find(TextKey(text).view());
        return place == kNone ? nullptr : &values_[place];
    }

  private:
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    /// Texts and the places of their values, by open addressing.
    class Index {
      public:
        std::uint32_t find(std::string_view text) const {
            if (slots_.empty()) return kNone;
            const std::uint32_t slot = slots_[slot_of(text, detail::table_hash(text))];
            return slot == 0 ? kNone : entries_[slot - 1].place;
        }
        void add(std::string_view text, std::uint32_t place) {
            if ((entries_.size() + 1) * 2 > slots_.size()) grow();
            const std::uint64_t hash = detail::table_hash(text);
            entries_.push_back({hash, std::string(text), place});
            slots_[slot_of(text, hash)] = static_cast<std::uint32_t>(entries_.size());
        }

      private:
        struct Entry {
            std::uint64_t hash;
            std::string text;
            std::uint32_t place;
        };
        std::size_t slot_of(std::string_view text, std::uint64_t hash) const {
            std::size_t slot = static_cast<std::size_t>(hash) & (slots_.size() - 1);
            while (slots_[slot] != 0) {
                const Entry& entry = entries_[slots_[slot] - 1];
                if (entry.hash == hash && entry.text == text) break;
                slot = (slot + 1) & (slots_.size() - 1);
            }
            return slot;
        }
        void grow() {
            slots_.assign(slots_.empty() ? 16 : slots_.size() * 2, 0);
            for (std::size_t i = 0; i < entries_.size(); ++i) {
                const Entry& entry = entries_[i];
                slots_[slot_of(entry.text, entry.hash)] = static_cast<std::uint32_t>(i + 1);
            }
        }
        std::vector<Entry> entries_;
        std::vector<std::uint32_t> slots_;  // index into entries_ plus 1; 0 is free; a power of two
    };

    std::vector<T> values_;
    Index folded_;
    Index as_entered_;
};

inline std::string text_key(std::string_view text) {
    return std::string(TextKey(text).view());
}

/// Whether two texts are the same but for blanks at the ends and capitals.
inline bool same_text(std::string_view a, std::string_view b) {
    return a == b || TextKey(a).view() == TextKey(b).view();
}

}  // namespace effaith
