// A journey as series of values on measures, and the answer about it as JSON and as a table.
#include <algorithm>
#include <map>
#include <set>

#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/measured.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/statistics_writer.hpp"
#include "io/text_table.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

/// The measures that a journey's observations are on, by their ids.
using Measures = std::map<std::string, const Measure*>;

bool is_wrong_with(const Findings& findings, const std::string& place) {
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.severity() == Severity::error && finding.where.rfind(place + "/", 0) == 0;
    });
}

/// Turns observations into series, and says what cannot be turned.
class SeriesBuilder {
  public:
    SeriesBuilder(const Tools& tools, const Journey& journey, JourneyAnalysis& out)
        : tools_(tools), journey_(journey), out_(out) {}

    void build() {
        own_measures();
        for (std::size_t i = 0; i < journey_.observations.size(); ++i)
            add(i);
        for (MeasureJourney& measure : out_.measures)
            sort(measure);
    }

  private:
    void own_measures() {
        for (std::size_t i = 0; i < journey_.measures.size(); ++i) {
            if (is_wrong_with(out_.findings, place_of("measures", i))) {
                refused_.insert(journey_.measures[i].id);
                continue;
            }
            out_.own.push_back(std::make_unique<Measure>(journey_.measures[i].measure()));
            known_[out_.own.back()->id] = out_.own.back().get();
        }
    }
    void fault(FindingCode code, std::string where, std::string found, std::string detail = "") {
        out_.findings.push_back({code, std::move(where), std::move(found), std::move(detail)});
    }

    /// The measure of an observation: the one it names, else the only one of the journey.
    const Measure* measure_of(std::size_t position) {
        const Observation& observation = journey_.observations[position];
        std::string id = observation.measure;
        if (id.empty() && journey_.measures.size() == 1) id = journey_.measures.front().id;
        const auto found = known_.find(id);
        if (found != known_.end()) return found->second;
        if (refused_.count(id) != 0) return nullptr;  // what is wrong with it has been said
        const auto& configured = tools_.engine.config().measures;
        const auto match = std::find_if(configured.begin(), configured.end(),
                                        [&](const Measure& each) { return each.id == id; });
        if (match != configured.end()) return &*match;
        fault(FindingCode::unknown_measure, place_of("observations", position) + "/measure", id);
        return nullptr;
    }

    void add(std::size_t position) {
        const Measure* measure = measure_of(position);
        if (measure == nullptr) return;
        const Observation& observation = journey_.observations[position];
        const std::string at = place_of("observations", position);
        const std::optional<Date> as_of = tools_.engine.config().as_of;
        if (as_of && *as_of < *observation.date) {
            return fault(FindingCode::in_the_future, at + "/date", to_text(*observation.date),
                         to_text(*as_of));
        }
        const ScoreValue value = value_on(*measure, observation.value, tools_.words);
        if (!value.is_known()) {
            return fault(FindingCode::not_on_measure, at + "/value", observation.value.text,
                         measure->name);
        }
        MeasureJourney& journey = journey_on(measure);
        journey.points.push_back(
            {*observation.date, *value.value.exact().nearest(), position, observation.value.text});
    }

    MeasureJourney& journey_on(const Measure* measure) {
        for (MeasureJourney& known : out_.measures)
            if (known.measure == measure) return known;
        MeasureJourney& made = out_.measures.emplace_back();
        made.measure = measure;
        for (const JourneyMeasure& own : journey_.measures)
            if (own.id == measure->id) made.aspect = own.aspect;
        return made;
    }

    /// In order of time; two values of one day cannot be put in order, so they end it.
    void sort(MeasureJourney& journey) {
        std::stable_sort(
            journey.points.begin(), journey.points.end(),
            [](const JourneyPoint& a, const JourneyPoint& b) { return a.day < b.day; });
        for (std::size_t i = 1; i < journey.points.size(); ++i) {
            const JourneyPoint& point = journey.points[i];
            if (point.day != journey.points[i - 1].day) continue;
            fault(FindingCode::two_on_one_day, place_of("observations", point.position) + "/date",
                  to_text(point.day), journey.measure->name);
            journey.is_ordered = false;
        }
    }

    const Tools& tools_;
    const Journey& journey_;
    JourneyAnalysis& out_;
    Measures known_;
    std::set<std::string> refused_;  // the ids of measures that cannot be used
};

std::string_view name_of(Verdict verdict) {
    return kVerdictNames[static_cast<std::size_t>(verdict)];
}

/// The phases that can be compared, with their places in the journey.
std::vector<JourneyPhase> sound_phases(const Journey& journey, const Findings& findings) {
    std::vector<JourneyPhase> sound;
    for (std::size_t i = 0; i < journey.phases.size(); ++i) {
        if (!is_wrong_with(findings, place_of("phases", i))) sound.push_back(journey.phases[i]);
    }
    return sound;
}

// --- JSON ----------------------------------------------------------------------------------------

void write_interval(JsonWriter& json, std::string_view key, const stats::Interval& interval) {
    json.key(std::string(key) + "_low");
    write_number(json, interval.low);
    json.key(std::string(key) + "_high");
    write_number(json, interval.high);
}

void write_points(JsonWriter& json, const MeasureJourney& journey) {
    json.key("points");
    json.begin_list();
    for (const JourneyPoint& point : journey.points) {
        json.begin_object();
        json.key("date");
        json.text(to_text(point.day));
        json.key("value");
        json.real(point.value);
        json.key("step");
        const std::vector<std::string>& steps = journey.measure->steps;
        const bool is_step =
            point.value >= 1.0 && point.value < static_cast<double>(steps.size()) + 1.0;
        is_step ? json.text(steps[static_cast<std::size_t>(point.value) - 1]) : json.null();
        json.end_object();
    }
    json.end_list();
}

void write_compared(JsonWriter& json, std::string_view key, const stats::SingleCase& compared) {
    json.key(key);
    write_statistic(json, compared);
}

void write_phases(JsonWriter& json, const MeasureTrend& trend,
                  const std::vector<JourneyPhase>& phases) {
    json.key("phases");
    json.begin_list();
    for (std::size_t i = 0; i < trend.phases.size(); ++i) {
        const PhaseComparison& compared = trend.phases[i];
        json.line();
        json.begin_object();
        json.key("intervention");
        json.text(phases[i].intervention);
        json.key("n_before");
        json.integer(compared.n_before);
        json.key("n_during");
        json.integer(compared.n_during);
        json.key("n_after");
        json.integer(compared.n_after);
        write_compared(json, "during", compared.during);
        write_compared(json, "after", compared.after);
        json.end_object();
    }
    json.end_list();
}

void write_trend(JsonWriter& json, const MeasureTrend& trend) {
    const auto number = [&json](std::string_view key, const stats::Number& value) {
        json.key(key);
        write_number(json, value);
    };
    number("p", trend.p);
    number("tau", trend.tau);
    number("rate", trend.rate);
    write_interval(json, "rate", trend.rate_ci);
    number("line", trend.line);
    write_interval(json, "line", trend.line_ci);
    number("distance", trend.distance);
    number("won", trend.won);
    number("lost", trend.lost);
    json.key("longest_run");
    json.integer(trend.longest_run);
    number("volatility", trend.volatility);
    number("noticeable", trend.noticeable);
    json.key("rises");
    json.integer(trend.rises);
    json.key("falls");
    json.integer(trend.falls);
}

/// The figures of a trend that its sentence tells, as the values move: a trend's own are turned so
/// that better is positive.
struct ToldMoves {
    stats::Number rate;
    stats::Interval rate_ci;
    stats::Number distance;
    std::int64_t rises = 0;
    std::int64_t falls = 0;
};

ToldMoves told_moves(const MeasureTrend& trend, Direction direction) {
    if (direction == Direction::higher_is_better)
        return {trend.rate, trend.rate_ci, trend.distance, trend.rises, trend.falls};
    const auto turned = [](const stats::Number& number) {
        return number ? stats::Number(0.0 - *number) : number;
    };
    return {turned(trend.rate),
            {turned(trend.rate_ci.high), turned(trend.rate_ci.low)},
            turned(trend.distance),
            trend.falls,
            trend.rises};
}

/// Rising and falling are not better and worse where lower is better, and the sentence says so.
std::string verdict_key(const MeasureJourney& journey) {
    const Verdict verdict = journey.trend->verdict;
    const bool has_direction = verdict == Verdict::improving || verdict == Verdict::slipping;
    const bool is_lower = journey.measure->direction == Direction::lower_is_better;
    return (has_direction && is_lower ? "verdict_lower." : "verdict.") +
           std::string(name_of(verdict));
}

std::string verdict_sentence(const MeasureJourney& journey, const Tools& tools) {
    const MeasureTrend& trend = *journey.trend;
    const ToldMoves told = told_moves(trend, journey.measure->direction);
    const auto read = [&](std::string_view name, const stats::Number& value) {
        return reading_of({name, value}, tools.language);
    };
    return tools.language.fill(
        "practice", verdict_key(journey),
        {{"n", std::to_string(trend.n)},
         {"rate", read("rate", told.rate)},
         {"low", read("low", told.rate_ci.low)},
         {"high", read("high", told.rate_ci.high)},
         {"distance", read("distance", told.distance)},
         {"rises", std::to_string(told.rises)},
         {"falls", std::to_string(told.falls)},
         {"unit", journey.measure->kind == MeasureKind::ladder
                      ? std::string(tools.language.label("practice", "unit.steps"))
                      : journey.measure->unit}});
}

void write_measure(JsonWriter& json, const MeasureJourney& journey, const Tools& tools,
                   const std::vector<JourneyPhase>& phases) {
    json.line();
    json.begin_object();
    json.key("measure");
    json.text(journey.measure->id);
    json.key("name");
    json.text(journey.measure->name);
    json.key("aspect");
    journey.aspect ? json.text(kAspectNames[static_cast<std::size_t>(*journey.aspect)])
                   : json.null();
    json.key("n");
    json.integer(static_cast<std::int64_t>(journey.points.size()));
    json.key("verdict");
    journey.trend ? json.text(name_of(journey.trend->verdict)) : json.null();
    json.key("message");
    journey.trend ? json.text(verdict_sentence(journey, tools)) : json.null();
    json.key("trend");
    if (journey.trend) {
        json.begin_object();
        write_trend(json, *journey.trend);
        json.end_object();
    } else {
        json.null();
    }
    if (journey.trend) write_phases(json, *journey.trend, phases);
    write_points(json, journey);
    json.end_object();
}

std::string journey_json(const Tools& tools, const Journey& journey,
                         const JourneyAnalysis& analysis) {
    JsonWriter json;
    json.begin_object();
    json.key("id");
    journey.id.empty() ? json.null() : json.text(journey.id);
    json.key("learner_id");
    journey.learner_id.empty() ? json.null() : json.text(journey.learner_id);
    json.key("title");
    journey.title.empty() ? json.null() : json.text(journey.title);
    write_provenance(json, tools.engine);
    json.key("measures");
    json.begin_list();
    for (const MeasureJourney& measure : analysis.measures)
        write_measure(json, measure, tools, analysis.phases);
    json.end_list();
    write_findings(json, analysis.findings, tools.language);
    json.end_object();
    json.line();
    return json.take();
}

// --- Table ---------------------------------------------------------------------------------------

std::string journey_table(const Tools& tools, const Journey& journey,
                          const JourneyAnalysis& analysis) {
    const Language& language = tools.language;
    std::string out = for_message(journey.title.empty() ? journey.learner_id : journey.title);
    out += "\n\n";
    for (const MeasureJourney& measure : analysis.measures) {
        if (!measure.trend) continue;
        out += for_message(measure.measure->name) + ": ";
        out += language.label("practice",
                              "verdict_word." + std::string(name_of(measure.trend->verdict)));
        out += ". " + verdict_sentence(measure, tools) + "\n";
    }
    TextTable table;
    table.column(std::string(language.label("practice", "part.measure")), false);
    table.column(std::string(language.label("practice", "part.intervention")), false);
    for (const char* heading : {"n_before", "n_during", "n_after"})
        table.column(std::string(language.label("practice", std::string("part.") + heading)), true);
    table.column("NAP", true);
    table.column("Tau-U", true);
    bool any = false;
    for (const MeasureJourney& measure : analysis.measures) {
        if (!measure.trend) continue;
        for (std::size_t i = 0; i < measure.trend->phases.size(); ++i) {
            const PhaseComparison& compared = measure.trend->phases[i];
            table.row({measure.measure->name, analysis.phases[i].intervention,
                       std::to_string(compared.n_before), std::to_string(compared.n_during),
                       std::to_string(compared.n_after),
                       reading_of({"nap", compared.during.nap.nap}, language),
                       reading_of({"tau_u", compared.during.tau_u}, language)});
            any = true;
        }
    }
    if (any) out += "\n" + table.text();
    return out + "\n" + findings_table(analysis.findings, language);
}

}  // namespace

Result<Journey> read_journey(std::string_view json) {
    return read_document<Journey>(json);
}

std::string write_journey(const Journey& journey) {
    return document_text(journey);
}

JourneyAnalysis analyse_journey(const Tools& tools, const Journey& journey) {
    JourneyAnalysis analysis;
    analysis.findings = check(journey);
    SeriesBuilder(tools, journey, analysis).build();
    analysis.phases = sound_phases(journey, analysis.findings);
    for (MeasureJourney& measure : analysis.measures) {
        if (!measure.is_ordered) continue;
        Series series;
        series.measure = measure.measure;
        for (const JourneyPoint& point : measure.points) {
            series.days.push_back(point.day);
            series.values.push_back(point.value);
        }
        measure.trend = trend_of(series, analysis.phases, tools.engine.config().practice);
    }
    return analysis;
}

Result<std::string> journey_document(const Tools& tools, const Journey& journey,
                                     DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    const JourneyAnalysis analysis = analyse_journey(tools, journey);
    return format == DocumentFormat::table ? journey_table(tools, journey, analysis)
                                           : journey_json(tools, journey, analysis);
}

}  // namespace effaith::practice
