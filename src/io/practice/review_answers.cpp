// The review pack and the sample for moderation as JSON.
#include <algorithm>

#include "effaith/io/review.hpp"
#include "effaith/text_key.hpp"
#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/part_kinds.hpp"
#include "io/practice/review_records.hpp"
#include "io/practice/review_sentences.hpp"
#include "io/practice/review_tables.hpp"

namespace effaith::practice {
namespace {

void write_figures(JsonWriter& json, const ReviewFigures& figures) {
    for (std::size_t i = 0; i < figures.size(); ++i) {
        json.key(kReviewFigures[i]);
        write_value(json, figures[i]);
    }
}

void write_named(JsonWriter& json, std::string_view key, const FigureValue& value) {
    json.key(key);
    write_value(json, value);
}
void write_named(JsonWriter& json, std::string_view key, const stats::Number& value) {
    json.key(key);
    write_number(json, value);
}
void write_named(JsonWriter& json, std::string_view key, std::int64_t value) {
    json.key(key);
    json.integer(value);
}
void write_named(JsonWriter& json, std::string_view key, const std::optional<std::int64_t>& value) {
    json.key(key);
    value ? json.integer(*value) : json.null();
}
void write_named(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key);
    json.text(text);
}

void write_names(JsonWriter& json, std::string_view key, const std::vector<std::string>& names) {
    json.key(key);
    json.begin_list();
    for (const std::string& name : names)
        json.text(name);
    json.end_list();
}

/// A list of objects, each begun on a line of its own.
template <class Item, class Write>
void write_list(JsonWriter& json, std::string_view key, const std::vector<Item>& items,
                Write&& write) {
    json.key(key);
    json.begin_list();
    for (const Item& item : items) {
        json.line();
        json.begin_object();
        write(item);
        json.end_object();
    }
    json.end_list();
}

std::string_view rounding_name(const DisclosureRules& rules) {
    return kRoundingNames[static_cast<std::size_t>(rules.rounding)];
}

void write_release(JsonWriter& json, const ReviewPack& pack, const Language& language) {
    json.key("release");
    json.begin_object();
    json.key("applies");
    json.boolean(pack.is_released);
    write_named(json, "threshold", pack.rules.threshold);
    write_named(json, "rounding", rounding_name(pack.rules));
    json.key("hide_class");
    json.boolean(pack.rules.hide_class);
    write_list(json, "tables", pack.tables, [&](const ReleasedTable& table) {
        write_names(json, "by", table.by);
        write_named(json, "n_rows", table.rows);
        write_named(json, "n_rows_hidden", table.rows_hidden);
        write_named(json, "n_counts", table.counts);
        write_named(json, "n_counts_hidden", table.counts_hidden);
        json.key("refused");
        json.boolean(table.is_refused);
    });
    write_list(json, "withheld", pack.withheld, [&](Withheld what) {
        write_named(json, "what", name_of(what));
        write_named(json, "message", label(language, "withheld." + std::string(name_of(what))));
    });
    json.end_object();
}

void write_funnel(JsonWriter& json, const std::optional<stats::FunnelUnit>& funnel) {
    json.key("funnel");
    if (!funnel) return json.null();
    json.begin_object();
    write_named(json, "n", funnel->n);
    write_named(json, "achieved", funnel->x);
    write_named(json, "share", funnel->estimate);
    write_named(json, "target", funnel->target);
    write_named(json, "low_95", funnel->limits_95.low);
    write_named(json, "high_95", funnel->limits_95.high);
    write_named(json, "low_998", funnel->limits_998.low);
    write_named(json, "high_998", funnel->limits_998.high);
    write_named(json, "p_le", funnel->p_le);
    write_named(json, "p_ge", funnel->p_ge);
    json.end_object();
}

void write_funnels(JsonWriter& json, const ReviewPack& pack, const Language& language) {
    json.key("funnels");
    json.begin_object();
    for (const auto& [name, judged] :
         {std::pair("schools", &pack.schools), std::pair("clusters", &pack.clusters)}) {
        json.key(name);
        json.begin_object();
        write_named(json, "n", judged->n);
        write_named(json, "target", judged->target);
        write_named(json, "n_outside_95", judged->outside_95);
        write_named(json, "expected_outside_95", stats::Number(judged->expected_outside_95));
        write_named(json, "n_outside_998", judged->outside_998);
        write_named(json, "message", funnel_sentence(*judged, language));
        json.end_object();
    }
    json.end_object();
}

void write_unit(JsonWriter& json, const ReviewUnit& unit, const Language& language) {
    write_named(json, "level", name_of(unit.level));
    write_text_or_null(json, "cluster_id", key_text(unit.cluster_id));
    write_text_or_null(json, "school_id", key_text(unit.school_id));
    write_figures(json, unit.figures);
    write_funnel(json, unit.judged.funnel);
    write_named(json, "verdict", name_of(unit.judged.verdict));
    write_named(json, "message", verdict_sentence(unit.judged, language));
}

void write_intervention(JsonWriter& json, const ReviewIntervention& row, const Language& language) {
    write_text_or_null(json, "intervention", key_text(row.intervention));
    write_figures(json, row.figures);
    write_list(json, "measures", row.measures, [&](const ReviewMeasure& measure) {
        write_named(json, "measure", measure.measure);
        write_named(json, "n_pairs", measure.n_pairs);
        write_named(json, "gain", measure.gain);
        write_named(json, "gain_low", measure.gain_low);
        write_named(json, "gain_high", measure.gain_high);
        write_named(json, "effect", measure.effect);
        write_named(json, "effect_low", measure.effect_low);
        write_named(json, "effect_high", measure.effect_high);
    });
    if (row.advice) return write_advice(json, *row.advice, language);
    json.key("advice");
    json.null();
}

/// Which interventions the advice is to run again, to stop, and the others.
void write_what_works(JsonWriter& json, const ReviewPack& pack) {
    std::vector<std::string> works;
    std::vector<std::string> does_not;
    std::vector<std::string> unclear;
    for (const ReviewIntervention& row : pack.interventions) {
        const Says says = row.advice ? row.advice->says : Says::nothing;
        auto& list = says == Says::run_again ? works : says == Says::stop ? does_not : unclear;
        list.push_back(key_text(row.intervention));
    }
    write_names(json, "works", works);
    write_names(json, "does_not_work", does_not);
    write_names(json, "unclear", unclear);
}

void write_consistency(JsonWriter& json, std::string_view key, const ReviewConsistency& of) {
    json.key(key);
    json.begin_object();
    json.key("hidden");
    json.boolean(of.is_hidden);
    write_named(json, "n", of.n);
    write_named(json, "n_equal", of.equal);
    write_named(json, "n_recorded_higher", of.higher);
    write_named(json, "n_recorded_lower", of.lower);
    write_named(json, "agreement", of.agreement);
    write_named(json, "kappa", of.kappa);
    write_named(json, "kappa_low", of.kappa_low);
    write_named(json, "kappa_high", of.kappa_high);
    write_named(json, "kappa_quadratic", of.kappa_quadratic);
    write_list(json, "differing", of.differing, [&](const DifferingRecord& record) {
        write_text_or_null(json, "school_id", record.school_id);
        write_text_or_null(json, "id", record.record_id);
        write_named(json, "recorded", effaith::name_of(record.recorded));
        write_named(json, "other", effaith::name_of(record.other));
    });
    json.end_object();
}

void write_compliance(JsonWriter& json, const ReviewPack& pack, const Language& language) {
    json.key("compliance");
    json.begin_object();
    write_named(json, "n_learners", pack.n_quality_learners);
    write_list(json, "duties", pack.duties, [&](const ReviewDuty& duty) {
        const std::string_view name = name_of(duty.duty);
        write_named(json, "duty", name);
        write_named(json, "label", label(language, "duty." + std::string(name)));
        json.key("hidden");
        json.boolean(duty.is_hidden);
        write_named(json, "met", duty.met);
        write_named(json, "n", duty.n);
        write_named(json, "not_said", duty.not_said);
        write_named(json, "share", duty.share);
        write_named(json, "share_low", duty.low);
        write_named(json, "share_high", duty.high);
    });
    write_list(json, "overdue", pack.overdue, [&](const OverdueReview& review) {
        write_named(json, "learner_id", review.learner_id);
        write_named(json, "school_id", review.school_id);
        write_named(json, "duty", name_of(review.duty));
        write_date_or_null(json, "last", review.last);
        write_date_or_null(json, "due", review.due);
    });
    json.end_object();
}

void write_visit(JsonWriter& json, const VisitDue& visit) {
    write_named(json, "school_id", visit.school_id);
    write_text_or_null(json, "cluster_id", visit.cluster_id);
    write_named(json, "kind", kSettingKindNames[static_cast<std::size_t>(visit.kind)]);
    write_named(json, "state", name_of(visit.state));
    write_date_or_null(json, "last", visit.last);
    write_date_or_null(json, "due", visit.due);
    write_date_or_null(json, "planned", visit.planned);
    write_named(json, "papers", visit.papers);
    write_named(json, "papers_prepared", visit.papers_prepared);
}

void write_strata_names(JsonWriter& json, const std::vector<StratumBy>& strata) {
    json.key("strata_by");
    json.begin_list();
    for (const StratumBy by : strata)
        json.text(kStratumNames[static_cast<std::size_t>(by)]);
    json.end_list();
}

void write_strata(JsonWriter& json, const ModerationSample& sample,
                  const std::vector<StratumBy>& strata) {
    write_list(json, "strata", sample.strata, [&](const SampleStratum& stratum) {
        for (std::size_t i = 0; i < strata.size(); ++i)
            write_text_or_null(json, kStratumNames[static_cast<std::size_t>(strata[i])],
                               stratum.stratum[i]);
        write_named(json, "n", stratum.n);
        write_list(json, "drawn", stratum.drawn, [&](const Candidate& candidate) {
            write_text_or_null(json, "school_id", candidate.school_id);
            write_named(json, "id", candidate.record_id);
        });
    });
}

void write_moderation(JsonWriter& json, const ReviewPack& pack) {
    json.key("moderation");
    json.begin_object();
    write_named(json, "seed", pack.seed);
    write_named(json, "asked", pack.sample_size);
    write_strata_names(json, pack.strata);
    json.key("sample");
    if (!pack.sample) {
        json.null();
    } else {
        json.begin_object();
        write_named(json, "n", pack.sample->n);
        write_named(json, "drawn", pack.sample->drawn);
        write_strata(json, *pack.sample, pack.strata);
        json.end_object();
    }
    json.end_object();
}

bool is_training(const ReviewAction& action) {
    const ActionRule rule = action.action.rule;
    return rule == ActionRule::train || rule == ActionRule::moderate_scores ||
           rule == ActionRule::moderate_ratings;
}

std::vector<ReviewAction> training_needs(const ReviewPack& pack) {
    std::vector<ReviewAction> needs;
    std::copy_if(pack.actions.begin(), pack.actions.end(), std::back_inserter(needs), is_training);
    return needs;
}

void write_actions(JsonWriter& json, std::string_view key, const std::vector<ReviewAction>& actions,
                   const Language& language) {
    write_list(json, key, actions, [&](const ReviewAction& action) {
        write_named(json, "rule", name_of(action.action.rule));
        write_named(json, "says", action.action.says);
        write_text_or_null(json, "subject", action.action.subject);
        write_text_or_null(json, "deliverer", action.advice ? action.advice->subject : "");
        write_text_or_null(json, "because", action.advice ? name_of(action.advice->rule) : "");
        write_named(json, "n", action.action.n);
        practice::write_figures(json, action.action.figures);
        write_named(json, "message", action_sentence(action, language));
    });
}

std::string pack_json(const Tools& tools, const ReviewPack& pack) {
    const Language& language = tools.language;
    JsonWriter json;
    json.begin_object();
    write_named(json, "level", name_of(pack.level));
    write_text_or_null(json, "unit", pack.unit.value_or(""));
    write_provenance(json, tools.engine);
    write_named(json, "n_records", pack.n_records);
    write_named(json, "n_rejected", pack.n_rejected);
    write_named(json, "n_elsewhere", pack.n_elsewhere);
    write_release(json, pack, language);
    json.key("overall");
    json.begin_object();
    write_figures(json, pack.overall);
    json.end_object();
    write_funnels(json, pack, language);
    write_list(json, "units", pack.units,
               [&](const ReviewUnit& unit) { write_unit(json, unit, language); });
    write_list(json, "interventions", pack.interventions,
               [&](const ReviewIntervention& row) { write_intervention(json, row, language); });
    write_what_works(json, pack);
    json.key("consistency");
    json.begin_object();
    write_consistency(json, "scores", pack.scores);
    write_consistency(json, "ratings", pack.ratings);
    json.end_object();
    write_compliance(json, pack, language);
    write_list(json, "visits", pack.visits,
               [&](const VisitDue& visit) { write_visit(json, visit); });
    write_list(json, "checklist", pack.checklist, [&](const EvidenceItem& item) {
        write_named(json, "item", item.item);
        json.key("present");
        json.boolean(item.present == true);
        write_text_or_null(json, "where", item.where);
    });
    write_moderation(json, pack);
    write_actions(json, "training_needs", training_needs(pack), language);
    write_actions(json, "actions", pack.actions, language);
    write_findings(json, pack.findings, language);
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace

Result<std::string> review_document(const Tools& tools, const ReviewPack& pack,
                                    DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    return format == DocumentFormat::table ? pack_table(tools, pack) : pack_json(tools, pack);
}

Result<std::string> sample_document(const Tools& tools, const ModerationSample& sample,
                                    const ReviewOptions& options, DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    const std::vector<StratumBy> strata = strata_of(options);
    if (format == DocumentFormat::table) return sample_table(sample, strata, tools.language);
    JsonWriter json;
    json.begin_object();
    write_provenance(json, tools.engine);
    write_named(json, "seed", sample.seed);
    write_named(json, "asked", sample.asked);
    write_strata_names(json, strata);
    write_named(json, "n", sample.n);
    write_named(json, "drawn", sample.drawn);
    write_strata(json, sample, strata);
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace effaith::practice
