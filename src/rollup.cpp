#include "effaith/rollup.hpp"

#include <algorithm>
#include <cmath>

#include "effaith/text_key.hpp"
#include "one_line.hpp"
#include "siphash.hpp"

namespace effaith {
namespace {

struct Dimension {
    std::string_view name;
    std::string_view (*of)(const Record&, const RecordAnalysis&);
};

std::string_view code_of(const RecordAnalysis& analysis, CodeSet set) {
    return analysis.codes[static_cast<std::size_t>(set)];
}

/// The school day that places a record in a year and a term: the first of its widest window.
std::optional<std::uint32_t> first_school_day(const RecordAnalysis& analysis) {
    const SchoolDays days = analysis.calendar->school_days(analysis.windows.widest);
    if (days.count() == 0) return std::nullopt;
    return days.first;
}

std::string_view academic_year_of(const RecordAnalysis& analysis) {
    const auto day = first_school_day(analysis);
    if (!day) return {};
    const YearSummary* year = analysis.calendar->year_of(analysis.calendar->date_of(*day));
    return year == nullptr ? std::string_view() : std::string_view(year->name);
}

constexpr std::array<Dimension, 16> kDimensions{{
    {"authority_id", [](const Record& r, const RecordAnalysis&) { return r.authority_id; }},
    {"cluster_id", [](const Record& r, const RecordAnalysis&) { return r.cluster_id; }},
    {"school_id", [](const Record& r, const RecordAnalysis&) { return r.school_id; }},
    {"tier", [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::tier); }},
    {"area_of_need",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::area_of_need); }},
    {"year_group",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::year_group); }},
    {"support_type",
     [](const Record&, const RecordAnalysis& a) { return code_of(a, CodeSet::support_type); }},
    {"intervention", [](const Record&, const RecordAnalysis& a) { return a.intervention; }},
    {"frequency",
     [](const Record& r, const RecordAnalysis&) { return rule_of(*r.frequency).code; }},
    {"role", [](const Record& r, const RecordAnalysis&) { return r.delivered_by[0]; }},
    {"learner_id", [](const Record& r, const RecordAnalysis&) { return r.learner_id; }},
    {"measure",
     [](const Record&, const RecordAnalysis& a) {
         return a.measure == nullptr ? std::string_view() : std::string_view(a.measure->id);
     }},
    {"academic_year", [](const Record&, const RecordAnalysis& a) { return academic_year_of(a); }},
    {"term",
     [](const Record&, const RecordAnalysis& a) {
         const auto day = first_school_day(a);
         return day ? std::string_view(a.calendar->term_name(*day)) : std::string_view();
     }},
    {"outcome",
     [](const Record&, const RecordAnalysis& a) {
         return a.outcome ? name_of(*a.outcome) : std::string_view();
     }},
    {"cohort", [](const Record&, const RecordAnalysis&) { return kCohortNames[0]; }},
}};

const Dimension* find_dimension(std::string_view name) {
    const auto* found = std::find_if(kDimensions.begin(), kDimensions.end(),
                                     [&](const Dimension& d) { return d.name == name; });
    return found == kDimensions.end() ? nullptr : found;
}

KeyPart key_part(std::string_view text) {
    text = trimmed(text);
    if (text.empty()) return std::nullopt;
    return std::string(text);
}

constexpr std::size_t index(Outcome outcome) {
    return static_cast<std::size_t>(outcome);
}

std::int64_t achieved(const std::array<std::int64_t, 3>& outcomes) {
    return outcomes[index(Outcome::amber)] + outcomes[index(Outcome::green)];
}

/// a / (b * scale), the nearest double; none where b is 0.
FigureValue quotient(const Int128& a, const Int128& b) {
    if (b == 0) return {};
    return FigureValue::of(Exact(a, b).nearest());
}

FigureValue money_over(const GroupTotals& t, const Int128& divisor) {
    if (t.costed == 0 || divisor == 0) return {};
    return FigureValue::of((Exact(t.total_cost, Money::scale) / Exact(divisor)).nearest());
}

FigureValue money(const GroupTotals& t, const Int128& raw) {
    return t.costed == 0 ? FigureValue{} : FigureValue::of(raw, Money::places);
}

FigureValue hours_mean(const GroupTotals& t) {
    if (t.records == 0) return {};
    return FigureValue::of(
        (Exact(t.hours_received) / Exact(Int128(t.records) * Hours::scale)).nearest());
}

/// From n * sum of squares - square of the sum, both exact: nothing cancels.
FigureValue hours_sd(const GroupTotals& t) {
    if (t.records < 2) return {};
    const Exact n(t.records);
    const Exact spread =
        n * t.hours_received_squared - Exact(t.hours_received) * Exact(t.hours_received);
    const auto variance = (spread / (n * Exact(t.records - 1))).nearest();
    if (!variance) return {};
    return FigureValue::of(std::sqrt(*variance) / static_cast<double>(Hours::scale));
}

std::optional<ShareInterval> achieved_interval(const GroupTotals& t) {
    return wilson_interval(achieved(t.outcomes), t.with_outcome);
}

}  // namespace

std::optional<ShareInterval> wilson_interval(std::int64_t successes, std::int64_t total) {
    if (total <= 0) return std::nullopt;
    const double n = static_cast<double>(total);
    const double p = static_cast<double>(successes) / n;
    const double z2 = kNormal975 * kNormal975;
    const double middle = p + z2 / (2.0 * n);
    const double half = kNormal975 * std::sqrt((p * (1.0 - p) + z2 / (4.0 * n)) / n);
    const double scale = 1.0 + z2 / n;
    ShareInterval interval{(middle - half) / scale, (middle + half) / scale};
    // At the ends the bound is the end itself, where rounding would leave a trace.
    if (successes == 0) interval.low = 0.0;
    if (successes == total) interval.high = 1.0;
    return interval;
}

bool KeyOrder::operator()(const std::vector<KeyPart>& a, const std::vector<KeyPart>& b) const {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        if (a[i].has_value() != b[i].has_value()) return a[i].has_value();
        if (a[i] && *a[i] != *b[i]) return *a[i] < *b[i];
    }
    return a.size() < b.size();
}

void LearnerCounter::tidy() const {
    std::sort(hashes_.begin(), hashes_.end());
    hashes_.erase(std::unique(hashes_.begin(), hashes_.end()), hashes_.end());
    tidied_ = hashes_.size();
}

std::int64_t LearnerCounter::distinct() const {
    if (tidied_ != hashes_.size()) tidy();
    return static_cast<std::int64_t>(hashes_.size());
}

void LearnerCounter::merge(const LearnerCounter& other) {
    hashes_.insert(hashes_.end(), other.hashes_.begin(), other.hashes_.end());
    tidied_ = 0;
    unidentified_ += other.unidentified_;
    tidy();
}

void GroupTotals::note_role(std::uint64_t hash) {
    const auto at = std::lower_bound(roles.begin(), roles.end(), hash);
    if (at != roles.end() && *at == hash) return;
    roles.insert(at, hash);
    if (roles.size() > 3) roles.pop_back();
}

void GroupTotals::merge(const GroupTotals& other) {
    for (const std::uint64_t role : other.roles)
        note_role(role);
    records += other.records;
    with_outcome += other.with_outcome;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        outcomes[i] += other.outcomes[i];
        costed_outcomes[i] += other.costed_outcomes[i];
    }
    learners.merge(other.learners);
    costed_learners.merge(other.costed_learners);
    scheduled += other.scheduled;
    attended += other.attended;
    hours_planned += other.hours_planned;
    hours_received += other.hours_received;
    hours_received_squared = hours_received_squared + other.hours_received_squared;
    staff_hours += other.staff_hours;
    costed += other.costed;
    costed_hours += other.costed_hours;
    staff_cost += other.staff_cost;
    capital_cost += other.capital_cost;
    total_cost += other.total_cost;
    censored += other.censored;
    add_carried(other.carried);
}

void GroupTotals::add_carried(const std::vector<CarriedTotal>& other) {
    if (carried.size() < other.size()) carried.resize(other.size());
    for (std::size_t i = 0; i < other.size(); ++i) {
        carried[i].n += other[i].n;
        carried[i].sum += other[i].sum;
    }
}

const std::vector<GroupFigure>& group_figures() {
    using T = GroupTotals;
    static const std::vector<GroupFigure> figures{
        {"n_records", [](const T& t) { return FigureValue::of(t.records); }},
        {"n_learners", [](const T& t) { return FigureValue::of(t.learners.distinct()); }},
        {"n_unidentified", [](const T& t) { return FigureValue::of(t.learners.unidentified()); }},
        {"n_red", [](const T& t) { return FigureValue::of(t.outcomes[index(Outcome::red)]); }},
        {"n_amber", [](const T& t) { return FigureValue::of(t.outcomes[index(Outcome::amber)]); }},
        {"n_green", [](const T& t) { return FigureValue::of(t.outcomes[index(Outcome::green)]); }},
        {"n_no_outcome", [](const T& t) { return FigureValue::of(t.records - t.with_outcome); }},
        {"n_achieved", [](const T& t) { return FigureValue::of(achieved(t.outcomes)); }},
        {"achieved_rate",
         [](const T& t) { return quotient(achieved(t.outcomes), t.with_outcome); }},
        {"achieved_low",
         [](const T& t) {
             const auto interval = achieved_interval(t);
             return interval ? FigureValue::of(interval->low) : FigureValue{};
         }},
        {"achieved_high",
         [](const T& t) {
             const auto interval = achieved_interval(t);
             return interval ? FigureValue::of(interval->high) : FigureValue{};
         }},
        {"sessions_scheduled",
         [](const T& t) { return FigureValue::of(t.scheduled, Sessions::places); }},
        {"sessions_attended", [](const T& t) { return FigureValue::of(t.attended, 0); }},
        {"attendance_rate",
         [](const T& t) { return quotient(t.attended * Sessions::scale, t.scheduled); }},
        {"hours_planned",
         [](const T& t) { return FigureValue::of(t.hours_planned, Hours::places); }},
        {"hours_received",
         [](const T& t) { return FigureValue::of(t.hours_received, Hours::places); }},
        {"hours_received_mean", hours_mean},
        {"hours_received_sd", hours_sd},
        {"staff_hours", [](const T& t) { return FigureValue::of(t.staff_hours, Hours::places); }},
        {"staff_cost", [](const T& t) { return money(t, t.staff_cost); }, true},
        {"capital_cost", [](const T& t) { return money(t, t.capital_cost); }},
        {"total_cost", [](const T& t) { return money(t, t.total_cost); }, true},
        {"n_uncosted", [](const T& t) { return FigureValue::of(t.records - t.costed); }},
        {"cost_per_learner",
         [](const T& t) {
             return money_over(t, t.costed_learners.distinct() + t.costed_learners.unidentified());
         },
         true},
        {"cost_per_hour",
         [](const T& t) {
             if (t.costed == 0 || t.costed_hours == 0) return FigureValue{};
             return FigureValue::of(
                 (Exact(t.total_cost, Money::scale) / Exact(t.costed_hours, Hours::scale))
                     .nearest());
         },
         true},
        {"cost_per_outcome", [](const T& t) { return money_over(t, achieved(t.costed_outcomes)); },
         true},
        {"cost_per_exceeded",
         [](const T& t) { return money_over(t, t.costed_outcomes[index(Outcome::green)]); }, true},
        {"n_censored", [](const T& t) { return FigureValue::of(t.censored); }},
    };
    return figures;
}

const std::vector<std::string_view>& known_dimensions() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        for (const Dimension& dimension : kDimensions)
            all.push_back(dimension.name);
        return all;
    }();
    return names;
}

/// What one record adds to a group: its figures, and its learner.
struct Rollup::Share {
    const Dosage* dosage = nullptr;
    Cost cost;
    Hours staff_hours;
    std::optional<Outcome> outcome;
    std::optional<std::uint64_t> learner;
    bool censored = false;
    std::array<std::optional<std::uint64_t>, kMostRoles> roles;
    const std::vector<CarriedTotal>* numbers = nullptr;

    void count_learner(LearnerCounter& counter) const {
        learner ? counter.add(*learner) : counter.add_unidentified();
    }
    void add_to(GroupTotals& t) const {
        const Int128 hours = dosage->hours_received.raw();
        ++t.records;
        count_learner(t.learners);
        if (outcome) {
            ++t.with_outcome;
            ++t.outcomes[index(*outcome)];
        }
        t.scheduled += dosage->sessions_scheduled.raw();
        t.attended += dosage->sessions_attended;
        t.hours_planned += dosage->hours_planned.raw();
        t.hours_received += hours;
        t.hours_received_squared = t.hours_received_squared + Exact(hours * hours);
        t.staff_hours += staff_hours.raw();
        t.censored += censored ? 1 : 0;
        t.add_carried(*numbers);
        if (!cost.total_cost) return;
        for (const auto& role : roles) {
            if (role) t.note_role(*role);
        }
        ++t.costed;
        count_learner(t.costed_learners);
        if (outcome) ++t.costed_outcomes[index(*outcome)];
        t.costed_hours += hours;
        t.staff_cost += cost.staff_cost->raw();
        t.capital_cost += cost.capital_cost.raw();
        t.total_cost += cost.total_cost->raw();
    }
};

Rollup::Rollup(const Engine& engine, std::vector<std::string> by, bool totals)
    : engine_(&engine), by_(std::move(by)), totals_(totals), levels_(by_.size() + 1) {
    for (std::size_t i = 0; i < by_.size(); ++i) {
        if (by_[i] == "role") role_position_ = i;
    }
}

Result<Rollup> Rollup::create(const Engine& engine, std::vector<std::string> by, bool totals) {
    for (std::size_t i = 0; i < by.size(); ++i) {
        const auto before = by.begin() + static_cast<std::ptrdiff_t>(i);
        if (std::find(by.begin(), before, by[i]) != before) {
            return Error{ErrorCode::invalid_argument,
                         "The dimension '" + by[i] + "' is given twice.", ""};
        }
    }
    return Rollup(engine, std::move(by), totals);
}

void Rollup::add(const std::vector<KeyPart>& key, std::size_t level, const Share& share) {
    const auto end = key.begin() + static_cast<std::ptrdiff_t>(level);
    share.add_to(levels_[level][std::vector<KeyPart>(key.begin(), end)]);
}

Status Rollup::note_hierarchy(const Record& record, const RecordAnalysis& analysis) {
    const std::string year(academic_year_of(analysis));
    const std::vector<std::string>& hierarchy = engine_->config().hierarchy;
    for (std::size_t i = 1; i < hierarchy.size(); ++i) {
        const Dimension* parent = find_dimension(hierarchy[i - 1]);
        const Dimension* child = find_dimension(hierarchy[i]);
        if (parent == nullptr || child == nullptr) continue;
        const std::string_view above = trimmed(parent->of(record, analysis));
        const std::string_view below = trimmed(child->of(record, analysis));
        if (above.empty() || below.empty()) continue;
        std::string path = year;
        path += '\n';
        path += child->name;
        path += '\n';
        path += below;
        const auto [entry, fresh] = parents_.emplace(std::move(path), above);
        if (!fresh && entry->second != above) {
            return one_line(Error{ErrorCode::hierarchy_conflict,
                                  std::string(child->name) + " '" + std::string(below) +
                                      "' is in " + std::string(parent->name) + " '" +
                                      entry->second + "' and in '" + std::string(above) + "'" +
                                      (year.empty() ? "." : " in the year " + year + "."),
                                  ""});
        }
    }
    return Done{};
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
        share.staff_hours =
            rounded_to<Hours>(staff_hours_of(received, people, dosage.learners_per_session))
                .value_or(Hours{});
        CostInputs cost;
        if (known) cost.rates = sum_of_rates(rates);
        cost.session_hours = dosage.session_hours;
        cost.sessions = sessions_that_cost(dosage, analysis.inputs.cost_basis);
        cost.learners_per_session = dosage.learners_per_session;
        cost.capital = analysis.inputs.capital;
        cost.capital_scope = analysis.inputs.capital_scope;
        share.cost = cost_of(cost).value_or(Cost{});
        key[*role_position_] = key_part(analysis.role_names[i]);
        for (std::size_t level = totals_ ? *role_position_ + 1 : by_.size(); level <= by_.size();
             ++level) {
            add(key, level, share);
        }
    }
}

Status Rollup::update(const Record& record, const RecordAnalysis& analysis,
                      const std::vector<std::string_view>& carried) {
    if (analysis.rejected()) {
        ++rejected_;
        return Done{};
    }
    ++analysed_;
    if (!analysis.impact.dosage) {
        ++comparison_;
        return Done{};
    }
    if (!engine_->config().hierarchy.empty()) {
        const Status noted = note_hierarchy(record, analysis);
        if (!noted) return noted.error();
    }
    std::vector<KeyPart> key;
    for (const std::string& name : by_) {
        const Dimension* dimension = find_dimension(name);
        std::string_view text;
        if (dimension != nullptr) {
            text = dimension->of(record, analysis);
        } else if (const auto column = column_at(name); column && *column < carried.size()) {
            text = carried[*column];
        }
        key.push_back(key_part(text));
    }
    read_numbers(carried);
    Share share;
    share.dosage = &*analysis.impact.dosage;
    share.cost = *analysis.impact.cost;
    share.staff_hours = share.dosage->staff_hours;
    share.numbers = &numbers_;
    share.outcome = analysis.outcome;
    share.censored =
        record.baseline.is_censored() || record.actual.is_censored() || record.target.is_censored();
    const SipKey id_key = sip_key(engine_->config().id_key);
    const std::string_view learner = trimmed(record.learner_id);
    if (!learner.empty()) share.learner = siphash(id_key, learner);
    for (std::size_t i = 0; i < kMostRoles; ++i) {
        const TextKey role(record.delivered_by[i]);
        if (!role.view().empty()) share.roles[i] = siphash(id_key, role.view());
    }

    const std::size_t plain_levels = role_position_ ? *role_position_ + 1 : by_.size() + 1;
    for (std::size_t level = totals_ ? 0 : by_.size(); level < plain_levels; ++level) {
        add(key, level, share);
    }
    if (role_position_) add_by_role(key, record, analysis, share);
    return Done{};
}

void Rollup::carried_column(const std::string& name) {
    columns_.push_back({name});
}

std::optional<std::size_t> Rollup::column_at(const std::string& name) const {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (columns_[i].name == name) return i;
    }
    return std::nullopt;
}

std::optional<std::string> Rollup::unknown_dimension() const {
    for (const std::string& name : by_) {
        if (find_dimension(name) == nullptr && !column_at(name)) return name;
    }
    return std::nullopt;
}

void Rollup::read_numbers(const std::vector<std::string_view>& carried) {
    numbers_.assign(columns_.size(), {});
    for (std::size_t i = 0; i < carried.size() && i < columns_.size(); ++i) {
        const std::string_view text = trimmed(carried[i]);
        if (text.empty() || !columns_[i].numeric) continue;
        columns_[i].any = true;
        ReadDecimal read;
        if (read_decimal(text, Parameter::places, read) == DecimalFault::none) {
            numbers_[i] = {1, read.raw};
        } else {
            columns_[i].numeric = false;
        }
    }
}

std::vector<std::size_t> Rollup::numeric_columns() const {
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        const bool dimension = std::find(by_.begin(), by_.end(), columns_[i].name) != by_.end();
        if (columns_[i].any && columns_[i].numeric && !dimension) positions.push_back(i);
    }
    return positions;
}

bool Rollup::withholds_all_costs() const {
    if (!engine_->config().redact_rates || !totals_) return false;
    for (const Groups& groups : levels_) {
        for (const auto& [key, totals] : groups) {
            if (totals.costed > 0 && totals.roles.size() < 3) return true;
        }
    }
    return false;
}

Status Rollup::merge(const Rollup& other) {
    const bool same_columns =
        std::equal(columns_.begin(), columns_.end(), other.columns_.begin(), other.columns_.end(),
                   [](const Column& a, const Column& b) { return a.name == b.name; });
    if (!same_columns) {
        return Error{ErrorCode::invalid_argument,
                     "The roll-ups are of records that carry different columns.", ""};
    }
    const bool same = by_ == other.by_ && totals_ == other.totals_ &&
                      engine_->config_digest() == other.engine_->config_digest();
    if (!same) {
        return Error{ErrorCode::invalid_argument,
                     "The roll-ups have different dimensions or configurations.", ""};
    }
    for (const auto& [path, parent] : other.parents_) {
        const auto [entry, fresh] = parents_.emplace(path, parent);
        if (!fresh && entry->second != parent) {
            const std::string child = path.substr(path.rfind('\n') + 1);
            return one_line(Error{
                ErrorCode::hierarchy_conflict,
                "'" + child + "' is in '" + entry->second + "' and in '" + parent + "'.", ""});
        }
    }
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        for (const auto& [key, totals] : other.levels_[level])
            levels_[level][key].merge(totals);
    }
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        columns_[i].any = columns_[i].any || other.columns_[i].any;
        columns_[i].numeric = columns_[i].numeric && other.columns_[i].numeric;
    }
    analysed_ += other.analysed_;
    rejected_ += other.rejected_;
    comparison_ += other.comparison_;
    return Done{};
}

std::vector<RollupRow> Rollup::rows() const {
    std::vector<RollupRow> rows;
    for (std::size_t level = 0; level < levels_.size(); ++level) {
        for (const auto& [key, totals] : levels_[level])
            rows.push_back({key, level, &totals});
    }
    // A subtotal follows its members: at the first part that it lacks, it is the greater one.
    std::sort(rows.begin(), rows.end(), [](const RollupRow& a, const RollupRow& b) {
        const std::size_t shared = std::min(a.level, b.level);
        const std::vector<KeyPart> left(a.key.begin(),
                                        a.key.begin() + static_cast<std::ptrdiff_t>(shared));
        const std::vector<KeyPart> right(b.key.begin(),
                                         b.key.begin() + static_cast<std::ptrdiff_t>(shared));
        if (left != right) return KeyOrder{}(left, right);
        return a.level > b.level;
    });
    return rows;
}

}  // namespace effaith
