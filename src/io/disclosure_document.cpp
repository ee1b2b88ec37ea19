// Disclosure control on documents.
#include "effaith/io/disclosure_documents.hpp"

#include <algorithm>
#include <map>

#include "effaith/io/config_reader.hpp"
#include "io/document_parts.hpp"
#include "io/json_tree.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

using Kind = JsonNode::Kind;

/// A table as a document has it.
struct ReadTable {
    CountTable table;
    std::vector<std::string> columns;  ///< "total" first
    std::vector<char> is_row;        ///< 0 where the document has no such row, which adds up still
    std::vector<std::string> names;  ///< of the rows, as JSON
    std::vector<char> sensitive;     ///< empty where it is not known which are
    std::vector<std::int64_t> learners;
    std::int64_t threshold = 5;
};

Error bad(std::string message, std::string where) {
    return {ErrorCode::bad_json, std::move(message), std::move(where)};
}

std::string quoted(std::string_view text) {
    JsonWriter json;
    json.text(text);
    return json.take();
}

/// A count; none where it is hidden.
Result<std::optional<std::int64_t>> count_of(const JsonNode* node, const std::string& where) {
    const bool hidden = node != nullptr && (node->is(Kind::null) ||
                                            (node->is(Kind::text) && node->text == kSuppressed));
    if (hidden) return std::optional<std::int64_t>();
    ReadDecimal read;
    const bool whole = node != nullptr && node->is(Kind::number) &&
                       read_decimal(node->text, 0, read) == DecimalFault::none && !read.reduced;
    if (!whole || read.raw < 0 || read.raw > kMostCount)
        return bad("A count is a whole number from 0 to " + std::to_string(kMostCount) +
                       ", or null or \"suppressed\" where it is hidden.",
                   where);
    return std::optional<std::int64_t>(read.raw);
}

Result<std::int64_t> threshold_of(const JsonNode* node, const std::string& where) {
    constexpr std::int64_t kUsual = 5;
    if (node == nullptr) return kUsual;
    const auto threshold = count_of(node, where);
    if (!threshold || !*threshold || **threshold < 2 || **threshold > 1000)
        return bad("The threshold is 2 to 1000.", where);
    return **threshold;
}

/// Reads a table of counts by nodes and parents.
class CountReader {
  public:
    CountReader(const JsonNode& document, const std::string& place)
        : document_(document), place_(place) {}

    Result<ReadTable> read() {
        const JsonNode* rows = document_.find("rows");
        if (rows == nullptr || !rows->is(Kind::list))
            return bad("A table has a list of rows.", place_ + "/rows");
        if (const Status columns = read_columns(); !columns) return columns.error();
        const Result<std::int64_t> threshold =
            threshold_of(document_.find("threshold"), place_ + "/threshold");
        if (!threshold) return threshold.error();
        out_.threshold = *threshold;
        for (std::size_t i = 0; i < rows->items.size(); ++i) {
            if (const Status row = read_row(rows->items[i], i); !row) return row.error();
        }
        for (std::size_t i = 0; i < rows->items.size(); ++i) {
            if (const Status row = read_parent(rows->items[i], i); !row) return row.error();
        }
        if (const Status primary = read_primary(); !primary) return primary.error();
        if (!any_learners_) out_.learners.clear();
        out_.is_row.assign(out_.table.rows(), 1);
        return std::move(out_);
    }

  private:
    std::string row_place(std::size_t row) const { return place_ + "/rows/" + std::to_string(row); }
    bool is_taken(std::string_view name) const {
        return name == "node" || name == "parent" || name == "learners" ||
               std::find(out_.columns.begin(), out_.columns.end(), name) != out_.columns.end();
    }
    Status read_columns() {
        out_.columns.emplace_back("total");
        const JsonNode* columns = document_.find("columns");
        if (columns == nullptr) return Done{};
        if (!columns->is(Kind::list))
            return bad("columns is a list of names.", place_ + "/columns");
        for (const JsonNode& column : columns->items) {
            if (!column.is(Kind::text) || is_taken(column.text))
                return bad(
                    "columns is a list of different names, none of them that of another key of a "
                    "row.",
                    place_ + "/columns");
            out_.columns.push_back(column.text);
        }
        out_.table.split = columns->items.size();
        return Done{};
    }
    Status read_row(const JsonNode& row, std::size_t at) {
        const JsonNode* node = row.find("node");
        if (!row.is(Kind::object) || node == nullptr || !node->is(Kind::text))
            return bad("A row is an object with a node, a parent and its counts.", row_place(at));
        if (!rows_.emplace(node->text, at).second)
            return bad("The node '" + node->text + "' comes twice.", row_place(at) + "/node");
        out_.table.names.push_back(node->text);
        out_.names.push_back(quoted(node->text));
        const JsonNode* learners = row.find("learners");
        for (const std::string& column : out_.columns) {
            const auto count = count_of(row.find(column), row_place(at) + "/" + column);
            if (!count) return count.error();
            out_.table.counts.push_back(count->value_or(0));
            out_.table.hidden.push_back(*count ? 0 : 1);
            const JsonNode* behind = learners == nullptr ? nullptr : learners->find(column);
            any_learners_ = any_learners_ || behind != nullptr;
            const auto people =
                behind == nullptr ? count : count_of(behind, row_place(at) + "/learners/" + column);
            if (!people) return people.error();
            out_.learners.push_back(people->value_or(0));
        }
        return Done{};
    }
    Status read_parent(const JsonNode& row, std::size_t at) {
        const JsonNode* parent = row.find("parent");
        if (parent == nullptr || parent->is(Kind::null)) {
            out_.table.parents.push_back(CountTable::kNoParent);
            return Done{};
        }
        const auto found = rows_.find(parent->text);
        if (!parent->is(Kind::text) || found == rows_.end())
            return bad("The parent of a row is the node of another.", row_place(at) + "/parent");
        out_.table.parents.push_back(static_cast<std::int32_t>(found->second));
        return Done{};
    }
    Status read_primary() {
        const JsonNode* primary = document_.find("primary");
        if (primary == nullptr) return Done{};
        out_.sensitive.assign(out_.table.cells(), 0);
        for (const JsonNode& cell : primary->items) {
            const bool pair = cell.items.size() == 2;
            const auto row = pair ? rows_.find(cell.items[0].text) : rows_.end();
            const auto column =
                pair ? std::find(out_.columns.begin(), out_.columns.end(), cell.items[1].text)
                     : out_.columns.end();
            if (row == rows_.end() || column == out_.columns.end())
                return bad("primary is a list of pairs: a node and a column.", place_ + "/primary");
            out_.sensitive[out_.table.cell(
                row->second, static_cast<std::size_t>(column - out_.columns.begin()))] = 1;
        }
        return Done{};
    }

    const JsonNode& document_;
    std::string place_;
    ReadTable out_;
    std::map<std::string, std::size_t, std::less<>> rows_;
    bool any_learners_ = false;
};

/// Reads the document of a roll-up: its records and outcomes, as a tree of its dimensions.
class RollupReader {
  public:
    RollupReader(const JsonNode& document, const std::string& place)
        : document_(document), place_(place) {}

    Result<ReadTable> read() {
        for (const char* column : {"n_records", "n_red", "n_amber", "n_green", "n_no_outcome"})
            out_.columns.emplace_back(column);
        out_.table.split = out_.columns.size() - 1;
        const JsonNode* rules = document_.find("disclosure");
        if (rules != nullptr) {
            const Result<std::int64_t> threshold =
                threshold_of(rules->find("threshold"), place_ + "/disclosure/threshold");
            if (!threshold) return threshold.error();
            out_.threshold = *threshold;
            const JsonNode* rounding = rules->find("rounding");
            if (rounding != nullptr && rounding->is(Kind::number))
                return Error{ErrorCode::invalid_argument,
                             "Rounded counts do not add up, so this table cannot be audited; audit "
                             "the table without rounding, which tells more.",
                             place_ + "/disclosure/rounding"};
        }
        for (const JsonNode& name : document_.find("by")->items)
            by_.push_back(name.text);
        add({}, "{}");
        const JsonNode* total = document_.find("n_analysed");
        const bool adds_up = std::find(by_.begin(), by_.end(), "role") == by_.end();
        if (total != nullptr && adds_up) {
            const auto count = count_of(total, place_ + "/n_analysed");
            if (!count) return count.error();
            set(0, 0, *count);
        }
        const JsonNode* rows = document_.find("rows");
        if (rows == nullptr || !rows->is(Kind::list))
            return bad("A table has a list of rows.", place_ + "/rows");
        for (std::size_t i = 0; i < rows->items.size(); ++i) {
            if (const Status row = read_row(rows->items[i], i, adds_up); !row) return row.error();
        }
        return std::move(out_);
    }

  private:
    void set(std::size_t row, std::size_t column, const std::optional<std::int64_t>& count) {
        const std::size_t cell = out_.table.cell(row, column);
        out_.table.counts[cell] = count.value_or(0);
        out_.table.hidden[cell] = count ? 0 : 1;
    }
    std::size_t add(const std::vector<std::string>& key, const std::string& name) {
        if (const auto known = nodes_.find(key); known != nodes_.end()) return known->second;
        std::int32_t parent = CountTable::kNoParent;
        if (!key.empty())
            parent = static_cast<std::int32_t>(add({key.begin(), key.end() - 1}, "null"));
        return append(key, parent, name);
    }
    std::size_t append(const std::vector<std::string>& key, std::int32_t parent,
                       const std::string& name) {
        const std::size_t node = out_.table.rows();
        nodes_.emplace(key, node);
        out_.table.parents.push_back(parent);
        out_.table.counts.resize(out_.table.cells(), 0);
        out_.table.hidden.resize(out_.table.cells(), 1);
        out_.names.push_back(name);
        out_.table.names.push_back(name);
        out_.is_row.push_back(0);
        return node;
    }
    Status read_row(const JsonNode& row, std::size_t at, bool adds_up) {
        const std::string where = place_ + "/rows/" + std::to_string(at);
        const JsonNode* group = row.find("group");
        if (group == nullptr || !group->is(Kind::object))
            return bad("A row of a roll-up has a group.", where);
        std::vector<std::string> key;
        JsonWriter name;
        name.begin_object();
        for (const JsonMember& part : group->members) {
            // Text and null are different keys.
            key.push_back(part.value.is(Kind::null) ? "" : "=" + part.value.text);
            name.key(part.name);
            part.value.is(Kind::null) ? name.null() : name.text(part.value.text);
        }
        name.end_object();
        const std::string written = name.take();
        const std::size_t node =
            adds_up ? add(key, written) : append(key, CountTable::kNoParent, written);
        out_.names[node] = out_.table.names[node] = written;
        out_.is_row[node] = 1;
        for (std::size_t column = 0; column < out_.columns.size(); ++column) {
            const auto count =
                count_of(row.find(out_.columns[column]), where + "/" + out_.columns[column]);
            if (!count) return count.error();
            set(node, column, *count);
        }
        return Done{};
    }

    const JsonNode& document_;
    std::string place_;
    ReadTable out_;
    std::vector<std::string> by_;
    std::map<std::vector<std::string>, std::size_t> nodes_;
};

Result<ReadTable> read_table(const JsonNode& document, const std::string& place) {
    const JsonNode* by = document.find("by");
    if (by != nullptr && by->is(Kind::list)) return RollupReader(document, place).read();
    return CountReader(document, place).read();
}

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
    Result<ReadTable> read = read_table(document, place);
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
    const Result<ReadTable> read = CountReader(*document, "").read();
    if (!read) return read.error();
    const auto& hidden = read->table.hidden;
    if (const auto gone = std::find(hidden.begin(), hidden.end(), 1); gone != hidden.end())
        return bad("A table that is to be protected has all its counts.",
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
                const std::int64_t count = table.counts[cell];
                json.integer(rules.rounding == Rounding::five ? (count + 2) / 5 * 5 : count);
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
