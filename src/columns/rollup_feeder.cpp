#include "columns/rollup_feeder.hpp"

#include "calendar_place.hpp"
#include "columns/lanes.hpp"
#include "columns/plain_uses.hpp"
#include "effaith/text_key.hpp"

namespace effaith {
namespace {

/// After so many records the sums still fit: the largest figure of a plain record is below 2^41.
constexpr std::int64_t kFlushAfter = std::int64_t{1} << 20;

bool is_known_dimension(std::string_view name) {
    const auto& known = known_dimensions();
    return std::find(known.begin(), known.end(), name) != known.end();
}

/// Adds the square of a plain record's hours, which have 32 bits, to a sum of 128 bits.
void add_square(std::uint64_t& low, std::uint64_t& high, std::int64_t value) {
    const auto size = static_cast<std::uint64_t>(value);
    const std::uint64_t square = size * size;
    low += square;
    high += low < square ? 1U : 0U;
}

}  // namespace

RollupFeeder::RollupFeeder(const Engine& engine, Rollup& rollup, const Vocabulary& words,
                           DateNotation dates, const std::vector<std::string>& carried,
                           std::size_t most_rejected)
    : engine_(engine),
      rollup_(rollup),
      reader_(engine, words, dates),
      resolver_(engine, words, dates),
      uses_(common_uses(engine.config())),
      id_key_(sip_key(engine.config().id_key)),
      sums_(1),
      groups_(1),
      most_rejected_(most_rejected) {
    use(uses_, CellUse::learner, {Field::learner_id});
    if (engine.config().policy.require_aim) use(uses_, CellUse::required, {Field::aim});
    rollup.begin_source();
    for (std::size_t i = 0; i < carried.size(); ++i)
        carried_.push_back({i, rollup.carried_column(carried[i])});
    const auto dimension = [&](const std::string& name) {
        const auto found = std::find(carried.begin(), carried.end(), name);
        const bool is_carried = !is_known_dimension(name) && found != carried.end();
        const auto position = static_cast<std::size_t>(found - carried.begin());
        return block_dimension(name, is_carried ? std::optional(position) : std::nullopt, resolver_,
                               uses_);
    };
    for (const std::string& name : rollup.key_dimensions()) {
        dimensions_.push_back(dimension(name));
        all_single_ = all_single_ || dimensions_.back() == nullptr;
    }
    for (const std::string& name : engine.config().hierarchy) {
        hierarchy_.push_back(dimension(name));
        all_single_ = all_single_ || hierarchy_.back() == nullptr;
    }
    if (!hierarchy_.empty()) year_ = dimension("academic_year");
    key_numbers_.resize(dimensions_.size());
    placement_numbers_.resize(hierarchy_.size());
    dimension_numbers_.resize(dimensions_.size());
}

void RollupFeeder::mark_absent_columns(CellBlock& cells) {
    bool incomplete = all_single_;
    for (std::size_t rule = 0; rule < kQuantityRules.size(); ++rule) {
        const bool there = cells.quantities[rule] != nullptr;
        incomplete = incomplete || (!there && !kQuantityRules[rule].absent_is_zero);
    }
    for (const Field field : {Field::support_type, Field::aim}) {
        const CellUse how = uses_[index(field)];
        const bool needed =
            how == CellUse::required || (how != CellUse::ignored && is_checked(field));
        incomplete = incomplete || (needed && !cells.present[index(field)]);
    }
    if (incomplete) cells.mark_all();
}

Status RollupFeeder::add(CellBlock& cells, RowTexts& texts, std::int64_t first_row,
                         std::span<const Duplicate> duplicates) {
    for (const Duplicate& duplicate : duplicates)
        cells.mark(static_cast<std::size_t>(duplicate.row - first_row));
    mark_absent_columns(cells);
    if (cells.has_quantities() && !all_single_) {
        const Policy& policy = engine_.config().policy;
        resolver_.resolve(cells, plain_);
        mark_large(cells, plain_, resolver_.largest_rates(), policy.cost_basis);
        find_groups(cells, texts);
        if (const Status noted = note_hierarchy(cells, texts); !noted) return noted.error();
        compute_lanes(cells, plain_, policy, figures_);
        add_plain(cells);
        add_learners(cells);
        add_roles(cells);
        add_carried(cells, texts);
    }
    if (!cells.any_unusual) return Done{};
    auto duplicate = duplicates.begin();
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (cells.unusual[row] == 0) continue;
        const std::int64_t number = first_row + static_cast<std::int64_t>(row);
        std::optional<std::int64_t> first;
        if (duplicate != duplicates.end() && duplicate->row == number) {
            first = duplicate->first_row;
            ++duplicate;
        }
        if (const Status added = add_single(texts, row, number, first); !added) {
            return added.error();
        }
    }
    return Done{};
}

void RollupFeeder::find_groups(CellBlock& cells, RowTexts& texts) {
    for (std::size_t i = 0; i < dimensions_.size(); ++i)
        dimension_numbers_[i] = &dimensions_[i]->numbers(cells, plain_, texts);
    if (dimension_numbers_.size() == 1) {
        number_single_key(cells);
    } else {
        number_keys(cells);
    }
    for (std::size_t row = 0; cells.any_unusual && row < cells.rows; ++row) {
        if (cells.unusual[row] != 0) group_[row] = 0;
    }
}

/// By one dimension its numbers are those of the keys.
void RollupFeeder::number_single_key(const CellBlock& cells) {
    const Lane<std::uint32_t>& numbers = *dimension_numbers_[0];
    std::uint32_t most = 0;
    for (std::size_t row = 0; row < cells.rows; ++row)
        most = std::max(most, numbers[row]);
    if (most >= group_of_number_.size()) group_of_number_.resize(most + 1, 0);
    look_up(group_of_number_.data(), numbers.data(), cells.rows, group_.data());
    if (std::count(group_.begin(), group_.begin() + static_cast<std::ptrdiff_t>(cells.rows), 0U) ==
        0) {
        return;
    }
    for (std::size_t row = 0; row < cells.rows; ++row) {
        std::uint32_t& group = group_of_number_[numbers[row]];
        if (group == 0 && cells.unusual[row] == 0) group = new_group(row);
        group_[row] = group;
    }
}

void RollupFeeder::number_keys(const CellBlock& cells) {
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (cells.unusual[row] != 0) continue;
        std::uint32_t number = dimensions_.empty() ? 0 : (*dimension_numbers_[0])[row];
        for (std::size_t i = 1; i < dimension_numbers_.size(); ++i)
            number = key_numbers_[i].id(number, (*dimension_numbers_[i])[row]);
        if (number >= group_of_number_.size()) group_of_number_.resize(number + 1, 0);
        std::uint32_t& group = group_of_number_[number];
        if (group == 0) group = new_group(row);
        group_[row] = group;
    }
}

std::uint32_t RollupFeeder::new_group(std::size_t row) {
    std::vector<KeyPart> key;
    for (std::size_t i = 0; i < dimensions_.size(); ++i)
        key.push_back(dimensions_[i]->part((*dimension_numbers_[i])[row]));
    const auto [entry, fresh] =
        group_of_key_.emplace(key, static_cast<std::uint32_t>(groups_.size()));
    if (fresh) {
        Group group;
        group.totals = &rollup_.group(key, key.size());
        group.carried.resize(carried_.size());
        groups_.push_back(std::move(group));
        sums_.emplace_back();
    }
    return entry->second;
}

Status RollupFeeder::note_hierarchy(CellBlock& cells, RowTexts& texts) {
    if (hierarchy_.empty()) return Done{};
    std::vector<const Lane<std::uint32_t>*> levels;
    for (const auto& level : hierarchy_)
        levels.push_back(&level->numbers(cells, plain_, texts));
    const Lane<std::uint32_t>& years = year_->numbers(cells, plain_, texts);
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (cells.unusual[row] != 0) continue;
        std::uint32_t number = years[row];
        for (std::size_t i = 0; i < levels.size(); ++i)
            number = placement_numbers_[i].id(number, (*levels[i])[row]);
        if (number < placements_) continue;
        placements_ = number + 1;
        std::vector<std::string> texts_of;
        for (std::size_t i = 0; i < levels.size(); ++i)
            texts_of.push_back(hierarchy_[i]->part((*levels[i])[row]).value_or(""));
        const std::vector<std::string_view> placement(texts_of.begin(), texts_of.end());
        const Status noted =
            rollup_.note_hierarchy(year_->part(years[row]).value_or(""), placement);
        if (!noted) return noted.error();
    }
    return Done{};
}

void RollupFeeder::add_plain(const CellBlock& cells) {
    std::int64_t plain = 0;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        HotSums& sums = sums_[group_[row]];
        const bool costed = plain_.rates[row] >= 0.0;
        const std::int64_t hours = figures_.hours_received[row];
        plain += group_[row] != 0 ? 1 : 0;
        ++sums.outcomes_by_cost[(costed ? 4U : 0U) + (plain_.outcome[row] & 3U)];
        sums.scheduled += plain_.scheduled[row];
        sums.attended += figures_.attended[row];
        sums.hours_planned += figures_.hours_planned[row];
        sums.hours_received += hours;
        add_square(sums.squared_low, sums.squared_high, hours);
        sums.staff_hours += figures_.staff_hours[row];
        if (costed) {
            sums.staff_cost += figures_.staff_cost[row];
            sums.capital_cost += figures_.capital_cost[row];
        } else {
            sums.uncosted_hours += hours;
        }
    }
    rollup_.count_analysed(plain);
    since_flush_ += static_cast<std::int64_t>(cells.rows);
    if (since_flush_ >= kFlushAfter) flush();
}

void RollupFeeder::add_learners(const CellBlock& cells) {
    has_learners_ = cells.learners != nullptr;
    if (!has_learners_) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (group_[row] == 0) continue;
        LearnerSets& learners = groups_[group_[row]].totals->learners;
        const std::size_t slot = (plain_.rates[row] >= 0.0 ? 4U : 0U) + (plain_.outcome[row] & 3U);
        if (cells.no_learner[row] != 0) {
            learners.add_unidentified(slot);
        } else {
            learners.add((*cells.learners)[row], slot);
        }
    }
}

void RollupFeeder::add_roles(const CellBlock& cells) {
    if (!engine_.config().redact_rates) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (group_[row] == 0 || plain_.rates[row] < 0.0) continue;
        const std::uint32_t number = group_roles_.id(group_[row], plain_.staff[row]);
        if (number < group_roles_count_) continue;
        group_roles_count_ = number + 1;
        const Staff& staff = resolver_.staff(plain_.staff[row]);
        for (std::size_t i = 0; i < kMostRoles; ++i) {
            const TextKey role(resolver_.texts()[kRoleFields[i]].text(staff.roles[i]));
            if (role.view().empty()) continue;
            groups_[group_[row]].totals->note_role(siphash(id_key_, role.view()));
        }
    }
}

void RollupFeeder::add_carried(const CellBlock& cells, RowTexts& texts) {
    for (std::size_t i = 0; i < carried_.size(); ++i) {
        CarriedColumn& column = carried_[i];
        for (std::size_t row = 0; row < cells.rows && column.numeric; ++row) {
            if (group_[row] == 0) continue;
            const std::string_view text = trimmed(texts.carried_text(row, column.position));
            if (text.empty()) continue;
            column.any = true;
            ReadDecimal read;
            column.numeric = read_decimal(text, Parameter::places, read) == DecimalFault::none;
            if (!column.numeric) break;
            CarriedTotal& total = groups_[group_[row]].carried[i];
            ++total.n;
            total.sum += read.raw;
        }
    }
}

Status RollupFeeder::add_single(RowTexts& texts, std::size_t row, std::int64_t number,
                                std::optional<std::int64_t> duplicate_of) {
    const RawRecord& raw = texts.raw_record(row);
    analysis_.clear();
    reader_.read(raw, record_, analysis_.issues);
    if (duplicate_of) {
        analysis_.issues.add(IssueCode::duplicate_id, Field::id, record_.id,
                             std::to_string(*duplicate_of));
    }
    engine_.analyse(record_, analysis_);
    carried_texts_.assign(carried_.size(), {});
    for (const CarriedCell& cell : raw.carried)
        carried_texts_[cell.column] = cell.text;
    if (analysis_.rejected() && rejected_.size() < most_rejected_) {
        rejected_.push_back({number, raw.line, analysis_.issues.list()});
    }
    return rollup_.update(record_, analysis_, carried_texts_);
}

void RollupFeeder::flush() {
    for (std::size_t i = 1; i < groups_.size(); ++i) {
        const HotSums& hot = sums_[i];
        PlainSums sums;
        for (std::size_t k = 0; k < 8; ++k)
            sums.outcomes_by_cost[k] = hot.outcomes_by_cost[k];
        sums.scheduled = hot.scheduled;
        sums.attended = hot.attended;
        sums.hours_planned = hot.hours_planned;
        sums.hours_received = hot.hours_received;
        sums.hours_squared_low = hot.squared_low;
        sums.hours_squared_high = hot.squared_high;
        sums.staff_hours = hot.staff_hours;
        sums.uncosted_hours = hot.uncosted_hours;
        sums.staff_cost = hot.staff_cost;
        sums.capital_cost = hot.capital_cost;
        groups_[i].totals->add(sums);
        if (has_learners_) continue;
        for (std::size_t k = 0; k < 8; ++k)
            groups_[i].totals->learners.add_unidentified(k, sums.outcomes_by_cost[k]);
    }
    std::fill(sums_.begin(), sums_.end(), HotSums{});
    since_flush_ = 0;
}

void RollupFeeder::finish() {
    flush();
    for (Group& group : groups_) {
        for (std::size_t i = 0; i < group.carried.size(); ++i) {
            if (group.totals == nullptr || group.carried[i].n == 0) continue;
            group.totals->add_carried(carried_[i].column, group.carried[i].n, group.carried[i].sum);
        }
    }
    for (CarriedColumn& column : carried_) {
        if (column.any) rollup_.note_values(column.column, column.numeric);
    }
}

}  // namespace effaith
