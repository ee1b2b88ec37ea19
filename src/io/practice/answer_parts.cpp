#include "io/practice/answer_parts.hpp"

#include <algorithm>

#include "io/document_parts.hpp"
#include "io/text_table.hpp"
#include "one_line.hpp"

namespace effaith::practice {
namespace {

/// The last key of a JSON pointer that is no position in a list.
std::string_view key_of(std::string_view where) {
    while (!where.empty()) {
        const std::size_t slash = where.rfind('/');
        const std::string_view key = where.substr(slash + 1);
        if (key.find_first_not_of("0123456789") != std::string_view::npos) return key;
        where = where.substr(0, slash);
    }
    return where;
}

/// The name by which document_parts knows what is a share and what is money.
std::string_view reading_name(AdviceFigure::Kind kind) {
    switch (kind) {
        case AdviceFigure::Kind::share:
            return "achieved_rate";
        case AdviceFigure::Kind::money:
            return "total_cost";
        default:
            return "";
    }
}

/// Whether a rule says nothing because a figure is lacking, not because nothing follows.
bool says_nothing_known(const RuleAdvice& advice) {
    const bool known = std::all_of(advice.figures.begin(), advice.figures.end(),
                                   [](const AdviceFigure& figure) { return figure.value.known(); });
    return advice.says == Says::nothing && (!known || advice.figures.empty());
}

void write_rule(JsonWriter& json, const RuleAdvice& advice, const Language& language) {
    json.line();
    json.begin_object();
    json.key("rule");
    json.text(name_of(advice.rule));
    json.key("says");
    json.text(name_of(advice.says));
    json.key("n");
    json.integer(advice.n);
    write_text_or_null(json, "subject", advice.subject);
    write_figures(json, advice.figures);
    json.key("message");
    json.text(says_sentence(advice, language));
    json.end_object();
}

}  // namespace

Status check_format(DocumentFormat format) {
    if (format == DocumentFormat::json || format == DocumentFormat::table) return Done{};
    return Error{ErrorCode::invalid_argument, "This answer is a table or JSON.", "format"};
}

std::string sentence_of(const Finding& finding, const Language& language) {
    const std::string what(language.label("parts", key_of(finding.where)));
    return language.fill(
        "practice", "finding." + std::string(rule_of(finding.code).name),
        {{"what", what}, {"found", for_message(finding.found)}, {"detail", finding.detail}});
}

void write_findings(JsonWriter& json, const Findings& findings, const Language& language) {
    json.key("findings");
    json.begin_list();
    for (const Finding& finding : findings) {
        json.line();
        json.begin_object();
        json.key("code");
        json.text(rule_of(finding.code).name);
        json.key("severity");
        json.text(effaith::name_of(finding.severity()));
        json.key("where");
        json.text(finding.where);
        json.key("message");
        json.text(sentence_of(finding, language));
        json.end_object();
    }
    json.end_list();
}

std::string findings_table(const Findings& findings, const Language& language) {
    if (findings.empty()) return std::string(language.label("practice", "no_findings")) + "\n";
    TextTable table;
    table.column(std::string(language.label("practice", "where")), false);
    table.column(std::string(language.label("text", "severity")), false);
    table.column(std::string(language.label("text", "message")), false);
    for (const Finding& finding : findings) {
        table.row({finding.where,
                   std::string(language.label("severities", effaith::name_of(finding.severity()))),
                   sentence_of(finding, language)});
    }
    return table.text();
}

void write_number(JsonWriter& json, const stats::Number& number) {
    number ? json.real(*number) : json.null();
}

void write_text_or_null(JsonWriter& json, std::string_view key, std::string_view text) {
    json.key(key);
    text.empty() ? json.null() : json.text(text);
}

void write_date_or_null(JsonWriter& json, std::string_view key, const std::optional<Date>& date) {
    write_text_or_null(json, key, date ? to_text(*date) : "");
}

void write_totals(JsonWriter& json, std::string_view key, const Rollup& overall) {
    json.key(key);
    const std::vector<RollupRow> rows = overall.rows();
    if (rows.empty()) return json.null();
    const ShownFigures figures(overall);
    json.begin_object();
    for (const GroupFigure& figure : group_figures()) {
        json.key(figure.name);
        write_value(json, figures.of(figure, *rows.front().totals));
    }
    json.end_object();
}

std::string reading_of(const AdviceFigure& figure, const Language& language) {
    if (figure.kind == AdviceFigure::Kind::count && figure.value)
        return std::to_string(static_cast<std::int64_t>(*figure.value));
    const FigureValue value = figure.value ? FigureValue::of(*figure.value) : FigureValue{};
    return reading(reading_name(figure.kind), value, language);
}

stats::Number number_of(const FigureValue& value) {
    if (value.kind == FigureValue::Kind::real) return value.real;
    if (value.kind == FigureValue::Kind::decimal)
        return nearest_double(value.raw, power_of_ten(value.places));
    return stats::Reason::not_estimable;
}

std::vector<std::pair<std::string_view, std::string>> readings_of(
    const std::vector<AdviceFigure>& figures, const Language& language) {
    std::vector<std::pair<std::string_view, std::string>> values;
    for (const AdviceFigure& figure : figures)
        values.emplace_back(figure.name, reading_of(figure, language));
    return values;
}

void write_figures(JsonWriter& json, const std::vector<AdviceFigure>& figures) {
    json.key("figures");
    json.begin_object();
    for (const AdviceFigure& figure : figures) {
        json.key(figure.name);
        write_number(json, figure.value);
    }
    json.end_object();
}

/// Whether the attendance that a rule looked at counts pupils who came to no session.
bool counts_never_came(const RuleAdvice& advice) {
    return std::any_of(advice.figures.begin(), advice.figures.end(), [](const AdviceFigure& each) {
        return each.name == "never_came" && each.value && *each.value > 0.0;
    });
}

std::string says_sentence(const RuleAdvice& advice, const Language& language) {
    auto values = readings_of(advice.figures, language);
    values.emplace_back("n", std::to_string(advice.n));
    values.emplace_back("subject", advice.subject);
    const Language::Values views(values.begin(), values.end());
    const std::string key = "advice." + std::string(name_of(advice.rule)) + ".";
    const std::string_view said = says_nothing_known(advice) ? "unknown" : name_of(advice.says);
    std::string sentence = language.fill("practice", key + std::string(said), views);
    if (counts_never_came(advice))
        sentence += " " + language.fill("practice", key + "never_came", views);
    return sentence;
}

std::string conclusion(const Advice& advice, const Language& language) {
    return language.fill(
        "practice", "advice.whole",
        {{"says", language.label("practice", "says." + std::string(name_of(advice.says)))},
         {"because", language.label("practice", "rule." + std::string(name_of(advice.because)))}});
}

void write_advice(JsonWriter& json, const Advice& advice, const Language& language) {
    json.key("advice");
    json.begin_object();
    json.key("says");
    json.text(name_of(advice.says));
    json.key("because");
    json.text(name_of(advice.because));
    json.key("message");
    json.text(conclusion(advice, language));
    json.key("rules");
    json.begin_list();
    for (const RuleAdvice& rule : advice.rules)
        write_rule(json, rule, language);
    json.end_list();
    json.end_object();
}

}  // namespace effaith::practice
