// The words of the answers, in English or Welsh, and the words that records are written with.
//
// A Language turns codes into labels and issues into sentences. A Vocabulary reads what schools
// write: headers, frequencies, outcomes, weekdays and months, in both languages at once, whatever
// the case, spacing and punctuation. Both are made from the data files that are compiled in.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "effaith/config.hpp"
#include "effaith/issue.hpp"
#include "effaith/record.hpp"
#include "effaith/text_key.hpp"

namespace effaith {

class Language {
  public:
    explicit Language(LanguageCode code);

    /// The label of `key` in a group (`fields`, `figures`, `frequencies`, `outcome_words`, `text`
    /// …); the key itself where there is none.
    std::string_view label(std::string_view group, std::string_view key) const;
    std::string_view label(Field field) const { return label("fields", name_of(field)); }

    /// What is wrong, in a sentence that names the field, what was found and what is accepted.
    std::string message(const Issue& issue) const;

    /// A text of the group `text` with `{name}` replaced by values.
    using Values = std::vector<std::pair<std::string_view, std::string_view>>;
    std::string fill(std::string_view key, const Values& values) const {
        return fill("text", key, values);
    }
    /// The same of another group.
    std::string fill(std::string_view group, std::string_view key, const Values& values) const;

  private:
    /// A code that stands in an issue (an outcome, a frequency) by its label.
    std::string_view in_words(IssueCode code, std::string_view value) const;

    std::map<std::string, std::string, std::less<>> labels_;
};

/// Text by its letters and digits alone, capitals folded: `No. of learners` is `nooflearners`.
std::string word_key(std::string_view text);

class Vocabulary {
  public:
    Vocabulary();

    std::optional<Field> field(std::string_view header) const;
    std::optional<Frequency> frequency(std::string_view text) const;
    std::optional<Outcome> outcome(std::string_view text) const;
    std::optional<Cohort> cohort(std::string_view text) const;
    std::optional<Weekday> weekday(std::string_view text) const;
    /// 1 to 12 for the name of a month, long or short.
    std::optional<int> month(std::string_view text) const;

  private:
    struct WordHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const {
            return static_cast<std::size_t>(detail::table_hash(text));
        }
    };
    /// By the text as it stands in the language files, and by its word_key.
    using Words = std::unordered_map<std::string, int, WordHash, std::equal_to<>>;
    static void add(Words& words, std::string_view text, int meaning);
    static std::optional<int> find(const Words& words, std::string_view text);

    Words fields_;
    Words frequencies_;
    Words outcomes_;
    Words cohorts_;
    Words weekdays_;
    Words months_;
};

}  // namespace effaith
