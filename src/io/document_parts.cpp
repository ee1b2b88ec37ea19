#include "io/document_parts.hpp"

namespace effaith {
namespace {

/// Which figures are read as shares, shown as percentages to people.
bool is_share(std::string_view name) {
    return name.find("_rate") != std::string_view::npos || name == "achieved_low" ||
           name == "achieved_high" || name == "attended_share";
}
bool is_money(std::string_view name) {
    return name.find("cost") != std::string_view::npos && name.substr(0, 2) != "n_";
}

}  // namespace

void write_value(JsonWriter& json, const FigureValue& value) {
    switch (value.kind) {
        case FigureValue::Kind::none:
            json.null();
            return;
        case FigureValue::Kind::real:
            json.real(value.real);
            return;
        case FigureValue::Kind::word:
            json.text(value.word);
            return;
        case FigureValue::Kind::decimal:
            json.decimal(value.raw, value.places);
            return;
    }
}

void append_csv_value(std::string& out, const FigureValue& value) {
    switch (value.kind) {
        case FigureValue::Kind::none:
            return;
        case FigureValue::Kind::real:
            append_real(out, value.real);
            return;
        case FigureValue::Kind::word:
            out += value.word;
            return;
        case FigureValue::Kind::decimal:
            append_decimal(out, value.raw, value.places);
            return;
    }
}

void write_provenance(JsonWriter& json, const Engine& engine) {
    json.key("library");
    json.text(kVersion);
    json.key("semantics");
    json.integer(engine.config().semantics);
    json.key("config_digest");
    json.text(engine.config_digest());
    json.key("calendar");
    json.text(engine.calendar().name());
    json.key("as_of");
    engine.config().as_of ? json.text(to_text(*engine.config().as_of)) : json.null();
}

void write_counts(JsonWriter& json, const DocumentCounts& counts) {
    json.key("n_records");
    json.integer(counts.records);
    json.key("n_analysed");
    json.integer(counts.analysed);
    json.key("n_rejected");
    json.integer(counts.rejected);
    json.key("n_comparison");
    json.integer(counts.comparison);
}

void write_issue_keys(JsonWriter& json, const Issue& issue, const Language& language,
                      bool of_document) {
    json.key("code");
    json.text(rule_of(issue.code).name);
    json.key("severity");
    json.text(name_of(issue.severity));
    json.key("field");
    of_document ? json.null() : json.text(name_of(issue.field));
    json.key("message");
    json.text(language.message(issue));
}

void write_issue(JsonWriter& json, const Issue& issue, const Language& language, bool of_document) {
    json.begin_object();
    write_issue_keys(json, issue, language, of_document);
    json.end_object();
}

Issue unknown_column(const std::string& name) {
    Issue issue;
    issue.code = IssueCode::unknown_column;
    issue.severity = Severity::note;
    issue.found = name;
    return issue;
}

std::string issue_codes(const Issues& issues) {
    std::string codes;
    std::uint64_t seen = 0;
    for (const Issue& issue : issues.list()) {
        const std::uint64_t bit = std::uint64_t{1} << static_cast<unsigned>(issue.code);
        if ((seen & bit) != 0) continue;
        seen |= bit;
        if (!codes.empty()) codes += ' ';
        codes += rule_of(issue.code).name;
    }
    return codes;
}

std::string summary(const Engine& engine, const DocumentCounts& counts, const Language& language) {
    std::string out =
        language.fill("summary.records", {{"records", std::to_string(counts.records)},
                                          {"analysed", std::to_string(counts.analysed)},
                                          {"rejected", std::to_string(counts.rejected)}});
    out += '\n';
    if (counts.comparison > 0) {
        out += language.fill("summary.comparison",
                             {{"comparison", std::to_string(counts.comparison)}});
        out += '\n';
    }
    const auto& as_of = engine.config().as_of;
    out += language.fill(
        as_of ? "summary.calendar_as_of" : "summary.calendar",
        {{"calendar", engine.calendar().name()}, {"as_of", as_of ? to_text(*as_of) : ""}});
    return out + "\n";
}

std::string issue_summary(const DocumentCounts& counts, const Language& language) {
    std::string out;
    for (const IssueRule& rule : kIssueRules) {
        const std::int64_t found = counts.issues[static_cast<std::size_t>(rule.code)];
        if (found == 0) continue;
        out += language.fill("summary.issues",
                             {{"count", std::to_string(found)},
                              {"code", rule.name},
                              {"severity", language.label("severities", name_of(rule.severity))}});
        out += '\n';
    }
    return out.empty() ? std::string(language.label("text", "summary.no_issues")) + "\n" : out;
}

std::string reading(std::string_view name, const FigureValue& value, const Language& language) {
    if (value.is_none()) return std::string(language.label("text", "none"));
    if (value.kind == FigureValue::Kind::word) {
        const bool hidden = value.word == kSuppressed;
        return std::string(hidden ? language.label("text", "suppressed") : value.word);
    }
    const bool real = value.kind == FigureValue::Kind::real;
    if (!real && value.places == 0) return value_text(value);
    Exact exact;
    if (real) {
        if (!(value.real > -9e12 && value.real < 9e12)) return value_text(value);
        exact = Exact(static_cast<std::int64_t>(value.real * 1e6), 1000000);
    } else {
        exact = Exact(value.raw, power_of_ten(value.places));
    }
    const int places = is_share(name) ? 1 : 2;
    const Exact scaled = exact * Exact(is_share(name) ? 1000 : 100);
    std::string out;
    const Int128 raw = divide_half_even(scaled.numerator(), scaled.denominator());
    const std::int64_t unit = power_of_ten(places);
    append_decimal(out, raw / unit, 0);
    if (raw < 0 && raw / unit == 0) out.insert(0, "-");
    const auto rest = static_cast<std::int64_t>(raw % unit);
    std::string tail = std::to_string(rest < 0 ? -rest : rest);
    tail.insert(0, static_cast<std::size_t>(places) - tail.size(), '0');
    out += "." + tail;
    if (is_share(name)) return out + "%";
    return is_money(name) ? "£" + out : out;
}

}  // namespace effaith
