#include "dict_records.hpp"

#include <algorithm>
#include <string_view>

#include "effaith/text_key.hpp"
#include "raised.hpp"

namespace effaith::python {
namespace {

/// The field of this very name, in a few nanoseconds; none where it has to be read as a header is.
std::optional<Field> field_called(std::string_view name) {
    static const auto names = [] {
        std::unordered_map<std::string_view, Field> made;
        for (std::size_t i = 0; i < kFieldCount; ++i)
            made.emplace(kFieldNames[i], static_cast<Field>(i));
        return made;
    }();
    const auto found = names.find(name);
    return found == names.end() ? std::nullopt : std::optional(found->second);
}

Raised wrong_type(const py::handle& value, std::string_view key, std::int64_t row) {
    const std::string name(key);
    return Raised({ErrorCode::invalid_argument,
                   "Record " + std::to_string(row) + ": " + name + " is " + shown(value) +
                       "; accepted: text, a number, a date or None.",
                   name},
                  row, name);
}

}  // namespace

CellText DictReader::text_of(const py::handle& value, std::string_view key, std::int64_t row) {
    CellText cell;
    if (!cell_text(value, place_, cell)) throw wrong_type(value, key, row);
    keep(cell);
    return cell;
}

void DictReader::keep(CellText& cell) {
    if (cell.text.empty() || (!copies_ && cell.text.data() != place_.data())) return;
    cell.text = texts_.emplace_back(cell.text);
}

const DictReader::Meaning& DictReader::meaning_of(std::string_view key) {
    const std::string name(key);
    const auto known = meanings_.find(name);
    if (known != meanings_.end()) return known->second;
    Meaning meaning;
    if (!trimmed(key).empty()) meaning.field = words_.field(key);
    if (!meaning.field) {
        meaning.column = carried_.size();
        carried_.push_back(name);
    }
    return meanings_.emplace(name, meaning).first->second;
}

void DictReader::read_roles(const py::handle& roles, RawRecord& raw) {
    std::size_t position = 0;
    for (const py::handle role : roles) {
        const CellText cell = text_of(role, "delivered_by", raw.row);
        if (position < kMostRoles) {
            const auto field =
                static_cast<Field>(static_cast<std::size_t>(Field::delivered_by) + position);
            raw.at(field) = {cell.text, false};
        } else if (!trimmed(cell.text).empty()) {
            ++raw.roles_beyond;
        }
        ++position;
    }
}

void DictReader::read_weekdays(const py::handle& days, RawRecord& raw) {
    std::string joined;
    for (const py::handle day : days) {
        const CellText cell = text_of(day, "weekdays", raw.row);
        if (!joined.empty()) joined += ',';
        joined += cell.text;
    }
    raw.at(Field::weekdays) = {texts_.emplace_back(std::move(joined)), false};
}

void DictReader::read_field(Field field, std::string_view key, const py::handle& value,
                            RawRecord& raw) {
    if (field == Field::delivered_by && is_sequence(value)) return read_roles(value, raw);
    if (field == Field::weekdays && is_sequence(value)) return read_weekdays(value, raw);
    const CellText cell = text_of(value, key, raw.row);
    if (cell.text.empty()) return;
    if (!raw.at(field).text.empty()) {
        const std::string name(key);
        throw Raised({ErrorCode::invalid_argument,
                      "Record " + std::to_string(raw.row) + " has two keys for " +
                          std::string(name_of(field)) + "; keep one of them.",
                      name},
                     raw.row, name);
    }
    raw.at(field) = {cell.text, cell.is_number};
}

void DictReader::read_value(std::string_view key, const py::handle& value, RawRecord& raw) {
    if (const auto field = field_called(key)) return read_field(*field, key, value, raw);
    const Meaning& meaning = meaning_of(key);
    if (meaning.field) return read_field(*meaning.field, key, value, raw);
    CellText cell;
    // What else a record holds is carried where it is a plain value.
    if (!cell_text(value, place_, cell) || cell.text.empty()) return;
    keep(cell);
    raw.carried.push_back({meaning.column, cell.text,
                           cell.is_number ? CarriedCell::Kind::number : CarriedCell::Kind::text});
}

void DictReader::read(const py::handle& record, std::int64_t row, RawRecord& raw) {
    if (!py::isinstance<py::dict>(record)) {
        throw Raised({ErrorCode::invalid_argument,
                      "Record " + std::to_string(row) + " is " + shown(record) +
                          "; accepted: a dict with a record's fields.",
                      ""},
                     row);
    }
    raw.row = row;
    raw.line = 0;
    raw.cells = {};
    raw.roles_beyond = 0;
    raw.carried.clear();
    for (const auto& [key, value] : py::reinterpret_borrow<py::dict>(record)) {
        if (!PyUnicode_Check(key.ptr())) {
            throw Raised({ErrorCode::invalid_argument,
                          "Record " + std::to_string(row) + " has the key " + shown(key) +
                              "; keys are the names of fields.",
                          ""},
                         row);
        }
        read_value(utf8_of(key), value, raw);
    }
}

Status push_dicts(const py::sequence& records, const Vocabulary& words, RecordSink& sink) {
    constexpr std::size_t kAtOnce = 1024;
    DictReader reader(words, true);
    std::size_t told = 0;
    std::vector<RawRecord> raws(std::min<std::size_t>(kAtOnce, records.size()));
    for (std::size_t first = 0; first < records.size(); first += kAtOnce) {
        const std::size_t count = std::min(kAtOnce, records.size() - first);
        reader.clear();
        for (std::size_t i = 0; i < count; ++i)
            reader.read(records[first + i], static_cast<std::int64_t>(first + i) + 1, raws[i]);
        for (; told < reader.carried().size(); ++told)
            sink.carried_column(reader.carried()[told]);
        const py::gil_scoped_release unlocked;
        for (std::size_t i = 0; i < count; ++i) {
            if (!sink.record(raws[i])) return Error{ErrorCode::cancelled, "Stopped.", ""};
        }
    }
    return Done{};
}

}  // namespace effaith::python
