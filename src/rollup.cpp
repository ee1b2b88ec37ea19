#include "effaith/rollup.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "calendar_place.hpp"
#include "dimension.hpp"
#include "effaith/text_key.hpp"
#include "one_line.hpp"
#include "rollup_state.hpp"
#include "siphash.hpp"

namespace effaith {
namespace {

/// Negative, 0 or positive as the first `count` parts of a stand before, at or after those of b:
/// byte order, null last.
int compare(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        if (a[i].has_value() != b[i].has_value()) return a[i].has_value() ? -1 : 1;
        const int order = a[i] ? a[i]->compare(*b[i]) : 0;
        if (order != 0) return order;
    }
    return 0;
}

/// A subtotal follows its members: at the first part that it lacks, it is the greater one.
bool row_before(const RollupRow& a, const RollupRow& b) {
    const int order = compare(a.key, b.key, std::min(a.level, b.level));
    return order != 0 ? order < 0 : a.level > b.level;
}

std::vector<KeyPart> first_parts(const std::vector<KeyPart>& key, std::size_t count) {
    return {key.begin(), key.begin() + static_cast<std::ptrdiff_t>(count)};
}

template <class T>
std::optional<std::size_t> position_of(const std::vector<std::string>& names, const T& name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::size_t>(found - names.begin());
}

}  // namespace

bool KeyOrder::operator()(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b) const {
    const int order = compare(a, b, std::min(a.size(), b.size()));
    return order != 0 ? order < 0 : a.size() < b.size();
}

// Making one.

Rollup::Rollup(const Engine& engine, std::vector<std::string> by, bool totals)
    : engine_(&engine), by_(std::move(by)), totals_(totals) {
    choose_key();
}

Result<Rollup> Rollup::create(const Engine& engine, std::vector<std::string> by, bool totals) {
    for (std::size_t i = 0; i < by.size(); ++i) {
        const auto before = by.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(by.begin(), before, by[i]) != before) {
            return Error{ErrorCode::invalid_argument,
                         "The dimension '" + for_message(by[i]) + "' is given twice.", ""};
        }
    }
    return Rollup(engine, std::move(by), totals);
}

void Rollup::choose_key() {
    // To place a record in another year's hierarchy, its group must know every level below the
    // highest one that is shown.
    const std::vector<std::string>& hierarchy = engine_->config().hierarchy;
    bool below = false;
    for (const std::string& level : hierarchy) {
        const bool shown = position_of(by_, level).has_value();
        if (below && !shown) key_dimensions_.push_back(level);
        below = below || (shown && !engine_->config().hierarchy_as_of.empty());
    }
    placing_ = key_dimensions_.size();
    key_dimensions_.insert(key_dimensions_.end(), by_.begin(), by_.end());
    role_position_ = position_of(key_dimensions_, "role");
    if (role_position_ && totals_) kept_levels_.push_back(*role_position_);
    kept_levels_.push_back(key_dimensions_.size());
    for (const std::size_t level : kept_levels_)
        groups_[level];
}

// What a record adds.

struct Rollup::Share {
    PlainSums sums;
    bool costed = false;
    std::optional<Outcome> outcome;
    std::optional<std::uint64_t> learner;
    bool censored = false;
    std::array<std::optional<std::uint64_t>, kMostRoles> roles;
    const Measure* measure = nullptr;
    MeasureShare measured;
    const std::vector<CarriedTotal>* numbers = nullptr;

    void set_dosage(const Dosage& dosage) {
        WideSum square;
        square.add_product(dosage.hours_received.raw(), dosage.hours_received.raw());
        sums.scheduled = dosage.sessions_scheduled.raw();
        sums.attended = dosage.sessions_attended;
        sums.hours_planned = dosage.hours_planned.raw();
        sums.hours_received = dosage.hours_received.raw();
        sums.hours_squared_low = square.limbs()[0];
        sums.hours_squared_high = square.limbs()[1];
        sums.staff_hours = dosage.staff_hours.raw();
    }
    void set_cost(const Cost& cost) {
        costed = cost.total_cost.has_value();
        sums.outcomes_by_cost = {};
        sums.outcomes_by_cost[outcome_slot(outcome, costed)] = 1;
        sums.uncosted_hours = costed ? 0 : sums.hours_received;
        sums.staff_cost = costed ? cost.staff_cost->raw() : 0;
        sums.capital_cost = costed ? cost.capital_cost.raw() : 0;
        measured.total_cost.reset();
        if (costed) measured.total_cost = cost.total_cost->raw();
    }
    void add_to(GroupTotals& totals) const {
        totals.add(sums);
        const std::size_t slot = outcome_slot(outcome, costed);
        learner ? totals.learners.add(*learner, slot) : totals.learners.add_unidentified(slot);
        totals.censored += censored ? 1 : 0;
        for (std::size_t i = 0; i < numbers->size(); ++i)
            totals.add_carried(i, (*numbers)[i].n, (*numbers)[i].sum);
        if (measure != nullptr) totals.measure(measure->id).add(measured);
        for (const auto& role : roles) {
            if (costed && role) totals.note_role(*role);
        }
    }
};

void Rollup::add(const std::vector<KeyPart>& key, std::size_t level, const Share& share) {
    share.add_to(group(key, level));
}

GroupTotals& Rollup::group(const std::vector<KeyPart>& key, std::size_t level) {
    Groups& groups = groups_[level];
    return level == key.size() ? groups[key] : groups[first_parts(key, level)];
}

void Rollup::add_by_role(std::vector<KeyPart>& key, const Record& record,
                         const RecordAnalysis& analysis, const Share& whole) {
    const DosageInputs& dosage = analysis.inputs.dosage;
    for (std::size_t i = 0; i < kMostRoles; ++i) {
        const std::string_view role = trimmed(record.delivered_by[i]);
        int people = 0;
        bool named_before = false;
        Int128 rates = 0;
        bool known = true;
        for (std::size_t j = 0; j < kMostRoles; ++j) {
            if (role.empty() || !same_text(record.delivered_by[j], role)) continue;
            named_before = named_before || j < i;
            ++people;
            known = known && analysis.rates[j].has_value();
            if (analysis.rates[j]) rates += analysis.rates[j]->raw();
        }
        if (role.empty() || named_before) continue;
        Share share = whole;
        share.roles = {whole.roles[i]};
        const Exact received = hours_of(Exact(dosage.sessions_attended), dosage.session_hours);
        share.sums.staff_hours =
            rounded_to<Hours>(staff_hours_of(received, people, dosage.learners_per_session))
                .value_or(Hours{})
                .raw();
        CostInputs cost;
        if (known) cost.rates = sum_of_rates(rates);
        cost.session_hours = dosage.session_hours;
        cost.sessions = sessions_that_cost(dosage, analysis.inputs.cost_basis);
        cost.learners_per_session = dosage.learners_per_session;
        cost.capital = analysis.inputs.capital;
        cost.capital_scope = analysis.inputs.capital_scope;
        share.set_cost(cost_of(cost).value_or(Cost{}));
        key[*role_position_] = key_part(analysis.role_names[i]);
        add(key, key.size(), share);
    }
}

Status Rollup::update(const Record& record, const RecordAnalysis& analysis,
                      const std::vector<std::string_view>& carried) {
    if (analysis.rejected()) {
        ++rejected_;
        return Done{};
    }
    if (!analysis.impact.dosage) {
        ++analysed_;
        ++comparison_;
        return Done{};
    }
    std::vector<std::string_view> placement;
    for (const std::string& level : engine_->config().hierarchy)
        placement.push_back(trimmed(find_dimension(level)->of(record, analysis)));
    if (!placement.empty()) {
        const Status noted = note_hierarchy(
            academic_year_of(*analysis.calendar, analysis.windows.widest), placement);
        if (!noted) return noted.error();
    }
    ++analysed_;
    read_numbers(carried);
    std::vector<KeyPart> key;
    for (const std::string& name : key_dimensions_) {
        const Dimension* dimension = find_dimension(name);
        std::string_view text;
        if (dimension != nullptr) {
            text = dimension->of(record, analysis);
        } else {
            text = carried_text(name, carried);
        }
        key.push_back(key_part(text));
    }
    Share share;
    share.outcome = analysis.outcome;
    share.set_dosage(*analysis.impact.dosage);
    share.measure = analysis.measure;
    share.measured = measure_share(analysis.inputs.progress, analysis.impact.progress, {});
    share.set_cost(*analysis.impact.cost);
    share.numbers = &numbers_;
    share.censored =
        record.baseline.is_censored() || record.actual.is_censored() || record.target.is_censored();
    const SipKey id_key = sip_key(engine_->config().id_key);
    const std::string_view learner = trimmed(record.learner_id);
    if (!learner.empty()) share.learner = siphash(id_key, learner);
    // Only where rates are confidential does it matter how many roles stand behind a cost.
    for (std::size_t i = 0; engine_->config().redact_rates && i < kMostRoles; ++i) {
        const TextKey role(record.delivered_by[i]);
        if (!role.view().empty()) share.roles[i] = siphash(id_key, role.view());
    }
    if (!role_position_) {
        add(key, key.size(), share);
        return Done{};
    }
    if (totals_) add(key, *role_position_, share);
    add_by_role(key, record, analysis, share);
    return Done{};
}

// Columns that records carry.

std::size_t Rollup::carried_column(const std::string& name) {
    announced_.push_back(column_of(name));
    return announced_.back();
}

std::size_t Rollup::column_of(const std::string& name) {
    const auto found = column_at(name);
    if (found) return *found;
    columns_.push_back({name});
    return columns_.size() - 1;
}

std::optional<std::size_t> Rollup::column_at(std::string_view name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name == name) return i;
    }
    return std::nullopt;
}

std::string_view Rollup::carried_text(std::string_view name,
                                      const std::vector<std::string_view>& carried) const {
    for (std::size_t i = 0; i < carried.size() && i < announced_.size(); ++i) {
        if (columns_[announced_[i]].name == name) return carried[i];
    }
    return {};
}

std::optional<std::string> Rollup::unknown_dimension() const {
    for (const std::string& name : by_) {
        if (find_dimension(name) == nullptr && !column_at(name)) return name;
    }
    return std::nullopt;
}

void Rollup::note_values(std::size_t column, bool all_numbers) {
    columns_[column].any = true;
    columns_[column].numeric = columns_[column].numeric && all_numbers;
}

void Rollup::read_numbers(const std::vector<std::string_view>& carried) {
    numbers_.assign(columns_.size(), {});
    for (std::size_t i = 0; i < carried.size() && i < announced_.size(); ++i) {
        const std::size_t column = announced_[i];
        const std::string_view text = trimmed(carried[i]);
        if (text.empty() || !columns_[column].numeric) continue;
        ReadDecimal read;
        const bool number = read_decimal(text, Parameter::places, read) == DecimalFault::none;
        note_values(column, number);
        if (number) numbers_[column] = {1, read.raw};
    }
}

bool Rollup::is_dimension(const std::string& name) const {
    return position_of(by_, name).has_value();
}

std::vector<std::size_t> Rollup::numeric_columns() const {
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const Column& column = columns_[i];
        if (column.any && column.numeric && !is_dimension(column.name)) columns.push_back(i);
    }
    std::sort(columns.begin(), columns.end(),
              [this](std::size_t a, std::size_t b) { return columns_[a].name < columns_[b].name; });
    return columns;
}

// The hierarchy.

Status Rollup::note_hierarchy(std::string_view academic_year,
                              const std::vector<std::string_view>& placement) {
    for (std::size_t level = 1; level < placement.size(); ++level) {
        if (placement[level - 1].empty() || placement[level].empty()) continue;
        const Status noted =
            note_parent({std::string(academic_year), level, std::string(placement[level])},
                        placement[level - 1]);
        if (!noted) return noted.error();
    }
    return Done{};
}

Status Rollup::note_parent(Child child, std::string_view parent) {
    const auto [entry, fresh] = parents_.try_emplace(std::move(child), parent);
    if (!fresh && entry->second != parent) return conflict(entry->first, entry->second, parent);
    return Done{};
}

Error Rollup::conflict(const Child& child, std::string_view one, std::string_view two) const {
    const std::vector<std::string>& hierarchy = engine_->config().hierarchy;
    // In byte order, so that the message does not depend on which of them came first.
    const auto [first, second] = std::minmax(one, two);
    return one_line(Error{ErrorCode::hierarchy_conflict,
                          hierarchy[child.level] + " '" + child.name + "' is in " +
                              hierarchy[child.level - 1] + " '" + std::string(first) +
                              "' and in '" + std::string(second) + "'" +
                              (child.year.empty() ? "." : " in the year " + child.year + "."),
                          ""});
}

Status Rollup::check_parents(const Rollup& other) const {
    for (const auto& [child, parent] : other.parents_) {
        const auto known = parents_.find(child);
        if (known != parents_.end() && known->second != parent)
            return conflict(child, known->second, parent);
    }
    return Done{};
}

// Merging.

Status Rollup::check_mergeable(const Rollup& other) const {
    if (engine_->config_digest() != other.engine_->config_digest()) {
        return Error{ErrorCode::invalid_argument, "The roll-ups have different configurations.",
                     ""};
    }
    if (by_ != other.by_ || totals_ != other.totals_) {
        return Error{ErrorCode::invalid_argument,
                     "The roll-ups have different dimensions, or only one of them has totals.", ""};
    }
    if (analysed_ > kMostRecords - other.analysed_ || rejected_ > kMostRecords - other.rejected_) {
        return Error{ErrorCode::out_of_range, "The roll-ups have more than 2^60 records together.",
                     ""};
    }
    return check_parents(other);
}

Status Rollup::merge(const Rollup& other) {
    if (&other == this) return merge(Rollup(other));
    const Status mergeable = check_mergeable(other);
    if (!mergeable) return mergeable.error();
    parents_.insert(other.parents_.begin(), other.parents_.end());
    std::vector<std::size_t> columns;
    for (const Column& column : other.columns_) {
        columns.push_back(column_of(column.name));
        if (column.any) note_values(columns.back(), column.numeric);
    }
    for (const auto& [level, groups] : other.groups_) {
        for (const auto& [key, totals] : groups)
            groups_[level][key].merge(totals, columns);
    }
    analysed_ += other.analysed_;
    rejected_ += other.rejected_;
    comparison_ += other.comparison_;
    learners_known_ = learners_known_ && other.learners_known_;
    return Done{};
}

// Rows.

std::vector<KeyPart> Rollup::row_key(const std::vector<KeyPart>& key) const {
    const Config& config = engine_->config();
    std::vector<KeyPart> placed = key;
    if (!config.hierarchy_as_of.empty()) {
        for (std::size_t level = config.hierarchy.size(); level-- > 1;)
            place(placed, level);
    }
    placed.erase(placed.begin(), placed.begin() + static_cast<std::ptrdiff_t>(placing_));
    return placed;
}

/// Puts the parent of the hierarchy's `level` in the year of hierarchy_as_of into a key, where both
/// are parts of it and the year's records say.
void Rollup::place(std::vector<KeyPart>& key, std::size_t level) const {
    const Config& config = engine_->config();
    const auto child = position_of(key_dimensions_, config.hierarchy[level]);
    const auto parent = position_of(key_dimensions_, config.hierarchy[level - 1]);
    if (!child || !parent || *child >= key.size() || *parent >= key.size() || !key[*child]) return;
    const auto found = parents_.find(Child{config.hierarchy_as_of, level, *key[*child]});
    if (found != parents_.end()) key[*parent] = found->second;
}

Rollup::RowGroups Rollup::kept_rows(std::size_t level) const {
    const bool moved = !engine_->config().hierarchy_as_of.empty();
    RowGroups looks;
    RowSums sums;
    for (const auto& [key, totals] : groups_.at(level)) {
        if (totals.records() == 0) continue;
        if (moved) {
            add_to(sums, row_key(key), totals);
        } else {
            looks.emplace(key,
                          std::shared_ptr<const GroupTotals>(std::shared_ptr<void>(), &totals));
        }
    }
    looks.insert(sums.begin(), sums.end());
    return looks;
}

Rollup::RowGroups Rollup::subtotals(const RowGroups& members, std::size_t level) const {
    RowSums sums;
    for (const auto& [key, totals] : members)
        add_to(sums, first_parts(key, level), *totals);
    return {sums.begin(), sums.end()};
}

void Rollup::add_to(RowSums& sums, const std::vector<KeyPart>& key,
                    const GroupTotals& totals) const {
    auto& sum = sums[key];
    if (!sum) sum = std::make_shared<GroupTotals>();
    std::vector<std::size_t> columns(totals.carried.size());
    std::iota(columns.begin(), columns.end(), std::size_t{0});
    sum->merge(totals, columns);
}

std::vector<RollupRow> Rollup::rows() const {
    std::vector<RollupRow> rows;
    const auto show = [&rows](const RowGroups& groups) {
        for (const auto& [key, totals] : groups)
            rows.push_back({key, key.size(), totals});
    };
    RowGroups groups = kept_rows(key_dimensions_.size());
    show(groups);
    for (std::size_t level = by_.size(); totals_ && level-- > 0;) {
        const bool above_roles = role_position_ && level + placing_ == *role_position_;
        groups = above_roles ? kept_rows(*role_position_) : subtotals(groups, level);
        show(groups);
    }
    std::sort(rows.begin(), rows.end(), row_before);
    return rows;
}

bool Rollup::withholds_all_costs() const {
    if (!redacts_rates() || !totals_) return false;
    // A subtotal draws on the roles of all its members, so only the kept groups can have too few.
    for (const std::size_t level : kept_levels_) {
        for (const auto& [key, totals] : kept_rows(level)) {
            if (totals->costed() > 0 && static_cast<int>(totals->roles.size()) < kRolesThatHide)
                return true;
        }
    }
    return false;
}

}  // namespace effaith
