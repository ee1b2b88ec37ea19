#include "practice/mentions.hpp"

#include <algorithm>

#include "effaith/text_key.hpp"

namespace effaith::practice {
namespace {

constexpr std::string_view kMark = "[…]";

/// A run of letters or of figures, and where it stands.
struct TextToken {
    std::size_t from = 0;
    std::size_t to = 0;
    std::size_t letters = 0;
    std::int64_t number = -1;  ///< of figures; -1 for letters
};

/// A stretch that is a mention.
struct Span {
    std::size_t from = 0;
    std::size_t to = 0;
};

bool is_figure(char c) {
    return c >= '0' && c <= '9';
}

/// Letters of the Latin script and of those after it; marks, signs and blanks are none.
bool is_letter(std::uint32_t point) {
    if (point < 0x80) return (point | 0x20U) >= 'a' && (point | 0x20U) <= 'z';
    if (point < 0xC0 || point == 0xD7 || point == 0xF7) return false;
    return !(point >= 0x2000 && point < 0x2C00) && !(point >= 0x3000 && point < 0x3040);
}

/// The code point at a place of UTF-8, and how many bytes it has.
std::pair<std::uint32_t, std::size_t> point_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::uint32_t lead = byte(at);
    std::size_t size = 1;
    if (lead >= 0xC0) size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    size = std::min(size, text.size() - at);
    std::uint32_t point = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i)
        point = (point << 6U) | (byte(at + i) & 0x3FU);
    return {point, size};
}

std::vector<TextToken> tokens_of(std::string_view text) {
    constexpr std::int64_t kNoDate = 100'000;
    std::vector<TextToken> tokens;
    std::size_t at = 0;
    bool in_figures = false;
    bool in_letters = false;
    while (at < text.size()) {
        const auto [point, size] = point_at(text, at);
        const bool figure = is_figure(text[at]);
        const bool letter = !figure && is_letter(point);
        if (figure && !in_figures) tokens.push_back({at, at, 0, 0});
        if (letter && !in_letters) tokens.push_back({at, at, 0, -1});
        at += size;
        if (figure || letter) tokens.back().to = at;
        if (letter) ++tokens.back().letters;
        if (figure) {
            std::int64_t& number = tokens.back().number;
            number = std::min(number * 10 + (text[at - 1] - '0'), kNoDate);
        }
        in_figures = figure;
        in_letters = letter;
    }
    return tokens;
}

std::string_view text_of(std::string_view text, const TextToken& token) {
    return text.substr(token.from, token.to - token.from);
}

std::vector<std::string> words_of_name(std::string_view name) {
    std::vector<std::string> words;
    for (const TextToken& token : tokens_of(name))
        if (token.letters >= 2) words.emplace_back(text_of(name, token));
    return words;
}

bool has_word(const std::vector<std::string>& words, std::string_view word) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& each) { return same_text(each, word); });
}

/// The year of a birth with its day at most four words away, before or after it.
void add_births_with_year(const std::vector<TextToken>& tokens, std::size_t at,
                          const YearMonthDay& birth, std::vector<Span>& spans) {
    constexpr std::size_t kNear = 4;
    if (tokens[at].number != birth.year) return;
    const std::size_t first = at > kNear ? at - kNear : 0;
    const std::size_t last = std::min(at + kNear, tokens.size() - 1);
    for (std::size_t i = first; i <= last; ++i) {
        if (i == at || tokens[i].number != birth.day) continue;
        spans.push_back({tokens[std::min(i, at)].from, tokens[std::max(i, at)].to});
    }
}

/// Day, month and the year's last two figures, as 3/4/15.
void add_short_births(const std::vector<TextToken>& tokens, std::size_t at,
                      const YearMonthDay& birth, std::vector<Span>& spans) {
    if (at + 2 >= tokens.size()) return;
    const bool is_birth = tokens[at].number == birth.day && tokens[at + 1].number == birth.month &&
                          tokens[at + 2].number == birth.year % 100;
    const bool is_close =
        tokens[at + 1].from == tokens[at].to + 1 && tokens[at + 2].from == tokens[at + 1].to + 1;
    if (is_birth && is_close) spans.push_back({tokens[at].from, tokens[at + 2].to});
}

/// The spans in their order, those that touch or have no more than a blank between them as one.
std::vector<Span> merged(std::vector<Span> spans) {
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.from < b.from; });
    std::vector<Span> one;
    for (const Span& span : spans) {
        if (!one.empty() && span.from <= one.back().to + 1)
            one.back().to = std::max(one.back().to, span.to);
        else
            one.push_back(span);
    }
    return one;
}

}  // namespace

void Mentions::add_name(std::string_view name) {
    for (std::string& word : words_of_name(name))
        if (!has_word(words_, word)) words_.push_back(std::move(word));
}

void Mentions::spare_name(std::string_view name) {
    const std::vector<std::string> spared = words_of_name(name);
    std::erase_if(words_, [&](const std::string& word) { return has_word(spared, word); });
}

std::int64_t Mentions::take_out(std::string& text) const {
    const std::vector<TextToken> tokens = tokens_of(text);
    std::vector<Span> spans;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (tokens[i].number < 0 && has_word(words_, text_of(text, tokens[i])))
            spans.push_back({tokens[i].from, tokens[i].to});
        for (const Date birth : births_) {
            add_births_with_year(tokens, i, birth.ymd(), spans);
            add_short_births(tokens, i, birth.ymd(), spans);
        }
    }
    const std::vector<Span> found = merged(std::move(spans));
    for (auto span = found.rbegin(); span != found.rend(); ++span)
        text.replace(span->from, span->to - span->from, kMark);
    return static_cast<std::int64_t>(found.size());
}

}  // namespace effaith::practice
