// Answers as documents: the same figures in every format, and text that reads back the same.
#include "effaith/io/documents.hpp"

#include "io/json_tree.hpp"
#include "io/json_writer.hpp"
#include "records.hpp"

using namespace effaith;
using support::engine_of;
using support::kConfig;
using support::with;

namespace {

std::string document(DocumentFormat format, const std::vector<support::Fields>& records,
                     LanguageCode code = LanguageCode::en) {
    const Engine engine = engine_of(kConfig);
    const Language language(code);
    std::string out;
    AnalysisWriter writer(engine, language, format, [&](std::string_view text) {
        out += text;
        return true;
    });
    std::int64_t row = 0;
    for (const support::Fields& fields : records) {
        auto answer = support::analyse(engine, fields);
        answer->raw.row = ++row;
        REQUIRE(writer.record(answer->raw, answer->analysis));
    }
    REQUIRE(writer.finish());
    return out;
}

}  // namespace

TEST_CASE("The analysis as JSON has the documented shape") {
    const std::string text =
        document(DocumentFormat::json, {support::good_record(), with({{"frequency", "never"}})});
    const JsonNode tree = read_json(text).value();
    for (const char* key : {"library", "semantics", "config_digest", "calendar", "as_of", "records",
                            "n_records", "n_analysed", "n_rejected", "issues"}) {
        INFO(key);
        CHECK(tree.find(key) != nullptr);
    }
    const JsonNode& good = tree.find("records")->items[0];
    CHECK(good.find("row")->text == "1");
    CHECK(good.find("impact")->find("sessions_scheduled")->text == "15");
    CHECK(good.find("impact")->find("attendance_rate")->text == "0.7333333333333333");
    CHECK(good.find("impact")->find("hours_per_week_received")->text == "0.3667");
    CHECK(good.find("impact")->find("total_cost")->text == "45.25875");
    CHECK(good.find("impact")->find("gain")->is(JsonNode::Kind::null));
    CHECK(good.find("issues")->items.empty());
    const JsonNode& bad = tree.find("records")->items[1];
    CHECK(bad.find("impact")->is(JsonNode::Kind::null));
    CHECK(bad.find("issues")->items[0].find("code")->text == "unknown_frequency");
    CHECK(tree.find("n_records")->text == "2");
    CHECK(tree.find("n_rejected")->text == "1");
}

TEST_CASE("A document of no records is whole") {
    CHECK(read_json(document(DocumentFormat::json, {})).value().find("n_records")->text == "0");
    CHECK(document(DocumentFormat::csv, {}).rfind("row,id,", 0) == 0);
}

TEST_CASE("NDJSON has a line of provenance, a line a record and a line of counts") {
    const std::string text = document(DocumentFormat::ndjson, {support::good_record()});
    std::vector<JsonNode> lines;
    std::size_t from = 0;
    for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', from)) {
        lines.push_back(read_json(text.substr(from, end - from)).value());
        from = end + 1;
    }
    REQUIRE(lines.size() == 3);
    CHECK(lines[0].find("library") != nullptr);
    CHECK(lines[1].find("impact") != nullptr);
    CHECK(lines[2].find("n_records")->text == "1");
}

TEST_CASE("CSV has a column for each figure, and none where there is no value") {
    const std::string text = document(DocumentFormat::csv, {support::good_record()});
    const std::size_t line = text.find("\r\n") + 2;
    CHECK(text.substr(line, 30) == "1,r1,1,75,15,15,8,15,11,0.7333");
    CHECK(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(line), ',') ==
          std::count(text.begin() + static_cast<std::ptrdiff_t>(line), text.end(), ','));
}

TEST_CASE("A table prints the words of an outcome, in either language") {
    CHECK(document(DocumentFormat::table, {support::good_record()})
              .find("achieved the desired outcome") != std::string::npos);
    CHECK(document(DocumentFormat::table, {support::good_record()}, LanguageCode::cy)
              .find("canlyniad dymunol") != std::string::npos);
}

TEST_CASE("Confidential rates stay out of an analysis and an explanation") {
    const Engine engine =
        engine_of(R"({"rates": {"Teaching assistant": 14.37}, "redact_rates": true})");
    const Language language(LanguageCode::en);
    const auto answer = support::analyse(engine, support::good_record());
    const std::string text = explain_document(engine, answer->raw, answer->record, answer->analysis,
                                              language, DocumentFormat::table);
    CHECK(text.find("14.37") == std::string::npos);
    CHECK(text.find("19.75") == std::string::npos);
    CHECK(text.find("Withheld") != std::string::npos);
    for (const RecordFigure& figure : kRecordFigures) {
        if (figure.is_cost) CHECK(shown(figure, answer->analysis, true).is_none());
    }
}

TEST_CASE("The explanation shows each figure's working and its value") {
    const Engine engine = engine_of(kConfig);
    const Language language(LanguageCode::en);
    const auto answer = support::analyse(
        engine, with({{"measure", "sdq"}, {"baseline", "20"}, {"target", "15"}, {"actual", "14"}}));
    const std::string text = explain_document(engine, answer->raw, answer->record, answer->analysis,
                                              language, DocumentFormat::table);
    for (const char* part :
         {"1 × 75 school days ÷ 5 = 15", "15 sessions × 0.5 hours = 7.5 hours",
          "11 sessions attended × 0.5 hours = 5.5 hours", "11 attended ÷ 15 scheduled = 0.7333",
          "Teaching assistant: £14.37 an hour on 2023-09-01",
          "£14.37 × 0.5 hours × 11 sessions ÷ 4 learners = £19.75875",
          "£19.75875 + £25.5 = £45.25875", "20 − 14 = 6", "6 ÷ 5 = 1.2",
          "122 days ÷ 30.4375 = 4.0082 months"}) {
        INFO(part);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(text.find('{') == std::string::npos);
    const std::string json = explain_document(engine, answer->raw, answer->record, answer->analysis,
                                              language, DocumentFormat::json);
    CHECK(read_json(json).value().find("steps")->items.size() > 10);
}

TEST_CASE("Every frequency can be explained without an empty place in its sentence") {
    const Engine engine = engine_of(kConfig);
    for (const LanguageCode code : {LanguageCode::en, LanguageCode::cy}) {
        const Language language(code);
        for (const FrequencyRule& rule : kFrequencies) {
            for (const char* ended : {"2023-09", "2024-07"}) {
                const auto answer =
                    support::analyse(engine, with({{"frequency", std::string(rule.code)},
                                                   {"ended", ended},
                                                   {"sessions_attended", "1"}}));
                for (const ExplainStep& step : explain(engine, answer->record, answer->analysis)) {
                    INFO(rule.code << ' ' << step.sentence);
                    CHECK(language.label("text", step.sentence) != step.sentence);
                    for (const auto& [name, value] : step.values) {
                        INFO(name);
                        const bool may_be_empty = name == "weekdays";
                        CHECK((may_be_empty || !value.empty()));
                    }
                }
            }
        }
    }
}

TEST_CASE("Text written as JSON reads back the same") {
    std::string every_byte;
    for (int byte = 0; byte < 0x80; ++byte)
        every_byte += static_cast<char>(byte);
    JsonWriter json;
    json.text(every_byte + "Môn €");
    CHECK(read_json(json.text()).value().text == every_byte + "Môn €");
}

TEST_CASE("A roll-up's rows have as many cells as its header, carried columns included") {
    const Engine engine = engine_of(kConfig);
    const Language language(LanguageCode::en);
    Rollup rollup = Rollup::create(engine, {"school_id"}, true).value();
    rollup.carried_column("attendance");
    const auto answer = support::analyse(engine, support::good_record());
    REQUIRE(rollup.update(answer->record, answer->analysis, {"91.5"}).ok());
    const std::string csv =
        rollup_document(engine, rollup, language, DocumentFormat::csv, DocumentCounts{});
    std::vector<std::ptrdiff_t> commas;
    std::size_t from = 0;
    for (std::size_t end = csv.find("\r\n"); end != std::string::npos;
         end = csv.find("\r\n", from)) {
        commas.push_back(std::count(csv.begin() + static_cast<std::ptrdiff_t>(from),
                                    csv.begin() + static_cast<std::ptrdiff_t>(end), ','));
        from = end + 2;
    }
    REQUIRE(commas.size() == 3);
    CHECK(commas[0] == commas[1]);
    CHECK(commas[0] == commas[2]);
    CHECK(csv.find("attendance n,attendance mean") != std::string::npos);
    CHECK(csv.find(",1,91.5\r\n") != std::string::npos);
    const std::string json =
        rollup_document(engine, rollup, language, DocumentFormat::json, DocumentCounts{});
    const JsonNode tree = read_json(json).value();
    CHECK(tree.find("rows")->items[0].find("carried")->find("attendance")->find("mean")->text ==
          "91.5");
}
