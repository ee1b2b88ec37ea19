// Records from JSON and CSV through their analysis to documents: the counts add up, the documents
// are what they say they are, a record has figures or an error, and nothing depends on how the
// bytes come in. The first byte chooses the format of the records (bit 0), the engine (bits 1 and
// 2), serial dates (bit 3) and what is written beside JSON (bits 4 and 5); the rest is the file.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "effaith/io/config_reader.hpp"
#include "effaith/io/documents.hpp"
#include "fuzz_support.hpp"
#include "io/csv.hpp"
#include "io/json_events.hpp"
#include "io/json_tree.hpp"
#include "io/pipeline.hpp"

namespace {

using namespace effaith;
using fuzz::require;

constexpr std::string_view kShared = R"(
 "catalogue": [
  {"intervention": "Catch-up Literacy", "support_type": "catch-up literacy",
   "aliases": ["Catch Up", "Dal i fyny"], "measure": "reading_age"},
  {"intervention": "Talk Time", "support_type": "speech and language", "measure": "talk"},
  {"intervention": "Social Stories", "support_type": "social skills", "measure": "sdq"},
  {"intervention": "Number Boost", "measure": "maths"}],
 "measures": [
  {"id": "reading_age", "kind": "age_equivalent", "unit": "months", "sd": 15, "reliability": 0.9,
   "expected_gain_per_month": 1, "tolerance": 2},
  {"id": "maths", "kind": "standard_score", "sd": 15, "reliability": 0.95},
  {"id": "sdq", "kind": "raw", "direction": "lower", "range": [0, 40], "sd": 6.1,
   "reliability": 0.8, "tolerance": 1},
  {"id": "raw", "kind": "raw"},
  {"id": "tiny", "kind": "raw", "sd": 0.000001, "reliability": 1, "tolerance": 9000000000000,
   "expected_gain_per_month": -9000000000000},
  {"id": "talk", "name": "Talk ladder", "kind": "ladder",
   "steps": ["listens", "one word", "a phrase", "a conversation"]},
  {"id": "percent", "kind": "percent", "range": [0, 100]},
  {"id": "goal", "kind": "goal_attainment", "range": [-2, 2]}],
)";

constexpr std::string_view kRates = R"(
 "rates": {"Teaching assistant": [{"rate": 13.62}, {"from": "2023-09-01", "rate": 14.37}],
  "Teacher": [{"from": "2022-09-01", "rate": 40.05}], "Athro": 40.05, "Volunteer": 0,
  "Consultant": 9000000000000},
)";

struct Setting {
    bool rates;
    const char* rest;
};

constexpr std::array<Setting, 4> kSettings{{
    {true, R"("hierarchy": ["authority_id", "cluster_id", "school_id"])"},
    {true, R"("as_of": "2024-01-15", "language": "cy", "policy": {"cost_basis": "scheduled",
              "daily": "weekdays", "capital_scope": "group"})"},
    {true, R"("as_of": "2023-09-01", "redact_rates": true, "policy": {"cost_basis": "delivered",
              "daily": "all_days", "incomplete": "accept", "require_aim": true},
              "disclosure": {"threshold": 3, "rounding": 5, "hide_class": true},
              "calendar": {"name": "ysgol", "years": [{"name": "2023/24", "terms": [
              {"name": "Hydref", "start": "2023-09-04", "end": "2023-12-22",
               "half_term": {"start": "2023-10-30", "end": "2023-11-03"}},
              {"name": "Gwanwyn", "start": "2024-01-08", "end": "2024-03-22"}],
              "closures": ["2023-09-04", "2024-01-08"]}]})"},
    {false, R"("calendar": {"name": "wales/gwynedd", "inset": "closed"}, "language": "cy",
               "calendars": {"S1": "typical", "S2": {"name": "wales/bridgend"}},
               "codes": {"tier": [{"code": "t", "en": "targeted", "to": "2023-12-31"}], "role": []},
               "id_key": "000102030405060708090a0b0c0d0e0f")"},
}};

struct Job {
    Engine engine;
    Language language;
};

Job make_job(const Setting& setting) {
    const std::string json = "{" + std::string(setting.rates ? kRates : "") + std::string(kShared) +
                             std::string(setting.rest) + "}";
    Config config = read_config(json).value();
    const LanguageCode code = config.language;
    return {Engine::create(std::move(config)).value(), Language(code)};
}

const Job& job_of(unsigned number) {
    static const std::array<Job, 4> jobs{make_job(kSettings[0]), make_job(kSettings[1]),
                                         make_job(kSettings[2]), make_job(kSettings[3])};
    return jobs[number];
}

const Vocabulary& words() {
    static const Vocabulary vocabulary;
    return vocabulary;
}

bool has_an_error(const Issues& issues) {
    for (const Issue& issue : issues.list()) {
        if (issue.severity == Severity::error) return true;
    }
    return false;
}

enum class Beside : std::uint8_t { csv, ndjson, table, rollup };

/// What a file gives: an analysis as JSON, and something else beside it.
struct Answer {
    std::string json;
    std::string beside;
    std::string issues;
    std::string explained;
    std::optional<Error> error;
    std::optional<Error> conflict;
    DocumentCounts counts;

    bool same_as(const Answer& other) const {
        return json == other.json && beside == other.beside && issues == other.issues &&
               explained == other.explained && error == other.error && conflict == other.conflict;
    }
};

TextSink into(std::string& text) {
    return [&text](std::string_view more) {
        text += more;
        return true;
    };
}

constexpr std::array<DocumentFormat, 4> kFormats{DocumentFormat::csv, DocumentFormat::ndjson,
                                                 DocumentFormat::table, DocumentFormat::json};

class Answering : public AnalysisSink {
  public:
    Answering(const Job& job, Beside beside, Answer& answer)
        : job_(job),
          beside_(beside),
          format_(kFormats[static_cast<std::size_t>(beside)]),
          answer_(answer),
          json_(job.engine, job.language, DocumentFormat::json, into(answer.json)),
          other_(job.engine, job.language, format_, into(answer.beside)),
          issues_(job.language, format_, into(answer.issues)),
          rollup_(Rollup::create(job.engine, {"tier", "role"}, true).value()) {}

    void carried_column(const std::string& name) override {
        json_.carried_column(name);
        other_.carried_column(name);
        issues_.document_issue(name);
    }
    bool analysed(const RawRecord& raw, const Record& record,
                  const RecordAnalysis& analysis) override {
        require(analysis.rejected() == has_an_error(analysis.issues),
                "a record with an error is rejected");
        require(raw.row == ++row_, "records are counted from 1");
        require(raw.line >= line_ && raw.line >= 1, "records come in the order of their lines");
        line_ = raw.line;
        json_.record(raw, analysis);
        issues_.record(raw, analysis.issues);
        if (beside_ != Beside::rollup) {
            other_.record(raw, analysis);
        } else if (const Status added = rollup_.update(record, analysis, {}); !added) {
            answer_.conflict = added.error();
            return false;
        }
        if (row_ <= 3) {
            answer_.explained +=
                explain_document(job_.engine, raw, record, analysis, job_.language, format_);
        }
        return true;
    }
    void finish() {
        json_.finish();
        answer_.counts = json_.counts();
        issues_.finish(job_.engine, answer_.counts);
        if (beside_ == Beside::rollup) {
            answer_.beside = rollup_document(job_.engine, rollup_, job_.language,
                                             DocumentFormat::json, answer_.counts);
        } else {
            other_.finish();
        }
    }

  private:
    const Job& job_;
    Beside beside_;
    DocumentFormat format_;
    Answer& answer_;
    AnalysisWriter json_;
    AnalysisWriter other_;
    IssueWriter issues_;
    Rollup rollup_;
    std::int64_t row_ = 0;
    std::int64_t line_ = 0;
};

struct Question {
    RecordFormat format;
    const Job& job;
    DateNotation dates;
    Beside beside;
};

Answer answer_to(const Question& question, ByteSource& source) {
    Answer answer;
    Answering answering(question.job, question.beside, answer);
    Pipeline pipeline(question.job.engine, words(), question.dates, answering);
    const Status status = read_records(source, question.format, words(), pipeline);
    if (!status) answer.error = status.error();
    answering.finish();
    return answer;
}

JsonEvents parsed(std::string_view text) {
    JsonEvents document = JsonEvents::parse(text, nullptr, false);
    require(!document.is_discarded(), "a JSON document is JSON", text);
    return document;
}

void check_records(const JsonEvents& document, const DocumentCounts& counts) {
    const JsonEvents& records = document.at("records");
    const auto records_written = static_cast<std::int64_t>(records.size());
    require(document.at("n_records") == records_written, "n_records is the number of records");
    require(counts.records == records_written, "the counts are those of the document");
    require(counts.records == counts.analysed + counts.rejected,
            "n_records = n_analysed + n_rejected");
    require(document.at("n_analysed") == counts.analysed, "n_analysed is as counted");
    require(document.at("n_rejected") == counts.rejected, "n_rejected is as counted");
    require(counts.comparison <= counts.analysed, "comparison records are analysed");
    std::int64_t rejected = 0;
    for (const JsonEvents& record : records) {
        bool error = false;
        for (const JsonEvents& issue : record.at("issues")) {
            error = error || issue.at("severity") == "error";
            const std::string message = issue.at("message").get<std::string>();
            require(!message.empty() && message.find('\n') == std::string::npos,
                    "an issue's message is one line", message);
        }
        require(record.at("impact").is_null() == error, "a record has figures or an error");
        rejected += error ? 1 : 0;
    }
    require(rejected == counts.rejected, "rejected records are those with an error");
}

void check_lines(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        require(end != std::string_view::npos, "a line ends", text);
        parsed(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
}

/// A CSV document is a table whose rows are as wide as its header; answers its number of rows.
std::int64_t rows_of_csv(const std::string& text) {
    MemorySource source(text);
    CsvReader reader(source);
    CsvRow row;
    std::int64_t rows = 0;
    std::size_t width = 0;
    while (reader.next(row).value()) {
        if (rows++ == 0) width = row.cells.size();
        require(row.cells.size() == width, "every row is as wide as the header", text);
    }
    return rows - 1;
}

void check_json(const Question& question, const Answer& answer) {
    check_records(parsed(answer.json), answer.counts);
    // The project's own reader also refuses keys given twice, which nested JSON may carry along.
    const Result<JsonNode> tree = read_json(answer.json);
    require(tree.ok() || question.format == RecordFormat::json, "no key is written twice",
            answer.json);
}

void check_beside(const Question& question, const Answer& answer) {
    require(fuzz::is_utf8(answer.beside) && fuzz::is_utf8(answer.issues) &&
                fuzz::is_utf8(answer.explained),
            "documents are UTF-8");
    switch (question.beside) {
        case Beside::csv:
            require(rows_of_csv(answer.beside) == answer.counts.records, "a row for each record",
                    answer.beside);
            rows_of_csv(answer.issues);
            return;
        case Beside::ndjson:
            check_lines(answer.beside);
            check_lines(answer.issues);
            check_lines(answer.explained);
            return;
        case Beside::table:
            return;
        case Beside::rollup:
            parsed(answer.beside);
            parsed(answer.issues);
            check_lines(answer.explained);
            return;
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const unsigned choice = data[0];
    const std::string_view file = fuzz::text_of(data + 1, size - 1);
    const Question question{(choice & 1U) != 0 ? RecordFormat::csv : RecordFormat::json,
                            job_of((choice >> 1U) & 3U), DateNotation{(choice & 8U) != 0},
                            static_cast<Beside>((choice >> 4U) & 3U)};
    MemorySource whole(file);
    const Answer answer = answer_to(question, whole);
    if (answer.error) fuzz::require_readable(*answer.error);
    if (answer.conflict) fuzz::require_readable(*answer.conflict);
    check_json(question, answer);
    check_beside(question, answer);
    fuzz::IrregularSource pieces(file, choice);
    require(answer_to(question, pieces).same_as(answer), "pieces of the file give the same answer",
            file);
    return 0;
}
