#include "io/practice/review_tables.hpp"

#include <algorithm>

#include "effaith/text_key.hpp"
#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/part_kinds.hpp"
#include "io/practice/review_records.hpp"
#include "io/practice/review_sentences.hpp"
#include "io/text_table.hpp"
#include "one_line.hpp"

namespace effaith::practice {
namespace {

/// The figures that the tables of a pack show, for they are narrower than a page.
constexpr std::array<std::string_view, 8> kTabled{
    "n_records", "n_learners",    "n_red",           "n_amber",
    "n_green",   "achieved_rate", "attendance_rate", "cost_per_outcome"};

std::string shown_reading(std::string_view name, const FigureValue& value,
                          const Language& language) {
    if (value.kind == FigureValue::Kind::word) return label(language, "review.hidden");
    return effaith::reading(name, value, language);
}

void add_columns(TextTable& table, const Language& language) {
    for (const std::string_view name : kTabled)
        table.column(std::string(language.label("short", name)), true);
}
void add_cells(std::vector<std::string>& cells, const ReviewFigures& figures,
               const Language& language) {
    for (const std::string_view name : kTabled)
        cells.push_back(shown_reading(name, figures[review_figure(name)], language));
}

std::string heading(const Language& language, std::string_view key) {
    return "\n" + label(language, key) + "\n\n";
}

std::string or_none(const std::string& text, const Language& language) {
    return text.empty() ? std::string(language.label("text", "none")) : text;
}

std::string units_table(const ReviewPack& pack, const Language& language) {
    if (pack.units.empty()) return "";
    TextTable table;
    table.column(std::string(language.label(Field::cluster_id)), false);
    table.column(std::string(language.label(Field::school_id)), false);
    add_columns(table, language);
    table.column(label(language, "review.verdict"), false);
    for (const ReviewUnit& unit : pack.units) {
        std::vector<std::string> cells{
            key_text(unit.cluster_id),
            unit.level == ReviewLevel::school ? or_none(key_text(unit.school_id), language) : ""};
        add_cells(cells, unit.figures, language);
        cells.push_back(
            label(language, "verdict_word_unit." + std::string(name_of(unit.judged.verdict))));
        table.row(std::move(cells));
    }
    std::string out = heading(language, "review.units") + table.text() + "\n";
    if (pack.clusters.n > 0)
        out += label(language, "review.clusters") + ": " +
               funnel_sentence(pack.clusters, language) + "\n";
    return out + label(language, "review.schools") + ": " +
           funnel_sentence(pack.schools, language) + "\n";
}

std::string interventions_table(const ReviewPack& pack, const Language& language) {
    if (pack.interventions.empty()) return "";
    TextTable table;
    table.column(std::string(language.label(Field::intervention)), false);
    add_columns(table, language);
    table.column(label(language, "review.advice"), false);
    for (const ReviewIntervention& row : pack.interventions) {
        std::vector<std::string> cells{or_none(key_text(row.intervention), language)};
        add_cells(cells, row.figures, language);
        cells.push_back(row.advice
                            ? label(language, "says." + std::string(name_of(row.advice->says)))
                            : label(language, "review.hidden"));
        table.row(std::move(cells));
    }
    return heading(language, "review.interventions") + table.text();
}

std::string measures_table(const ReviewPack& pack, const Language& language) {
    TextTable table;
    table.column(std::string(language.label(Field::intervention)), false);
    table.column(std::string(language.label(Field::measure)), false);
    for (const char* name :
         {"n_pairs", "gain", "gain_low", "gain_high", "effect", "effect_low", "effect_high"})
        table.column(label(language, "review." + std::string(name)), true);
    bool any = false;
    for (const ReviewIntervention& row : pack.interventions) {
        for (const ReviewMeasure& of : row.measures) {
            any = true;
            std::vector<std::string> cells{or_none(key_text(row.intervention), language),
                                           of.measure};
            for (const FigureValue* figure : {&of.n_pairs, &of.gain, &of.gain_low, &of.gain_high,
                                              &of.effect, &of.effect_low, &of.effect_high})
                cells.push_back(shown_reading("", *figure, language));
            table.row(std::move(cells));
        }
    }
    return any ? heading(language, "review.measures") + table.text() : "";
}

std::string consistency_table(const ReviewPack& pack, const Language& language) {
    TextTable table;
    table.column("", false);
    for (const char* name : {"n", "agreement", "higher", "lower", "kappa", "low", "high"})
        table.column(label(language, "review.consistency." + std::string(name)), true);
    for (const auto& [name, of] :
         {std::pair("scores", &pack.scores), std::pair("ratings", &pack.ratings)}) {
        table.row({label(language, "review.consistency." + std::string(name)),
                   shown_reading("", of->n, language),
                   shown_reading("achieved_rate", of->agreement, language),
                   shown_reading("", of->higher, language), shown_reading("", of->lower, language),
                   shown_reading("", of->kappa, language),
                   shown_reading("", of->kappa_low, language),
                   shown_reading("", of->kappa_high, language)});
    }
    return heading(language, "review.consistency") + table.text();
}

std::string duties_table(const ReviewPack& pack, const Language& language) {
    TextTable table;
    table.column("", false);
    for (const char* name : {"met", "n", "share", "low", "high", "not_said"})
        table.column(label(language, "review.duty." + std::string(name)), true);
    for (const ReviewDuty& duty : pack.duties) {
        table.row({label(language, "duty." + std::string(name_of(duty.duty))),
                   shown_reading("", duty.met, language), shown_reading("", duty.n, language),
                   shown_reading("achieved_rate", duty.share, language),
                   shown_reading("achieved_rate", duty.low, language),
                   shown_reading("achieved_rate", duty.high, language),
                   shown_reading("", duty.not_said, language)});
    }
    return heading(language, "review.compliance") + table.text();
}

std::string visits_table(const ReviewPack& pack, const Language& language) {
    if (pack.visits.empty()) return "";
    TextTable table;
    table.column(std::string(language.label(Field::school_id)), false);
    for (const char* name : {"kind", "last", "due", "planned", "state"})
        table.column(label(language, "review.visit." + std::string(name)), false);
    table.column(label(language, "review.visit.papers"), true);
    const auto day = [&](const std::optional<Date>& date) {
        return or_none(date ? to_text(*date) : "", language);
    };
    for (const VisitDue& visit : pack.visits) {
        const std::string kind(kSettingKindNames[static_cast<std::size_t>(visit.kind)]);
        table.row({visit.school_id, label(language, "setting." + kind), day(visit.last),
                   day(visit.due), day(visit.planned),
                   label(language, "visit_state." + std::string(name_of(visit.state))),
                   std::to_string(visit.papers_prepared) + "/" + std::to_string(visit.papers)});
    }
    return heading(language, "review.visits") + table.text();
}

/// What a stratum is called: an outcome by its word, all else as it stands.
std::string stratum_text(StratumBy by, const std::string& value, const Language& language) {
    if (by != StratumBy::outcome || value.empty()) return or_none(value, language);
    return std::string(language.label("outcome_words", value));
}

std::string strata_table(const ModerationSample& sample, const std::vector<StratumBy>& strata,
                         const Language& language) {
    TextTable table;
    for (const StratumBy by : strata)
        table.column(
            label(language, "stratum." + std::string(kStratumNames[static_cast<std::size_t>(by)])),
            false);
    table.column(label(language, "review.sample.n"), true);
    table.column(label(language, "review.sample.drawn"), false);
    for (const SampleStratum& stratum : sample.strata) {
        std::vector<std::string> cells;
        for (std::size_t i = 0; i < strata.size(); ++i)
            cells.push_back(stratum_text(strata[i], stratum.stratum[i], language));
        cells.push_back(std::to_string(stratum.n));
        std::string drawn;
        for (const Candidate& candidate : stratum.drawn)
            drawn += (drawn.empty() ? "" : ", ") + candidate.record_id;
        cells.push_back(drawn);
        table.row(std::move(cells));
    }
    return table.text();
}

std::string sample_sentence(const ModerationSample& sample, const Language& language) {
    return language.fill("practice", "review.sample.drawn_by",
                         {{"drawn", std::to_string(sample.drawn)},
                          {"n", std::to_string(sample.n)},
                          {"seed", std::to_string(sample.seed)}});
}

/// Whether figures are hidden from which an action might follow.
bool hides_figures(const ReviewPack& pack) {
    return std::any_of(pack.withheld.begin(), pack.withheld.end(), [](Withheld what) {
        return what != Withheld::findings && what != Withheld::learners &&
               what != Withheld::deliverers;
    });
}

/// The findings and how many records are rejected. What is found and not told is not nothing.
std::string found_table(const ReviewPack& pack, const Language& language) {
    std::string out;
    if (pack.n_rejected > 0)
        out +=
            language.fill("practice", "review.rejected", {{"n", std::to_string(pack.n_rejected)}}) +
            "\n";
    const bool is_silent =
        pack.n_rejected > 0 || std::find(pack.withheld.begin(), pack.withheld.end(),
                                         Withheld::findings) != pack.withheld.end();
    if (pack.findings.empty() && is_silent) return out;
    return out + findings_table(pack.findings, language);
}

std::string actions_list(const ReviewPack& pack, const Language& language) {
    std::string out = heading(language, "review.actions");
    if (pack.actions.empty())
        out += label(language,
                     hides_figures(pack) ? "review.no_actions.hidden" : "review.no_actions") +
               "\n";
    for (const ReviewAction& action : pack.actions)
        out += "- " + action_sentence(action, language) + "\n";
    return out;
}

std::string release_list(const ReviewPack& pack, const Language& language) {
    if (!pack.is_released) return "\n" + label(language, "review.not_released") + "\n";
    std::int64_t rows = 0;
    std::int64_t counts = 0;
    for (const ReleasedTable& table : pack.tables) {
        rows += table.rows_hidden;
        counts += table.counts_hidden;
    }
    std::string out = heading(language, "review.release");
    out += language.fill("practice", "review.released",
                         {{"threshold", std::to_string(pack.rules.threshold)},
                          {"rows", std::to_string(rows)},
                          {"counts", std::to_string(counts)}}) +
           "\n";
    for (const Withheld what : pack.withheld)
        out += "- " + label(language, "withheld." + std::string(name_of(what))) + "\n";
    return out;
}

}  // namespace

std::string pack_table(const Tools& tools, const ReviewPack& pack) {
    const Language& language = tools.language;
    std::string out =
        language.fill("practice", "review.title",
                      {{"level", label(language, "level." + std::string(name_of(pack.level)))},
                       {"unit", for_message(pack.unit.value_or(""))},
                       {"n", shown_reading("", pack.n_records, language)},
                       {"as_of", to_text(pack.as_of)}});
    out += "\n" + units_table(pack, language) + interventions_table(pack, language) +
           measures_table(pack, language) + consistency_table(pack, language) +
           duties_table(pack, language) + visits_table(pack, language);
    if (pack.sample) {
        out +=
            heading(language, "review.sample") + sample_table(*pack.sample, pack.strata, language);
    }
    out += actions_list(pack, language) + release_list(pack, language);
    return out + "\n" + found_table(pack, language);
}

std::string sample_table(const ModerationSample& sample, const std::vector<StratumBy>& strata,
                         const Language& language) {
    return sample_sentence(sample, language) + "\n\n" + strata_table(sample, strata, language);
}

}  // namespace effaith::practice
