// A configuration as tables: every text that a record can carry leads to what is known about it.
#pragma once

#include <array>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/calendar.hpp"
#include "effaith/config.hpp"
#include "effaith/result.hpp"
#include "effaith/text_key.hpp"

namespace effaith {

/// What is known about one text of a coded field: the entries that carry it as code or label.
using CodeEntries = std::vector<const Code*>;

struct RoleEntry {
    const RoleRates* rates = nullptr;
    CodeEntries codes;
};

class EngineTables {
  public:
    static Result<const EngineTables*> make(Config config);

    const Config& config() const { return config_; }
    const std::string& digest() const { return digest_; }
    const Calendar& calendar() const { return calendar_; }
    const Calendar& calendar_of(std::string_view school) const {
        if (calendars_.empty()) return calendar_;
        const auto found = calendars_.find(trimmed(school));
        return found == calendars_.end() ? calendar_ : *found->second;
    }
    bool has_school_calendars() const { return !calendars_.empty(); }
    const Measure* measure(std::string_view id) const {
        const Measure* const* found = measures_.find(id);
        return found == nullptr ? nullptr : *found;
    }
    const CatalogueEntry* catalogue(std::string_view intervention) const {
        if (trimmed(intervention).empty()) return nullptr;
        const CatalogueEntry* const* found = catalogue_.find(intervention);
        return found == nullptr ? nullptr : *found;
    }
    const RoleEntry* role(std::string_view role) const { return roles_.find(role); }
    const CodeEntries* codes(CodeSet set, std::string_view text) const {
        return codes_[static_cast<std::size_t>(set)].find(text);
    }
    bool has_codes(CodeSet set) const { return !sets_[static_cast<std::size_t>(set)]->empty(); }
    /// The code of a trimmed text in a set, or the text itself where it is no code's.
    std::string_view canonical(CodeSet set, std::string_view text) const {
        const CodeEntries* entries = text.empty() ? nullptr : codes(set, text);
        return entries == nullptr ? text : std::string_view(entries->front()->code);
    }
    bool in_catalogue(std::string_view support_type) const {
        return catalogue_types_.find(support_type) != nullptr;
    }

  private:
    EngineTables() = default;

    Status prepare();
    Status prepare_calendars();
    Status prepare_codes();
    Status prepare_rates();
    Status prepare_measures();
    Status prepare_catalogue();
    Status check_hierarchy();
    Status check_hierarchy_year() const;

    Config config_;
    std::string digest_;
    Calendar calendar_ = Calendar();
    std::map<std::string, const Calendar*, std::less<>> calendars_;  // by school
    std::deque<Calendar> own_calendars_;
    TextMap<const Measure*> measures_;
    TextMap<const CatalogueEntry*> catalogue_;
    TextMap<char> catalogue_types_;
    TextMap<RoleEntry> roles_;
    CodeSets sets_;
    std::array<TextMap<CodeEntries>, kCodeSetCount> codes_;
};

}  // namespace effaith
