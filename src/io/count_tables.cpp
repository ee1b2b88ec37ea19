#include "io/count_tables.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "effaith/disclosure.hpp"
#include "io/json_writer.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

using Kind = JsonNode::Kind;

std::string as_json(std::string_view text) {
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
        return not_a_table("A count is a whole number from 0 to " + std::to_string(kMostCount) +
                               ", or null or \"suppressed\" where it is hidden.",
                           where);
    return std::optional<std::int64_t>(read.raw);
}

Result<std::int64_t> threshold_of(const JsonNode* node, const std::string& where) {
    constexpr std::int64_t kUsual = 5;
    if (node == nullptr) return kUsual;
    const auto threshold = count_of(node, where);
    if (!threshold || !*threshold || **threshold < 2 || **threshold > 1000)
        return not_a_table("The threshold is 2 to 1000.", where);
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
            return not_a_table("A table has a list of rows.", place_ + "/rows");
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
            return not_a_table("columns is a list of names.", place_ + "/columns");
        for (const JsonNode& column : columns->items) {
            if (!column.is(Kind::text) || is_taken(column.text))
                return not_a_table(
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
            return not_a_table("A row is an object with a node, a parent and its counts.",
                               row_place(at));
        if (!rows_.emplace(node->text, at).second)
            return not_a_table("The node '" + node->text + "' comes twice.",
                               row_place(at) + "/node");
        out_.table.names.push_back(node->text);
        out_.names.push_back(as_json(node->text));
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
            return not_a_table("The parent of a row is the node of another.",
                               row_place(at) + "/parent");
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
                return not_a_table("primary is a list of pairs: a node and a column.",
                                   place_ + "/primary");
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
            return not_a_table("A table has a list of rows.", place_ + "/rows");
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
            return not_a_table("A row of a roll-up has a group.", where);
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

}  // namespace

Error not_a_table(std::string message, std::string where) {
    return one_line(Error{ErrorCode::bad_json, std::move(message), std::move(where)});
}

Result<ReadTable> read_counts(const JsonNode& document, const std::string& place) {
    return CountReader(document, place).read();
}

Result<ReadTable> read_published(const JsonNode& document, const std::string& place) {
    const JsonNode* by = document.find("by");
    if (by != nullptr && by->is(Kind::list)) return RollupReader(document, place).read();
    return read_counts(document, place);
}

}  // namespace effaith
