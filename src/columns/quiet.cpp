#include "columns/quiet.hpp"

#include <algorithm>

#include "effaith/text_key.hpp"

namespace effaith {
namespace {

/// Days that are certain: those of a code without limits, else those of the first code.
QuietDays days_of(const CodeEntries& entries) {
    for (const Code* code : entries) {
        if (!code->from && !code->to) return {};
    }
    QuietDays days;
    const Code& first = *entries.front();
    if (first.from) days.first = first.from->days();
    if (first.to) days.last = first.to->days();
    return days;
}

QuietDays both(const QuietDays& a, const QuietDays& b) {
    return {std::max(a.first, b.first), std::min(a.last, b.last)};
}

}  // namespace

QuietDays QuietTexts::of_code(CodeSet set, std::string_view text) const {
    const EngineTables& tables = resolver_.tables();
    if (text.empty() || !tables.has_codes(set)) return {};
    const CodeEntries* entries = tables.codes(set, text);
    if (entries != nullptr) return days_of(*entries);
    const bool known = set == CodeSet::support_type && tables.in_catalogue(text);
    return known ? QuietDays{} : QuietDays::never();
}

const QuietDays* QuietTexts::codes(CodeSet set, Field field) {
    Known& known = codes_[static_cast<std::size_t>(set)];
    const TextIds& texts = resolver_.texts()[field];
    while (known.days.size() < texts.size()) {
        const auto next = static_cast<std::uint32_t>(known.days.size());
        known.add(of_code(set, trimmed(texts.text(next))));
    }
    return known.always ? nullptr : known.days.data();
}

QuietDays QuietTexts::of_role(std::string_view text) const {
    const EngineTables& tables = resolver_.tables();
    const RoleEntry* entry = tables.role(text);
    if (entry == nullptr) {
        return tables.has_codes(CodeSet::role) ? QuietDays::never() : QuietDays{};
    }
    return entry->codes.empty() ? QuietDays{} : days_of(entry->codes);
}

QuietDays QuietTexts::of_staff(const Staff& staff) const {
    QuietDays days;
    for (std::size_t i = 0; i < kMostRoles; ++i) {
        const std::string_view role =
            trimmed(resolver_.texts()[kRoleFields[i]].text(staff.roles[i]));
        if (!role.empty()) days = both(days, of_role(role));
    }
    return days;
}

const QuietDays* QuietTexts::staff() {
    while (staff_.days.size() < resolver_.staff_count())
        staff_.add(of_staff(resolver_.staff(static_cast<std::uint32_t>(staff_.days.size()))));
    return staff_.always ? nullptr : staff_.days.data();
}

bool QuietTexts::agree(std::uint32_t support_type, std::uint32_t intervention) {
    const std::uint32_t pair = pairs_.id(support_type, intervention);
    if (pair < agree_.size()) return agree_[pair] != 0;
    const CatalogueEntry* entry = resolver_.tables().catalogue(
        trimmed(resolver_.texts()[Field::intervention].text(intervention)));
    const bool silent =
        entry == nullptr || entry->support_type.empty() ||
        same_text(resolver_.texts()[Field::support_type].text(support_type), entry->support_type);
    agree_.push_back(silent ? 1 : 0);
    return silent;
}

}  // namespace effaith
