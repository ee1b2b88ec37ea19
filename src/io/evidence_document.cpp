// Evidence as JSON, NDJSON, CSV and a table.
#include <array>
#include <optional>
#include <set>

#include "effaith/io/evidence.hpp"
#include "evidence/leaves.hpp"
#include "io/csv.hpp"
#include "io/document_parts.hpp"
#include "io/statistics_writer.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

// --- JSON ---------------------------------------------------------------------------------------

class JsonAnswer {
  public:
    JsonAnswer(const Evidence& evidence, const EvidenceAnswer& answer, bool lines, bool explain)
        : evidence_(evidence), answer_(answer), lines_(lines), explain_(explain) {}

    std::string text() {
        json_.begin_object();
        head();
        if (lines_) {
            end_line();
        } else {
            json_.key("rows");
            json_.begin_list();
        }
        for (const EvidenceRow& row : answer_.rows)
            write(row);
        if (!lines_) {
            json_.line();
            json_.end_list();
        }
        for (const MeasureAlternatives& alternatives : answer_.alternatives)
            write(alternatives);
        if (!lines_) {
            if (!answer_.alternatives.empty()) json_.end_list();
            json_.end_object();
            json_.line();
        }
        return json_.take();
    }

  private:
    void end_line() {
        json_.end_object();
        json_.line();
        json_.next_document();
    }
    void head() {
        json_.key("by");
        json_.begin_list();
        for (const std::string& name : evidence_.by())
            json_.text(name);
        json_.end_list();
        write_provenance(json_, evidence_.engine());
        write_counts(json_, counts_of(evidence_));
        json_.key("level");
        json_.real(answer_.level);
    }
    void write_group(const std::vector<KeyPart>& key) {
        json_.begin_object();
        for (std::size_t i = 0; i < key.size(); ++i) {
            json_.key(evidence_.by()[i]);
            key[i] ? json_.text(*key[i]) : json_.null();
        }
        json_.end_object();
    }
    void write(const EvidenceRow& row) {
        if (!lines_) json_.line();
        json_.begin_object();
        json_.key("group");
        write_group(row.key);
        stats::for_each_value(row.counts, [&](const auto& field, std::int64_t value) {
            json_.key(field.name);
            json_.integer(value);
        });
        json_.key("outcomes");
        write_block(row.outcomes);
        json_.key("measures");
        json_.begin_list();
        for (const MeasureEvidence& measure : row.measures)
            write(measure);
        json_.end_list();
        lines_ ? end_line() : json_.end_object();
    }
    void write(const MeasureEvidence& measure) {
        if (!lines_) json_.line();
        json_.begin_object();
        json_.key("measure");
        json_.text(measure.measure->id);
        write_statistic_members(json_, measure);
        json_.key("by_school");
        json_.begin_list();
        for (const SchoolEffect& school : measure.schools.each) {
            json_.begin_object();
            json_.key("school_id");
            json_.text(school.school_id);
            write_statistic_members(json_, school);
            json_.end_object();
        }
        json_.end_list();
        write_working(measure);
        json_.end_object();
    }
    template <class Block>
    void write_block(const Block& block) {
        json_.begin_object();
        write_statistic_members(json_, block);
        write_working(block);
        json_.end_object();
    }
    template <class Block>
    void write_working(const Block& block) {
        if (!explain_) return;
        json_.key("working");
        write_steps(json_, stats::explain(block));
    }
    void write(const MeasureAlternatives& alternatives) {
        if (lines_) {
            json_.begin_object();
            json_.key("alternatives");
        } else if (&alternatives == &answer_.alternatives.front()) {
            json_.key("alternatives");
            json_.begin_list();
        }
        if (!lines_) json_.line();
        json_.begin_object();
        json_.key("measure");
        json_.text(alternatives.measure);
        json_.key("groups");
        json_.begin_list();
        for (const std::vector<KeyPart>& group : alternatives.groups)
            write_group(group);
        json_.end_list();
        write_statistic_members(json_, alternatives.table);
        json_.end_object();
        if (lines_) end_line();
    }

    const Evidence& evidence_;
    const EvidenceAnswer& answer_;
    bool lines_;
    bool explain_;
    JsonWriter json_;
};

// --- CSV ----------------------------------------------------------------------------------------

void append_figure(std::string& out, const stats::FigureOf& figure) {
    if (const auto* number = std::get_if<double>(&figure)) append_real(out, *number);
    if (const auto* count = std::get_if<std::int64_t>(&figure)) out += std::to_string(*count);
    if (const auto* word = std::get_if<std::string_view>(&figure)) out += *word;
}

std::string evidence_csv(const Evidence& evidence, const EvidenceAnswer& answer) {
    std::string out;
    for (const std::string& name : evidence.by()) {
        append_csv_cell(out, name, true);
        out += ',';
    }
    out += "measure";
    for (const Leaf& leaf : leaves_of(EvidenceRow{}, nullptr))
        (out += ',') += leaf.path;
    out += "\r\n";
    for_each_line(answer.rows, [&](const EvidenceRow& row, const MeasureEvidence* measure) {
        for (const KeyPart& part : row.key) {
            if (part) append_csv_cell(out, *part, true);
            out += ',';
        }
        if (measure != nullptr) append_csv_cell(out, measure->measure->id, true);
        for (const Leaf& leaf : leaves_of(row, measure)) {
            out += ',';
            append_figure(out, leaf.value);
        }
        out += "\r\n";
    });
    return out;
}

// --- A table for people -------------------------------------------------------------------------

/// Figures of a line as a person reads them; remembers why some are missing.
class Reader {
  public:
    explicit Reader(const Language& language) : language_(language) {}

    std::string number(const stats::Number& value, int places) {
        if (value) return text_of(*value, places);
        missing_.insert(value.reason());
        return "–";
    }
    std::string with_interval(const stats::Number& value, const stats::Number& low,
                              const stats::Number& high, int places) {
        std::string out = number(value, places);
        if (value && low && high) {
            out += " (" + text_of(*low, places) + " – " + text_of(*high, places) + ")";
        }
        return out;
    }
    std::string probability(const stats::Number& p) {
        constexpr double kLeastShown = 0.001;
        return p && *p < kLeastShown ? "< " + text_of(kLeastShown, 3) : number(p, 3);
    }
    std::string share(const stats::Number& value, const stats::Interval& interval) {
        if (!value) return number(value, 0);
        std::string out = percent(*value);
        if (interval.low && interval.high)
            out += " (" + percent(*interval.low) + " – " + percent(*interval.high) + ")";
        return out;
    }
    /// A sentence for each reason that was met.
    std::string reasons() const {
        std::string out;
        for (const stats::Reason reason : missing_) {
            if (reason == stats::Reason::not_applicable) continue;
            out += "– ";
            out += language_.label("reasons", stats::name_of(reason));
            out += "\n";
        }
        return out;
    }

    static std::string percent_text(double share) { return text_of(100.0 * share, 0); }

  private:
    static std::string percent(double share) { return percent_text(share) + "%"; }
    static std::string text_of(double value, int places) {
        std::array<char, 64> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value,
                                       std::chars_format::fixed, places);
        return end.ec == std::errc() ? std::string(digits.data(), end.ptr) : std::string("…");
    }

    const Language& language_;
    std::set<stats::Reason> missing_;
};

std::vector<std::string> cells_of(const MeasureEvidence* measure, Reader& read) {
    static const MeasureEvidence kNone;
    const MeasureEvidence& e = measure == nullptr ? kNone : *measure;
    const stats::EffectEstimate& effect = e.paired.smcrp;
    return {measure == nullptr ? std::string("–") : e.measure->id,
            std::to_string(e.n_pairs),
            read.with_interval(effect.estimate, effect.low, effect.high, 2),
            read.probability(e.p_adjusted),
            read.share(e.steps.up.estimate, e.steps.up.wilson),
            read.number(e.dose.response.gain_per_hour, 2),
            read.number(e.cost.ratio.cer, 2),
            read.number(e.comparison.effect_size, 2),
            read.number(e.comparison.months.months, 0)};
}

std::string evidence_table(const Evidence& evidence, const EvidenceAnswer& answer,
                           const Language& language) {
    TextTable table;
    for (const std::string& name : evidence.by())
        table.column(std::string(language.label("fields", name)), false);
    constexpr std::array<std::string_view, 3> kOfGroup{"n_records", "n_learners", "achieved"};
    constexpr std::array<std::string_view, 9> kOfMeasure{
        "measure",       "n_pairs",       "g",           "p_adjusted", "share_up",
        "gain_per_hour", "cost_per_unit", "effect_size", "months"};
    for (const std::string_view name : kOfGroup)
        table.column(std::string(language.label("evidence", name)), true);
    for (const std::string_view name : kOfMeasure)
        table.column(std::string(language.label("evidence", name)), name != "measure");
    Reader read(language);
    bool concurrent = false;
    bool clustered = false;
    for_each_line(answer.rows, [&](const EvidenceRow& row, const MeasureEvidence* measure) {
        std::vector<std::string> cells;
        for (const KeyPart& part : row.key)
            cells.push_back(part.value_or(std::string(language.label("text", "none"))));
        cells.push_back(std::to_string(row.counts.n_records));
        cells.push_back(std::to_string(row.counts.n_learners));
        cells.push_back(read.share(row.outcomes.achieved.estimate, row.outcomes.achieved.wilson));
        for (std::string& cell : cells_of(measure, read))
            cells.push_back(std::move(cell));
        table.row(std::move(cells));
        concurrent = concurrent || (measure != nullptr && measure->n_concurrent > 0);
        clustered = clustered || row.outcomes.clustered == stats::flag(true);
    });
    std::string out = table.text() + "\n";
    out += language.label("evidence", "how_to_read");
    out += " " + language.fill("intervals", {{"level", Reader::percent_text(answer.level)}});
    out += "\n";
    if (concurrent) (out += language.label("evidence", "concurrent")) += "\n";
    if (clustered) (out += language.label("evidence", "clustered")) += "\n";
    return out + read.reasons() + "\n" + summary(evidence.engine(), counts_of(evidence), language);
}

}  // namespace

DocumentCounts counts_of(const Evidence& evidence) {
    DocumentCounts counts;
    counts.records = evidence.n_analysed() + evidence.n_rejected();
    counts.analysed = evidence.n_analysed();
    counts.rejected = evidence.n_rejected();
    counts.comparison = evidence.n_comparison();
    return counts;
}

std::string evidence_document(const Evidence& evidence, const EvidenceAnswer& answer,
                              const Language& language, const EvidenceDocumentOptions& options) {
    if (options.format == DocumentFormat::csv) return evidence_csv(evidence, answer);
    if (options.format == DocumentFormat::table) return evidence_table(evidence, answer, language);
    const bool lines = options.format == DocumentFormat::ndjson;
    return JsonAnswer(evidence, answer, lines, options.explain).text();
}

}  // namespace effaith
