#include "io/practice/answer_parts.hpp"

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

std::string reading_of(const AdviceFigure& figure, const Language& language) {
    if (figure.kind == AdviceFigure::Kind::count && figure.value)
        return std::to_string(static_cast<std::int64_t>(*figure.value));
    const FigureValue value = figure.value ? FigureValue::of(*figure.value) : FigureValue{};
    return reading(reading_name(figure.kind), value, language);
}

}  // namespace effaith::practice
