#include "effaith/io/language.hpp"

#include <functional>
#include <utility>

#include "effaith/text_key.hpp"
#include "embedded.hpp"
#include "io/json_tree.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

JsonNode language_file(LanguageCode code) {
    const std::string name(kLanguageNames[static_cast<std::size_t>(code)]);
    return read_json(embedded_file("languages/" + name + ".json")).value();
}

/// Calls `use` for the `{name}` parts of a template and copies the rest.
template <class Use>
std::string filled(std::string_view text, Use use) {
    std::string out;
    while (true) {
        const std::size_t open = text.find('{');
        const std::size_t close = open == std::string_view::npos ? open : text.find('}', open);
        if (close == std::string_view::npos) break;
        out += text.substr(0, open);
        out += use(text.substr(open + 1, close - open - 1));
        text.remove_prefix(close + 1);
    }
    out += text;
    return out;
}

}  // namespace

Language::Language(LanguageCode code) {
    const JsonNode file = language_file(code);
    for (const auto& [group, entries] : file.members) {
        for (const auto& [key, value] : entries.members) {
            const JsonNode& label = value.is(JsonNode::Kind::list) ? value.items.front() : value;
            labels_[group + "." + key] = label.text;
        }
    }
}

std::string_view Language::label(std::string_view group, std::string_view key) const {
    std::string path(group);
    path += '.';
    path += key;
    const auto found = labels_.find(path);
    return found == labels_.end() ? key : std::string_view(found->second);
}

std::string Language::message(const Issue& issue) const {
    std::string key(rule_of(issue.code).name);
    if (issue.reason != IssueReason::usual) {
        key += '.';
        key += kReasonNames[static_cast<std::size_t>(issue.reason)];
    }
    return filled(label("messages", key), [&](std::string_view name) {
        if (name == "field") return std::string(label(issue.field));
        return for_message(in_words(issue.code, name == "found" ? issue.found : issue.detail));
    });
}

std::string_view Language::in_words(IssueCode code, std::string_view value) const {
    if (code == IssueCode::outcome_mismatch) return label("outcome_words", value);
    if (code == IssueCode::weekdays_mismatch) return label("frequencies", value);
    return value;
}

std::string Language::fill(std::string_view group, std::string_view key,
                           const Values& values) const {
    return filled(label(group, key), [&](std::string_view name) {
        for (const auto& [known, value] : values) {
            if (known == name) return std::string(value);
        }
        return std::string();
    });
}

std::string word_key(std::string_view text) {
    const TextKey folded(text);
    const std::string_view view = folded.view();
    std::string key;
    for (std::size_t i = 0; i < view.size(); ++i) {
        const auto byte = static_cast<unsigned char>(view[i]);
        const bool letter = (byte >= 'a' && byte <= 'z') || detail::is_digit(view[i]);
        if (letter) key += view[i];
        if (byte < 0x80) continue;
        // Signs of the Latin-1 block and general punctuation do not count; letters do.
        const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2;
        const auto next = i + 1 < view.size() ? static_cast<unsigned char>(view[i + 1]) : 0U;
        const bool sign = byte == 0xC2 || (byte == 0xE2 && next <= 0x81);
        if (!sign) key += view.substr(i, length);
        i += length - 1;
    }
    return key;
}

Vocabulary::Vocabulary() {
    const auto names_of = [](const auto& names) {
        return std::vector<std::string_view>(names.begin(), names.end());
    };
    std::vector<std::string_view> frequencies;
    for (const FrequencyRule& rule : kFrequencies)
        frequencies.push_back(rule.code);
    const std::vector<std::pair<const char*, std::pair<Words*, std::vector<std::string_view>>>>
        groups{{"fields", {&fields_, names_of(kFieldNames)}},
               {"frequencies", {&frequencies_, frequencies}},
               {"outcomes", {&outcomes_, names_of(kOutcomeNames)}},
               {"cohorts", {&cohorts_, names_of(kCohortNames)}},
               {"weekdays", {&weekdays_, {std::begin(kWeekdayNames), std::end(kWeekdayNames)}}}};
    for (const auto& [group, target] : groups) {
        const auto& [words, names] = target;
        for (std::size_t i = 0; i < names.size(); ++i) {
            add(*words, names[i], static_cast<int>(i));
        }
    }
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const JsonNode file = language_file(code);
        for (const auto& [group, target] : groups) {
            const auto& [words, names] = target;
            for (std::size_t i = 0; i < names.size(); ++i) {
                const JsonNode* texts = file.find(group)->find(names[i]);
                if (texts == nullptr) continue;
                for (const JsonNode& text : texts->items) {
                    add(*words, text.text, static_cast<int>(i));
                }
            }
        }
        const std::vector<JsonNode>& months = file.find("months")->items;
        for (std::size_t i = 0; i < months.size(); ++i) {
            for (const JsonNode& text : months[i].items) {
                add(months_, text.text, static_cast<int>(i) + 1);
            }
        }
    }
}

void Vocabulary::add(Words& words, std::string_view text, int meaning) {
    words.emplace(text, meaning);
    words.emplace(word_key(text), meaning);
}

std::optional<int> Vocabulary::find(const Words& words, std::string_view text) {
    // Texts as they stand in the language files are found without folding.
    auto found = words.find(text);
    if (found == words.end()) found = words.find(word_key(text));
    if (found == words.end()) return std::nullopt;
    return found->second;
}

std::optional<Field> Vocabulary::field(std::string_view header) const {
    const std::optional<int> found = find(fields_, header);
    if (!found) return std::nullopt;
    return static_cast<Field>(*found);
}
std::optional<Frequency> Vocabulary::frequency(std::string_view text) const {
    const std::optional<int> found = find(frequencies_, text);
    if (!found) return std::nullopt;
    return static_cast<Frequency>(*found);
}
std::optional<Outcome> Vocabulary::outcome(std::string_view text) const {
    const std::optional<int> found = find(outcomes_, text);
    if (!found) return std::nullopt;
    return static_cast<Outcome>(*found);
}
std::optional<Cohort> Vocabulary::cohort(std::string_view text) const {
    const std::optional<int> found = find(cohorts_, text);
    if (!found) return std::nullopt;
    return static_cast<Cohort>(*found);
}
std::optional<Weekday> Vocabulary::weekday(std::string_view text) const {
    const std::optional<int> found = find(weekdays_, text);
    if (!found) return std::nullopt;
    return static_cast<Weekday>(*found);
}
std::optional<int> Vocabulary::month(std::string_view text) const {
    return find(months_, text);
}

}  // namespace effaith
