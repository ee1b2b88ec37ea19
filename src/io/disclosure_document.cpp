// Disclosure control on documents.
#include "effaith/io/disclosure_documents.hpp"

#include <algorithm>

#include "disclosure/rounded_figure.hpp"
#include "effaith/io/config_reader.hpp"
#include "io/count_tables.hpp"
#include "io/document_parts.hpp"
#include "io/json_tree.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

using Kind = JsonNode::Kind;

/// What an audit finds in one table.
struct Audit {
    ReadTable read;
    std::vector<CountRange> naive;
    std::optional<std::vector<CountRange>> informed;
    std::optional<std::vector<CountRange>> informed_strict;
    std::vector<std::size_t> of_one_outcome;
    bool safe = true;

    bool counts(const CountRange& range) const {
        return read.is_row[range.cell / read.table.width()] != 0;
    }
    /// Whether a range is about a count that may be sensitive.
    bool matters(const CountRange& range) const {
        return counts(range) && (read.sensitive.empty() || read.sensitive[range.cell] != 0);
    }
};

Result<Audit> audit_of(const JsonNode& document, const std::string& place) {
    Result<ReadTable> read = read_published(document, place);
    if (!read) return read.error();
    Audit audit;
    audit.read = std::move(*read);
    const ReadTable& table = audit.read;
    auto naive = attack(table.table);
    if (!naive) return naive.error();
    audit.naive = std::move(*naive);
    for (const CountRange& range : audit.naive) {
        if (audit.matters(range) && !range.is_wide(table.threshold)) audit.safe = false;
    }
    for (std::size_t row = 0; row < table.table.rows(); ++row) {
        const std::size_t total = table.table.cell(row, 0);
        if (table.is_row[row] == 0 || table.table.hidden[total] != 0) continue;
        for (std::size_t column = 1; column < table.columns.size(); ++column) {
            const std::size_t cell = table.table.cell(row, column);
            const bool all = table.table.hidden[cell] == 0 && table.table.counts[cell] > 0 &&
                             table.table.counts[cell] == table.table.counts[total];
            if (all && table.columns[column] != "n_no_outcome") audit.of_one_outcome.push_back(row);
        }
    }
    if (table.sensitive.empty()) return audit;
    const auto ask = [&](Attacker attacker) -> std::optional<std::vector<CountRange>> {
        auto ranges = attack(table.table, attacker, table.sensitive, table.threshold);
        if (!ranges) return std::nullopt;
        for (const CountRange& range : *ranges) {
            if (audit.matters(range) && range.is_exact()) audit.safe = false;
        }
        return std::move(*ranges);
    };
    audit.informed = ask(Attacker::informed);
    audit.informed_strict = ask(Attacker::informed_strict);
    return audit;
}

void write_ranges(JsonWriter& json, std::string_view key, const Audit& audit,
                  const std::vector<CountRange>& ranges) {
    json.key(key);
    json.begin_list();
    for (const CountRange& range : ranges) {
        if (!audit.counts(range)) continue;
        json.line();
        json.begin_object();
        const std::string& name = audit.read.names[range.cell / audit.read.table.width()];
        json.key(name.front() == '{' ? "group" : "node");
        json.raw(name);
        json.key("column");
        json.text(audit.read.columns[range.cell % audit.read.table.width()]);
        json.key("least");
        json.integer(range.least);
        json.key("greatest");
        range.greatest ? json.integer(*range.greatest) : json.null();
        json.end_object();
    }
    json.end_list();
}

void write_not_covered(JsonWriter& json, const Language& language) {
    json.key("not_covered");
    json.begin_list();
    for (const char* text :
         {"disclosure.not_covered.differences", "disclosure.not_covered.knowledge"})
        json.text(language.label("text", text));
    json.end_list();
}

void write_audit(JsonWriter& json, const Audit& audit, const Language& language) {
    json.begin_object();
    json.key("threshold");
    json.integer(audit.read.threshold);
    json.key("safe");
    json.boolean(audit.safe);
    std::int64_t hidden = 0;
    std::int64_t narrow = 0;
    for (const CountRange& range : audit.naive) {
        hidden += audit.counts(range) ? 1 : 0;
        narrow += audit.matters(range) && !range.is_wide(audit.read.threshold) ? 1 : 0;
    }
    json.key("n_hidden");
    json.integer(hidden);
    json.key("n_narrow");
    json.integer(narrow);
    write_ranges(json, "ranges", audit, audit.naive);
    if (!audit.read.sensitive.empty()) {
        for (const auto& [key, ranges] : {std::pair("informed", &audit.informed),
                                          std::pair("informed_strict", &audit.informed_strict)}) {
            if (*ranges) {
                write_ranges(json, key, audit, **ranges);
            } else {
                json.key(key);
                json.null();
            }
        }
    }
    json.key("class_disclosure");
    json.begin_list();
    for (const std::size_t row : audit.of_one_outcome)
        json.raw(audit.read.names[row]);
    json.end_list();
    write_not_covered(json, language);
    json.end_object();
}

std::string audit_text(const Audit& audit, const Language& language) {
    TextTable table;
    for (const char* heading : {"row", "audit.count", "audit.least", "audit.greatest"})
        table.column(std::string(language.label("text", heading)),
                     std::string_view(heading).substr(0, 7) == "audit.l" ||
                         std::string_view(heading).substr(0, 7) == "audit.g");
    std::size_t hidden = 0;
    for (const CountRange& range : audit.naive) {
        if (!audit.counts(range)) continue;
        ++hidden;
        table.row({audit.read.names[range.cell / audit.read.table.width()],
                   audit.read.columns[range.cell % audit.read.table.width()],
                   std::to_string(range.least),
                   range.greatest ? std::to_string(*range.greatest)
                                  : std::string(language.label("text", "none"))});
    }
    std::string out = hidden == 0 ? "" : table.text() + "\n";
    out += language.fill(
        audit.safe ? "audit.safe" : "audit.unsafe",
        {{"threshold", std::to_string(audit.read.threshold)}, {"hidden", std::to_string(hidden)}});
    for (const std::size_t row : audit.of_one_outcome)
        (out += "\n") += language.fill("audit.one_outcome", {{"row", audit.read.names[row]}});
    for (const char* text :
         {"disclosure.not_covered.differences", "disclosure.not_covered.knowledge"})
        (out += "\n") += language.label("text", text);
    return out + "\n";
}

}  // namespace

Result<DisclosureRules> read_disclosure_rules(std::string_view text) {
    const Result<Config> config = read_config("{\"disclosure\":" + std::string(text) + "}");
    if (!config) return config.error();
    return config->disclosure;
}

Result<PublishedAudit> audit_published(std::string_view text, const Language& language,
                                       DocumentFormat format) {
    const Result<JsonNode> document = read_json(text);
    if (!document) return document.error();
    std::vector<Audit> audits;
    const JsonNode* tables = document->find("tables");
    const bool several = tables != nullptr && tables->is(Kind::list);
    const std::size_t count = several ? tables->items.size() : 1;
    for (std::size_t i = 0; i < count; ++i) {
        Result<Audit> audit = several ? audit_of(tables->items[i], "/tables/" + std::to_string(i))
                                      : audit_of(*document, "");
        if (!audit) return audit.error();
        audits.push_back(std::move(*audit));
    }
    PublishedAudit answer;
    answer.safe =
        std::all_of(audits.begin(), audits.end(), [](const Audit& audit) { return audit.safe; });
    if (format == DocumentFormat::table) {
        for (const Audit& audit : audits)
            (answer.document += answer.document.empty() ? "" : "\n") += audit_text(audit, language);
        return answer;
    }
    JsonWriter json;
    if (several) {
        json.begin_object();
        json.key("safe");
        json.boolean(answer.safe);
        json.key("tables");
        json.begin_list();
    }
    for (const Audit& audit : audits)
        write_audit(json, audit, language);
    if (several) {
        json.end_list();
        json.end_object();
    }
    json.line();
    answer.document = json.take();
    return answer;
}

Result<std::string> protect_document(std::string_view text, const DisclosureRules& rules,
                                     DisclosureReport* report) {
    const Result<JsonNode> document = read_json(text);
    if (!document) return document.error();
    const Result<ReadTable> read = read_counts(*document, "");
    if (!read) return read.error();
    const auto& hidden = read->table.hidden;
    if (const auto gone = std::find(hidden.begin(), hidden.end(), 1); gone != hidden.end())
        return not_a_table(
            "A table that is to be protected has all its counts.",
            "/rows/" + std::to_string(static_cast<std::size_t>(gone - hidden.begin()) /
                                      read->table.width()));
    const Result<ProtectedCounts> answer = protect_counts(read->table, rules, read->learners);
    if (!answer) return answer.error();
    if (report != nullptr) *report = answer->report;
    const CountTable& table = answer->table;
    JsonWriter json;
    json.begin_object();
    json.key("columns");
    json.begin_list();
    for (std::size_t column = 1; column < read->columns.size(); ++column)
        json.text(read->columns[column]);
    json.end_list();
    json.key("threshold");
    json.integer(rules.threshold);
    json.key("rows");
    json.begin_list();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        json.line();
        json.begin_object();
        json.key("node");
        json.text(table.names[row]);
        json.key("parent");
        table.parents[row] < 0
            ? json.null()
            : json.text(table.names[static_cast<std::size_t>(table.parents[row])]);
        for (std::size_t column = 0; column < table.width(); ++column) {
            const std::size_t cell = table.cell(row, column);
            json.key(read->columns[column]);
            if (table.hidden[cell] != 0) {
                json.text(kSuppressed);
            } else {
                const Int128 count = table.counts[cell];
                json.decimal(
                    rules.rounding == Rounding::five ? disclosure::rounded_count(count) : count, 0);
            }
        }
        json.end_object();
    }
    json.line();
    json.end_list();
    json.end_object();
    json.line();
    return json.take();
}

std::string report_document(const DisclosureReport& report, const Language& language,
                            DocumentFormat format) {
    if (format == DocumentFormat::table) {
        std::string out = language.fill(report.safe() ? "disclosure.safe" : "disclosure.unsafe",
                                        {{"threshold", std::to_string(report.threshold)},
                                         {"narrow", std::to_string(report.narrow)}});
        if (report.known > 0)
            (out += "\n") +=
                language.fill("disclosure.known", {{"known", std::to_string(report.known)}});
        (out += "\n") += language.fill("disclosure.hidden",
                                       {{"hidden", std::to_string(report.counts_hidden)},
                                        {"counts", std::to_string(report.counts)},
                                        {"rows_hidden", std::to_string(report.rows_hidden)},
                                        {"rows", std::to_string(report.rows)},
                                        {"learners", std::to_string(report.learners_hidden)}});
        if (report.class_disclosure > 0)
            (out += "\n") += language.fill("disclosure.class",
                                           {{"rows", std::to_string(report.class_disclosure)}});
        if (report.conservative) (out += "\n") += language.label("text", "disclosure.conservative");
        if (!report.learners_known)
            (out += "\n") += language.label("text", "disclosure.by_records");
        if (!report.additive) (out += "\n") += language.label("text", "disclosure.not_additive");
        for (const char* text :
             {"disclosure.not_covered.differences", "disclosure.not_covered.knowledge"})
            (out += "\n") += language.label("text", text);
        return out + "\n";
    }
    JsonWriter json;
    json.begin_object();
    const auto whole = [&](std::string_view key, std::int64_t value) {
        json.key(key);
        json.integer(value);
    };
    const auto truth = [&](std::string_view key, bool value) {
        json.key(key);
        json.boolean(value);
    };
    whole("threshold", report.threshold);
    truth("safe", report.safe());
    whole("n_rows", report.rows);
    whole("n_rows_hidden", report.rows_hidden);
    whole("n_counts", report.counts);
    whole("n_counts_hidden", report.counts_hidden);
    whole("n_sensitive", report.sensitive);
    whole("n_learners_hidden", report.learners_hidden);
    json.key("narrowest");
    report.narrowest ? json.integer(*report.narrowest) : json.null();
    whole("n_narrow", report.narrow);
    whole("n_known", report.known);
    whole("n_class_disclosure", report.class_disclosure);
    truth("learners_known", report.learners_known);
    truth("conservative", report.conservative);
    truth("additive", report.additive);
    write_not_covered(json, language);
    json.end_object();
    json.line();
    return json.take();
}

std::string release_document(const std::vector<ProtectedRollup>& tables, const Language& language,
                             DocumentFormat format) {
    if (tables.size() == 1) return rollup_document(tables.front(), language, format);
    std::string out = format == DocumentFormat::json ? "{\"tables\":[\n" : "";
    for (std::size_t i = 0; i < tables.size(); ++i) {
        if (i > 0)
            out += format == DocumentFormat::json  ? ","
                   : format == DocumentFormat::csv ? "\r\n"
                                                   : "\n";
        out += rollup_document(tables[i], language, format);
    }
    if (format == DocumentFormat::json) out += "]}\n";
    return out;
}

}  // namespace effaith
