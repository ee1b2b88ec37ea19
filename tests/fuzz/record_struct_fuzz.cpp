// Records as structs of the C interface, made of arbitrary bytes: every number and every text is
// answered, the same each time, and what is answered agrees with itself.
#include <cmath>

#include "effaith.h"
#include "fuzz_support.hpp"

namespace {

using effaith::fuzz::require;

constexpr std::string_view kConfig =
    R"({"rates": {"TA": 14.37}, "catalogue": [{"intervention": "X", "measure": "age"}],
        "measures": [{"id": "age", "kind": "age_equivalent", "sd": 15, "reliability": 0.9},
                     {"id": "m", "kind": "ladder", "steps": ["a", "b", "c"]}],
        "hierarchy": ["cluster_id", "school_id"]})";

/// Takes values off the front of the bytes; zeros when they have run out.
class Bytes {
  public:
    explicit Bytes(std::string_view bytes) : rest_(bytes) {}
    template <class T>
    T number() {
        T value{};
        const std::size_t count = std::min(sizeof value, rest_.size());
        if (count > 0) std::memcpy(&value, rest_.data(), count);
        rest_.remove_prefix(count);
        return value;
    }
    /// Often one that is meant, for the others are soon refused.
    std::int32_t choice(std::int32_t most) {
        const auto byte = number<std::uint8_t>();
        return byte < 250 ? byte % (most + 1) : number<std::int32_t>();
    }
    std::int64_t quantity(std::int64_t step = 1) {
        const auto byte = number<std::uint8_t>();
        return byte < 200 ? byte * step : number<std::int64_t>();
    }
    effaith_text text() {
        const std::size_t wanted = number<std::uint8_t>() % 24;
        const std::size_t size = std::min(wanted, rest_.size());
        const effaith_text taken = {size == 0 ? nullptr : rest_.data(), size};
        rest_.remove_prefix(size);
        return taken;
    }
    effaith_text one_of(std::initializer_list<const char*> texts) {
        const auto byte = number<std::uint8_t>();
        if (byte > 240) return text();
        return effaith_text_of(texts.begin()[byte % texts.size()]);
    }
    std::int32_t date() {
        const auto byte = number<std::uint8_t>();
        if (byte > 240) return number<std::int32_t>();
        if (byte > 120) return 202300 + byte % 13;
        return 20230900 + byte % 32;
    }

  private:
    std::string_view rest_;
};

effaith_score score_of(Bytes& bytes) {
    effaith_score score = {bytes.quantity(EFFAITH_SCORE), bytes.choice(3), 0};
    return score;
}

effaith_record record_of(Bytes& bytes) {
    effaith_record record;
    std::memset(&record, 0, sizeof record);
    record.struct_size = static_cast<std::uint32_t>(sizeof record);
    record.has = 127U;
    record.frequency = bytes.choice(11);
    record.weekdays = bytes.choice(31);
    record.outcome = bytes.choice(3);
    record.cohort = bytes.choice(1);
    record.started = bytes.date();
    record.ended = bytes.date();
    record.learners_per_session = bytes.quantity();
    record.session_hours = bytes.quantity(1000);
    record.sessions_attended = bytes.quantity();
    record.sessions_delivered = bytes.quantity();
    record.episodes_per_session = bytes.quantity();
    record.capital_cost = bytes.quantity();
    record.outcome_score = bytes.choice(4) - 2;
    record.support_type = bytes.one_of({"reading", ""});
    record.delivered_by[0] = bytes.one_of({"TA", "Teacher", ""});
    record.delivered_by[1] = bytes.one_of({"", "ta "});
    record.intervention = bytes.one_of({"X", "", "Y"});
    record.measure = bytes.one_of({"", "m", "age", "none"});
    record.aim = bytes.one_of({"reads", ""});
    record.baseline = score_of(bytes);
    record.target = score_of(bytes);
    record.actual = score_of(bytes);
    record.baseline_date = bytes.date();
    record.actual_date = bytes.date();
    record.school_id = bytes.one_of({"S1", "S2", ""});
    record.cluster_id = bytes.one_of({"C1", ""});
    record.learner_id = bytes.one_of({"L1", ""});
    record.tier = bytes.text();
    record.year_group = bytes.text();
    record.id = bytes.text();
    return record;
}

const effaith_engine* engine() {
    static const effaith_engine* made = [] {
        effaith_engine* fresh = nullptr;
        require(
            effaith_engine_create(kConfig.data(), kConfig.size(), &fresh, nullptr) == EFFAITH_OK,
            "the configuration is read");
        return fresh;
    }();
    return made;
}

effaith_impact empty_impact() {
    effaith_impact impact;
    std::memset(&impact, 0, sizeof impact);
    impact.struct_size = static_cast<std::uint32_t>(sizeof impact);
    return impact;
}

void check_impact(const effaith_impact& impact) {
    require(impact.rejected == (impact.n_errors > 0 ? 1 : 0), "an error rejects");
    require(impact.rejected == 0 || impact.known == 0, "a rejected record has no figure");
    for (const double real : {impact.attendance_rate, impact.delivery_rate, impact.ratio_gain,
                              impact.gain_per_hour, impact.reliable_change_index}) {
        require(std::isfinite(real), "a figure is a number");
    }
    if (EFFAITH_KNOWN(impact, EFFAITH_FIGURE_TOTAL_COST)) {
        require(impact.total_cost == impact.staff_cost + impact.capital_cost,
                "the total is the sum of its parts");
    }
    require(impact.sessions_scheduled_min <= impact.sessions_scheduled_max,
            "the least is at most the most");
}

void check_texts(const effaith_record& record, const effaith_impact& impact) {
    char* text = nullptr;
    std::size_t size = 0;
    require(effaith_record_explain(engine(), &record, EFFAITH_FORMAT_JSON, &text, &size, nullptr) ==
                EFFAITH_OK,
            "what is analysed is explained");
    require(effaith::fuzz::is_utf8({text, size}), "an explanation is UTF-8");
    effaith_free(text);
    const auto issues =
        static_cast<std::int32_t>(impact.n_errors + impact.n_warnings + impact.n_notes);
    for (std::int32_t i = 0; i < issues; ++i) {
        require(effaith_record_message(engine(), &record, i, &text, &size, nullptr) == EFFAITH_OK,
                "every issue has a sentence");
        require(size > 0 && effaith::fuzz::is_utf8({text, size}), "a sentence is UTF-8");
        effaith_free(text);
    }
}

void check_rollup(const effaith_record& record, const effaith_impact& impact) {
    const effaith_text by = effaith_text_of("school_id");
    effaith_rollup* rollup = nullptr;
    effaith_counts counts = {sizeof counts, 0, 0, 0, 0, 0};
    require(effaith_rollup_create(engine(), &by, 1, 1, &rollup, nullptr) == EFFAITH_OK,
            "a roll-up");
    require(effaith_rollup_add_records(rollup, &record, 1, sizeof record, nullptr) == EFFAITH_OK,
            "what is analysed is added");
    require(effaith_rollup_count(rollup, &counts, nullptr) == EFFAITH_OK, "a roll-up counts");
    require(counts.records == 1 && counts.rejected == impact.rejected,
            "a roll-up rejects what is rejected alone");
    effaith_rollup_destroy(rollup);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(effaith::fuzz::text_of(data, size));
    const effaith_record record = record_of(bytes);
    effaith_impact impact = empty_impact();
    effaith_impact again = empty_impact();
    effaith_error* error = nullptr;
    const effaith_status status =
        effaith_record_analyse(engine(), &record, &impact, nullptr, &error);
    if (status != EFFAITH_OK) {
        require(effaith_error_status(error) == status, "an error says its status");
        require(std::strlen(effaith_error_where(error)) > 0, "an error names the member");
        const effaith_impact untouched = empty_impact();
        require(std::memcmp(&impact, &untouched, sizeof impact) == 0, "nothing is touched");
        effaith_error_destroy(error);
        return 0;
    }
    require(effaith_record_analyse(engine(), &record, &again, nullptr, nullptr) == EFFAITH_OK &&
                std::memcmp(&impact, &again, sizeof impact) == 0,
            "the same record has the same figures");
    check_impact(impact);
    check_texts(record, impact);
    check_rollup(record, impact);
    return 0;
}
