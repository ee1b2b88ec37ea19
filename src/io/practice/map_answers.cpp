// The provision map: a register and the records of provision beside it, as JSON and as tables.
#include <algorithm>
#include <map>

#include "effaith/figure_list.hpp"
#include "effaith/text_key.hpp"
#include "engine_tables.hpp"
#include "io/document_parts.hpp"
#include "io/pipeline.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/error_place.hpp"
#include "io/practice/measured.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/text_table.hpp"
#include "practice/place.hpp"

namespace effaith::practice {
namespace {

/// The figures that a map shows of a record.
constexpr std::array<std::string_view, 3> kMapFigures{"hours_received", "attendance_rate",
                                                      "total_cost"};

const RecordFigure& figure_named(std::string_view name) {
    return *std::find_if(kRecordFigures.begin(), kRecordFigures.end(),
                         [name](const RecordFigure& figure) { return figure.name == name; });
}

/// Takes the analysed records of a source into the map.
class MapSink : public AnalysisSink {
  public:
    MapSink(const Tools& tools, const Register& list, ProvisionMap& out)
        : tools_(tools), school_(list.school_id), out_(out) {
        for (const RegisterLearner* learner : sound_learners(list))
            learners_.emplace(learner->learner_id, learner);
    }
    bool analysed(const RawRecord&, const Record& record, const RecordAnalysis& analysis) override {
        ++out_.n_records;
        if (!school_.empty() && !same_text(record.school_id, school_)) {
            ++out_.n_elsewhere;
            return true;
        }
        if (analysis.rejected()) {
            ++out_.n_rejected;
            return true;
        }
        if (record.cohort == Cohort::comparison) return true;
        MapRow& row = out_.rows.emplace_back();
        Provision& provision = row.provision;
        provision.learner_id = record.learner_id;
        provision.intervention =
            analysis.intervention.empty() ? analysis.support_type : analysis.intervention;
        for (const std::string_view role : analysis.role_names)
            if (!role.empty()) provision.roles.emplace_back(role);
        provision.days = analysis.windows.widest;
        provision.has_outcome = analysis.outcome.has_value();
        row.outcome = analysis.outcome;
        row.tier = code(analysis, CodeSet::tier);
        row.area_of_need = code(analysis, CodeSet::area_of_need);
        row.year_group = code(analysis, CodeSet::year_group);
        fill_from_register(row);
        for (std::size_t i = 0; i < kMapFigures.size(); ++i) {
            row.figures[i] =
                shown(figure_named(kMapFigures[i]), analysis, tools_.engine.config().redact_rates);
        }
        return true;
    }

  private:
    static std::string code(const RecordAnalysis& analysis, CodeSet set) {
        return std::string(analysis.codes[static_cast<std::size_t>(set)]);
    }
    /// What the record does not say, the register says of its first day.
    void fill_from_register(MapRow& row) const {
        const auto found = learners_.find(row.provision.learner_id);
        if (found == learners_.end()) return;
        if (row.year_group.empty()) row.year_group = found->second->year_group;
        const TierEntry* entry = found->second->on(row.provision.days.first);
        if (entry == nullptr) return;
        if (row.tier.empty()) row.tier = entry->tier;
        if (row.area_of_need.empty()) row.area_of_need = entry->area_of_need;
    }

    const Tools& tools_;
    const std::string& school_;
    ProvisionMap& out_;
    std::map<std::string, const RegisterLearner*> learners_;
};

/// The register with its tiers and areas of need as the configuration's codes.
class CodedRegister {
  public:
    CodedRegister(const Tools& tools, const Register& list, Findings& findings)
        : tables_(tools.engine.tables()), findings_(findings), list_(list) {
        for (std::size_t i = 0; i < list_.learners.size(); ++i) {
            for (std::size_t j = 0; j < list_.learners[i].entries.size(); ++j) {
                TierEntry& entry = list_.learners[i].entries[j];
                const std::string at = place_of("learners", i) + place_of("entries", j);
                code(CodeSet::tier, at + "/tier", entry.tier);
                code(CodeSet::area_of_need, at + "/area_of_need", entry.area_of_need);
            }
        }
        for (std::size_t i = 0; i < list_.criteria.size(); ++i)
            code(CodeSet::tier, place_of("criteria", i) + "/tier", list_.criteria[i].tier);
    }
    const Register& list() const { return list_; }

  private:
    void code(CodeSet set, std::string where, std::string& text) {
        const bool is_unknown =
            !text.empty() && tables_.has_codes(set) && tables_.codes(set, text) == nullptr;
        if (is_unknown)
            findings_.push_back({FindingCode::unknown_code, std::move(where), text, ""});
        text = tables_.canonical(set, text);
    }

    const EngineTables& tables_;
    Findings& findings_;
    Register list_;
};

/// The views of a register that can be counted; what keeps another from it is found.
std::vector<CountedView> counted_views(const Tools& tools, const Register& list,
                                       Findings& findings) {
    std::vector<CountedView> views;
    const auto fault = [&](FindingCode code, std::string where, const std::string& found,
                           const std::string& detail) {
        findings.push_back({code, std::move(where), found, detail});
    };
    for (std::size_t i = 0; i < list.views.size(); ++i) {
        const View& view = list.views[i];
        const std::string at = place_of("views", i);
        const bool has_value = view.value.is_there();
        if (view.measure.empty() && !has_value) {
            views.push_back({i, nullptr, {}});
        } else if (view.measure.empty() || !has_value) {
            fault(FindingCode::missing, at + (has_value ? "/measure" : "/value"), "", "");
        } else if (const Measure* measure = tools.engine.tables().measure(view.measure)) {
            const ScoreValue value = value_on(*measure, view.value, tools.words);
            if (value.is_known())
                views.push_back({i, measure, value.value});
            else
                fault(FindingCode::not_on_measure, at + "/value", view.value.text, measure->name);
        } else {
            fault(FindingCode::unknown_measure, at + "/measure", view.measure, "");
        }
    }
    return views;
}

void write_views(JsonWriter& json, const std::vector<ViewCount>& views) {
    json.key("views");
    json.begin_list();
    for (const ViewCount& count : views) {
        const auto integer = [&json](std::string_view key, std::int64_t value) {
            json.key(key);
            json.integer(value);
        };
        json.line();
        json.begin_object();
        write_text_or_null(json, "measure", count.measure);
        json.key("viewer");
        json.text(kViewerNames[static_cast<std::size_t>(count.viewer)]);
        integer("n", count.n);
        integer("learners", count.learners);
        integer("followed", count.followed);
        json.key("mean_first");
        write_number(json, count.mean_first);
        json.key("mean_latest");
        write_number(json, count.mean_latest);
        integer("better", count.better);
        integer("same", count.same);
        integer("worse", count.worse);
        json.end_object();
    }
    json.end_list();
}

void write_row(JsonWriter& json, const MapRow& row) {
    json.line();
    json.begin_object();
    write_text_or_null(json, "learner_id", row.provision.learner_id);
    write_text_or_null(json, "year_group", row.year_group);
    write_text_or_null(json, "tier", row.tier);
    write_text_or_null(json, "area_of_need", row.area_of_need);
    write_text_or_null(json, "intervention", row.provision.intervention);
    write_text_or_null(json, "started", to_text(row.provision.days.first));
    write_text_or_null(json, "ended", to_text(row.provision.days.last()));
    for (std::size_t i = 0; i < kMapFigures.size(); ++i) {
        json.key(kMapFigures[i]);
        write_value(json, row.figures[i]);
    }
    json.key("outcome");
    row.outcome ? json.text(effaith::name_of(*row.outcome)) : json.null();
    json.end_object();
}

void write_response(JsonWriter& json, const GraduatedResponse& response) {
    json.key("graduated_response");
    json.begin_object();
    json.key("tiers");
    json.begin_list();
    for (const TierCount& count : response.tiers) {
        json.begin_object();
        json.key("tier");
        json.text(count.tier);
        json.key("n");
        json.integer(count.n);
        json.key("judged");
        json.integer(count.judged);
        json.key("met_exit");
        json.integer(count.met_exit);
        json.key("share");
        write_number(json, count.share.estimate);
        json.key("share_low");
        write_number(json, count.share.wilson.low);
        json.key("share_high");
        write_number(json, count.share.wilson.high);
        json.end_object();
    }
    json.end_list();
    json.key("moves");
    json.begin_list();
    for (const TierMove& move : response.moves) {
        json.begin_object();
        write_text_or_null(json, "from", move.from);
        write_text_or_null(json, "to", move.to);
        json.key("n");
        json.integer(move.n);
        json.end_object();
    }
    json.end_list();
    json.end_object();
}

std::string_view name_of(GapKind kind) {
    return kGapNames[static_cast<std::size_t>(kind)];
}

std::string sentence_of(const Gap& gap, const Language& language) {
    return language.fill("practice", "gap." + std::string(name_of(gap.kind)),
                         {{"subject", for_message(gap.subject)}, {"n", std::to_string(gap.n)}});
}

void write_gap(JsonWriter& json, const Gap& gap, const Language& language) {
    json.line();
    json.begin_object();
    json.key("kind");
    json.text(name_of(gap.kind));
    json.key("subject");
    json.text(gap.subject);
    json.key("n");
    json.integer(gap.n);
    json.key("learners");
    json.begin_list();
    for (const std::string& learner : gap.learners)
        json.text(learner);
    json.end_list();
    json.key("message");
    json.text(sentence_of(gap, language));
    json.end_object();
}

std::string map_json(const Tools& tools, const Register& list, const ProvisionMap& map) {
    JsonWriter json;
    json.begin_object();
    write_text_or_null(json, "id", list.id);
    write_text_or_null(json, "school_id", list.school_id);
    write_provenance(json, tools.engine);
    write_text_or_null(json, "since", map.since ? to_text(*map.since) : "");
    json.key("n_records");
    json.integer(map.n_records);
    json.key("n_rejected");
    json.integer(map.n_rejected);
    json.key("n_elsewhere");
    json.integer(map.n_elsewhere);
    json.key("provision");
    json.begin_list();
    for (const MapRow& row : map.rows)
        write_row(json, row);
    json.end_list();
    write_response(json, map.response);
    write_views(json, map.views);
    json.key("gaps");
    json.begin_list();
    for (const Gap& gap : map.gaps)
        write_gap(json, gap, tools.language);
    json.end_list();
    write_findings(json, map.findings, tools.language);
    json.end_object();
    json.line();
    return json.take();
}

std::string tiers_table(const GraduatedResponse& response, const Language& language) {
    TextTable table;
    table.column(std::string(language.label(Field::tier)), false);
    for (const char* heading : {"map.learners", "map.judged", "map.met_exit", "map.share"})
        table.column(std::string(language.label("practice", heading)), true);
    for (const TierCount& count : response.tiers) {
        table.row(
            {count.tier, std::to_string(count.n), std::to_string(count.judged),
             std::to_string(count.met_exit),
             reading_of({"share", count.share.estimate, AdviceFigure::Kind::share}, language)});
    }
    return table.text();
}

std::string moves_table(const GraduatedResponse& response, const Language& language) {
    if (response.moves.empty()) return "";
    TextTable table;
    table.column(std::string(language.label("practice", "map.from")), false);
    table.column(std::string(language.label("practice", "map.to")), false);
    table.column(std::string(language.label("practice", "map.learners")), true);
    const std::string none(language.label("text", "none"));
    for (const TierMove& move : response.moves) {
        table.row({move.from.empty() ? none : move.from, move.to.empty() ? none : move.to,
                   std::to_string(move.n)});
    }
    return "\n" + table.text();
}

std::string views_table(const std::vector<ViewCount>& views, const Language& language) {
    if (views.empty()) return "";
    TextTable table;
    table.column(std::string(language.label(Field::measure)), false);
    table.column(std::string(language.label("parts", "viewer")), false);
    for (const char* heading : {"map.views", "map.learners", "map.followed", "map.mean_first",
                                "map.mean_latest", "map.better", "map.same", "map.worse"})
        table.column(std::string(language.label("practice", heading)), true);
    const std::string none(language.label("text", "none"));
    for (const ViewCount& count : views) {
        const std::string viewer(kViewerNames[static_cast<std::size_t>(count.viewer)]);
        table.row(
            {count.measure.empty() ? none : count.measure,
             std::string(language.label("practice", "viewer." + viewer)), std::to_string(count.n),
             std::to_string(count.learners), std::to_string(count.followed),
             reading_of({"mean_first", count.mean_first}, language),
             reading_of({"mean_latest", count.mean_latest}, language), std::to_string(count.better),
             std::to_string(count.same), std::to_string(count.worse)});
    }
    return "\n" + table.text();
}

std::string map_table(const Tools& tools, const ProvisionMap& map) {
    const Language& language = tools.language;
    std::string out = tiers_table(map.response, language) + moves_table(map.response, language) +
                      views_table(map.views, language);
    out += "\n";
    if (map.gaps.empty()) out += std::string(language.label("practice", "no_gaps")) + "\n";
    for (const Gap& gap : map.gaps)
        out += sentence_of(gap, language) + "\n";
    return out + "\n" + findings_table(map.findings, language);
}

}  // namespace

Result<Register> read_register(std::string_view json) {
    return read_document<Register>(json);
}

std::string write_register(const Register& list) {
    return document_text(list);
}

Result<ProvisionMap> map_provision(const Tools& tools, const Register& list,
                                   std::string_view records, DateNotation dates,
                                   std::optional<Date> since) {
    const std::optional<Date> as_of = tools.engine.config().as_of;
    if (!as_of) {
        return Error{ErrorCode::invalid_argument,
                     "A provision map is of a day: give as_of in the configuration.", "as_of"};
    }
    if (since && *since > *as_of) {
        return Error{ErrorCode::ended_before_started,
                     "Moves are counted since a day before as_of; found " + to_text(*since) + ".",
                     "since"};
    }
    ProvisionMap map;
    map.since = since;
    map.findings = check(list);
    const CodedRegister coded(tools, list, map.findings);
    if (!records.empty()) {
        MapSink sink(tools, coded.list(), map);
        Pipeline pipeline(tools.engine, tools.words, dates, sink);
        MemorySource source(records);
        const Status read = read_records(source, guess_format(records), tools.words, pipeline);
        if (!read) return error_in("records", read.error());
    }
    std::vector<Provision> provision;
    for (const MapRow& row : map.rows)
        provision.push_back(row.provision);
    map.response = graduated_response(coded.list(), *as_of, since);
    map.views =
        count_views(coded.list(), counted_views(tools, list, map.findings), *as_of, map.findings);
    map.gaps = gaps(coded.list(), provision, *as_of);
    return map;
}

Result<std::string> map_document(const Tools& tools, const Register& list, const ProvisionMap& map,
                                 DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    return format == DocumentFormat::table ? map_table(tools, map) : map_json(tools, list, map);
}

}  // namespace effaith::practice
