// Gathering records for evidence.
#include "effaith/evidence.hpp"

#include <algorithm>

#include "dimension.hpp"
#include "effaith/text_key.hpp"
#include "evidence/gathered.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

Error refusal(std::string message) {
    return {ErrorCode::invalid_argument, std::move(message), ""};
}

/// The change of a record, where both ends are known.
std::optional<Change> change_of(const Record& record, Days period) {
    if (!record.baseline.is_known() || !record.actual.is_known()) return std::nullopt;
    const bool dated = record.baseline_date && record.actual_date;
    return Change{record.baseline.value.raw(), record.actual.value.raw(),
                  dated ? *record.baseline_date : period.first,
                  dated ? *record.actual_date : period.end};
}

}  // namespace

Evidence::Evidence(std::unique_ptr<Gathered> gathered) : gathered_(std::move(gathered)) {}
Evidence::Evidence(Evidence&&) noexcept = default;
Evidence& Evidence::operator=(Evidence&&) noexcept = default;
Evidence::~Evidence() = default;

Result<Evidence> Evidence::create(const Engine& engine, std::vector<std::string> by) {
    for (std::size_t i = 0; i < by.size(); ++i) {
        if (by[i] == "role" || by[i] == "cohort") {
            return refusal("Evidence cannot be grouped by " + by[i] +
                           ": a record belongs to one group, and a comparison to every one.");
        }
        if (std::find(by.begin() + static_cast<std::ptrdiff_t>(i) + 1, by.end(), by[i]) !=
            by.end()) {
            return refusal("The dimension '" + for_message(by[i]) + "' is given twice.");
        }
    }
    return Evidence(std::make_unique<Gathered>(engine, std::move(by)));
}

void Evidence::carried_column(const std::string& name) {
    gathered_->carried.push_back(name);
}

void Evidence::update(const Record& record, const RecordAnalysis& analysis,
                      const std::vector<std::string_view>& carried) {
    Gathered& g = *gathered_;
    if (analysis.rejected()) {
        ++g.rejected;
        return;
    }
    ++g.analysed;
    std::vector<KeyPart> key;
    for (const std::string& name : g.by) {
        const Dimension* dimension = find_dimension(name);
        const auto column = std::find(g.carried.begin(), g.carried.end(), name);
        const auto place = static_cast<std::size_t>(column - g.carried.begin());
        const std::string_view text = dimension != nullptr     ? dimension->of(record, analysis)
                                      : place < carried.size() ? carried[place]
                                                               : std::string_view();
        key.push_back(key_part(text));
    }
    Entry entry;
    entry.learner = g.learners.number_of(trimmed(record.learner_id));
    entry.school = g.schools.number_of(trimmed(record.school_id));
    entry.measure = analysis.measure;
    entry.outcome = analysis.outcome;
    entry.period = analysis.counted.widest;
    entry.change = analysis.measure == nullptr ? std::nullopt : change_of(record, entry.period);
    if (!analysis.impact.dosage) {
        g.comparison.push_back({std::move(key), entry});
        return;
    }
    entry.hours_received = analysis.impact.dosage->hours_received.raw();
    if (analysis.impact.cost->total_cost)
        entry.total_cost = analysis.impact.cost->total_cost->raw();
    for (std::size_t i = 0; i < kMostRoles; ++i)
        entry.roles[i] = g.roles.number_of(TextKey(record.delivered_by[i]).view());
    g.groups[std::move(key)].push_back(entry);
}

std::optional<std::string> Evidence::unknown_dimension() const {
    const auto& carried = gathered_->carried;
    for (const std::string& name : gathered_->by) {
        const bool is_carried = std::find(carried.begin(), carried.end(), name) != carried.end();
        if (find_dimension(name) == nullptr && !is_carried) return name;
    }
    return std::nullopt;
}

const Engine& Evidence::engine() const {
    return *gathered_->engine;
}
const std::vector<std::string>& Evidence::by() const {
    return gathered_->by;
}
std::int64_t Evidence::n_analysed() const {
    return gathered_->analysed;
}
std::int64_t Evidence::n_rejected() const {
    return gathered_->rejected;
}
std::int64_t Evidence::n_comparison() const {
    return static_cast<std::int64_t>(gathered_->comparison.size());
}

}  // namespace effaith
