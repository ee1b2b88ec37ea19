#include "columns/arrow_records.hpp"

#include <algorithm>
#include <bit>

#include "columns/lanes.hpp"
#include "columns/wide.hpp"
#include "effaith/small.hpp"
#include "effaith/text_key.hpp"
#include "io/bytes.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

bool is_whole(ArrowKind kind) {
    return is_integer(kind) || is_date(kind);
}

Error two_columns(const std::string& name) {
    return one_line(
        Error{ErrorCode::bad_arrow,
              "Two columns mean the same ('" + for_message(name) + "'); keep one of them.", ""});
}

}  // namespace

Status ArrowRecordColumns::check_roles(const std::vector<std::string>& names,
                                       const std::vector<ArrowType>& types) const {
    const auto roles = column_of(Field::delivered_by);
    if (!roles || !is_list(types[*roles].kind())) return Done{};
    for (const Field field : {Field::delivered_by_2, Field::delivered_by_3}) {
        if (const auto again = column_of(field)) return two_columns(names[*again]);
    }
    return Done{};
}

Result<ArrowRecordColumns> ArrowRecordColumns::read(const std::vector<std::string>& names,
                                                    const std::vector<ArrowType>& types,
                                                    const Vocabulary& words) {
    ArrowRecordColumns columns;
    bool any_field = false;
    for (const std::string& name : names) {
        ColumnUse use;
        if (const auto field = words.field(name); field && !trimmed(name).empty()) {
            if (columns.column_of(*field)) return two_columns(name);
            use.kind = ColumnUse::Kind::field;
            use.field = *field;
            any_field = true;
        } else {
            use.kind = ColumnUse::Kind::carried;
            use.carried = columns.carried_.size();
            columns.carried_.push_back(name);
        }
        columns.uses_.push_back(use);
    }
    if (const Status roles = columns.check_roles(names, types); !roles) return roles.error();
    if (any_field) return columns;
    return Error{ErrorCode::bad_arrow,
                 "None of the columns is a field of a record, such as 'frequency'.", ""};
}

std::optional<std::size_t> ArrowRecordColumns::column_of(Field field) const {
    for (std::size_t i = 0; i < uses_.size(); ++i) {
        if (uses_[i].kind == ColumnUse::Kind::field && uses_[i].field == field) return i;
    }
    return std::nullopt;
}

ArrowCells::ArrowCells(const ArrowRecordColumns& columns, Resolver& resolver, const CellUses& uses,
                       SipKey id_key)
    : record_columns_(columns),
      resolver_(resolver),
      uses_(uses),
      id_key_(id_key),
      dictionaries_(columns.uses().size()),
      integers_(columns.uses().size()) {}

void ArrowCells::check_utf8(std::string_view text) {
    if (!status_ || first_not_utf8(text) == std::string_view::npos) return;
    status_ = Error{ErrorCode::bad_encoding, "A text of the Arrow data is not UTF-8.", ""};
}

void ArrowCells::fill(std::size_t first, CellBlock& cells) {
    first_ = static_cast<std::int64_t>(first);
    const std::size_t rows =
        columns_->empty() ? 0 : static_cast<std::size_t>(columns_->front().size());
    cells.clear(std::min(kBlockRows, rows - std::min(rows, first)));
    for (std::size_t column = 0; column < columns_->size(); ++column) {
        const ColumnUse& use = record_columns_.uses()[column];
        if (use.kind == ColumnUse::Kind::field) fill_column(column, use.field, cells);
    }
}

void ArrowCells::fill_column(std::size_t column, Field field, CellBlock& cells) {
    const ArrowColumn& values = (*columns_)[column];
    const CellUse use = uses_[index(field)];
    if (use != CellUse::ignored) cells.present[index(field)] = true;
    if (use == CellUse::required && is_known_plain(column, field)) return;
    if (use == CellUse::absent || use == CellUse::required) {
        fill_presence(values, use == CellUse::required, cells);
    } else if (use == CellUse::checked) {
        if (is_known_plain(column, field)) return;
        number_rows(column, field, scratch_, cells);
        for (std::size_t row = 0; row < cells.rows; ++row) {
            if (!resolver_.is_plain(field, scratch_[row])) cells.mark(row);
        }
    } else if (field == Field::delivered_by && is_list(values.kind())) {
        number_roles(values, cells);
    } else if (use == CellUse::text || use == CellUse::learner_and_text) {
        Lane<std::uint32_t>& numbers = lane(texts_[index(field)]);
        number_rows(column, field, numbers, cells);
        cells.texts[index(field)] = &numbers;
        for (std::size_t row = 0; is_checked(field) && row < cells.rows; ++row) {
            if (!resolver_.is_plain(field, numbers[row])) cells.mark(row);
        }
    } else if (use == CellUse::quantity) {
        for (std::size_t rule = 0; rule < kQuantityRules.size(); ++rule) {
            if (kQuantityRules[rule].field == field) fill_quantity(values, rule, cells);
        }
    }
    if (use == CellUse::learner || use == CellUse::learner_and_text) fill_learners(column, cells);
}

void ArrowCells::fill_presence(const ArrowColumn& column, bool wanted, CellBlock& cells) {
    const bool all_there = !column.has_nulls() && is_whole(column.kind());
    if (column.kind() == ArrowKind::null && !wanted) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::int64_t at = first_ + static_cast<std::int64_t>(row);
        bool there = all_there;
        if (!there && !column.is_null(at)) {
            scratch_text_.clear();
            column.append_text(at, scratch_text_);
            there = !trimmed(scratch_text_).empty();
        }
        if (there != wanted) cells.mark(row);
    }
}

std::uint32_t ArrowCells::number_of(Field field, std::string_view text) {
    TextIds& ids = resolver_.texts()[field];
    const std::uint32_t before = ids.size();
    const std::uint32_t number = ids.id(text);
    if (ids.size() != before) check_utf8(text);
    return number;
}

const ArrowCells::KnownDictionary& ArrowCells::know_texts(std::size_t column, Field field) {
    const ArrowColumn& values = (*columns_)[column].dictionary();
    KnownDictionary& known = dictionaries_[column];
    const bool same = known.values && known.values->is_same_memory(values) &&
                      known.numbers.size() == static_cast<std::size_t>(values.size());
    if (same) return known;
    known = {};
    known.values = std::make_shared<const ArrowColumn>(values);
    known.all_plain = true;
    for (std::int64_t i = 0; i < values.size(); ++i) {
        scratch_text_.clear();
        values.append_text(i, scratch_text_);
        known.numbers.push_back(number_of(field, scratch_text_));
        const std::uint32_t number = known.numbers.back();
        const bool plain = number != TextIds::kNone && resolver_.is_plain(field, number);
        known.all_plain = known.all_plain && plain;
    }
    return known;
}

bool ArrowCells::is_known_plain(std::size_t column, Field field) {
    const ArrowColumn& values = (*columns_)[column];
    return values.kind() == ArrowKind::dictionary && !values.has_nulls() &&
           know_texts(column, field).all_plain;
}

void ArrowCells::number_categories(std::size_t column, Field field, Lane<std::uint32_t>& numbers,
                                   CellBlock& cells) {
    const ArrowColumn& values = (*columns_)[column];
    const std::vector<std::uint32_t>& known = know_texts(column, field).numbers;
    if (!values.has_nulls() && values.index_width() == sizeof(std::uint32_t)) {
        look_up(known.data(), values.values<std::uint32_t>() + first_, cells.rows, numbers.data());
    } else if (!values.has_nulls()) {
        values.for_indices(first_, cells.rows,
                           [&](std::size_t row, auto i) { numbers[row] = known[i]; });
    } else {
        for (std::size_t row = 0; row < cells.rows; ++row) {
            const std::int64_t at = first_ + static_cast<std::int64_t>(row);
            numbers[row] =
                values.is_null(at) ? 0 : known[static_cast<std::size_t>(values.index(at))];
        }
    }
}

std::uint32_t ArrowCells::number_of_value(std::size_t column, Field field, std::int64_t row) {
    const ArrowColumn& values = (*columns_)[column];
    if (values.is_null(row)) return 0;
    if (is_text(values.kind())) return number_of(field, values.text(row));
    KnownIntegers::Entry* entry = nullptr;
    if (is_whole(values.kind())) {
        if (!integers_[column]) integers_[column] = std::make_unique<KnownIntegers>();
        const std::int64_t value = values.integer(row);
        auto& entries = integers_[column]->entries;
        entry = &entries[static_cast<std::size_t>(value) % entries.size()];
        if (entry->value == value && entry->number != TextIds::kNone) return entry->number;
        entry->value = value;
    }
    scratch_text_.clear();
    values.append_text(row, scratch_text_);
    const std::uint32_t number = number_of(field, scratch_text_);
    if (entry != nullptr) entry->number = number;
    return number;
}

template <class Integer>
void ArrowCells::number_integers(std::size_t column, Field field, const Integer* values,
                                 Lane<std::uint32_t>& numbers, CellBlock& cells) {
    if (!integers_[column]) integers_[column] = std::make_unique<KnownIntegers>();
    const auto& entries = integers_[column]->entries;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::int64_t value = values[row];
        const KnownIntegers::Entry& entry =
            entries[static_cast<std::size_t>(value) % entries.size()];
        const bool known = entry.value == value && entry.number != TextIds::kNone;
        numbers[row] =
            known ? entry.number
                  : number_of_value(column, field, first_ + static_cast<std::int64_t>(row));
    }
}

void ArrowCells::number_rows(std::size_t column, Field field, Lane<std::uint32_t>& numbers,
                             CellBlock& cells) {
    const ArrowColumn& values = (*columns_)[column];
    if (values.kind() == ArrowKind::dictionary) {
        number_categories(column, field, numbers, cells);
    } else if (!values.has_nulls() &&
               (values.kind() == ArrowKind::int32 || values.kind() == ArrowKind::date32)) {
        number_integers(column, field, values.values<std::int32_t>() + first_, numbers, cells);
    } else if (!values.has_nulls() && values.kind() == ArrowKind::int64) {
        number_integers(column, field, values.values<std::int64_t>() + first_, numbers, cells);
    } else {
        for (std::size_t row = 0; row < cells.rows; ++row) {
            numbers[row] = number_of_value(column, field, first_ + static_cast<std::int64_t>(row));
        }
    }
    if (resolver_.texts()[field].size() < TextIds::kMost) return;
    for (std::size_t row = 0; row < cells.rows; ++row) {
        if (numbers[row] != TextIds::kNone) continue;
        numbers[row] = 0;
        cells.mark(row);
    }
}

void ArrowCells::number_roles(const ArrowColumn& column, CellBlock& cells) {
    std::array<Lane<std::uint32_t>*, kMostRoles> numbers;
    for (std::size_t i = 0; i < kMostRoles; ++i) {
        numbers[i] = &lane(texts_[index(kRoleFields[i])]);
        cells.texts[index(kRoleFields[i])] = numbers[i];
        cells.present[index(kRoleFields[i])] = true;
    }
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::int64_t at = first_ + static_cast<std::int64_t>(row);
        for (std::size_t i = 0; i < kMostRoles; ++i)
            (*numbers[i])[row] = 0;
        if (column.is_null(at)) continue;
        const auto [begin, end] = column.item_range(at);
        if (end - begin > static_cast<std::int64_t>(kMostRoles)) {
            cells.mark(row);
            continue;
        }
        for (std::int64_t i = begin; i < end; ++i) {
            scratch_text_.clear();
            column.items().append_text(i, scratch_text_);
            const auto position = static_cast<std::size_t>(i - begin);
            const std::uint32_t number = number_of(kRoleFields[position], scratch_text_);
            (*numbers[position])[row] = number == TextIds::kNone ? 0 : number;
            if (number == TextIds::kNone) cells.mark(row);
        }
    }
}

namespace {

/// Whether counts are within a rule's bounds, many at a time. The bits of doubles that are not
/// negative are in the order of the doubles; whatever else there is (negative, not a number) has a
/// highest bit set in one of the differences.
class BoundsCheck {
  public:
    explicit BoundsCheck(const QuantityRule& rule)
        : least_(std::bit_cast<std::uint64_t>(rule.least)),
          most_(std::bit_cast<std::uint64_t>(rule.most)) {}
    std::uint64_t operator()(double raw) const {
        const auto bits = std::bit_cast<std::uint64_t>(raw);
        return (most_ - bits) | (bits - least_) | bits;
    }
    static bool passed(std::uint64_t found) { return found >> 63U == 0; }

  private:
    std::uint64_t least_;
    std::uint64_t most_;
};

/// Whole numbers as quantities; whether all of them are plain.
template <class Integer>
bool scale_integers(const Integer* values, std::size_t rows, const QuantityRule& rule,
                    double* raws) {
    const auto scale = static_cast<double>(power_of_ten(rule.places));
    const BoundsCheck check(rule);
    std::uint64_t found = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const double raw = static_cast<double>(values[row]) * scale;
        found |= check(raw);
        raws[row] = raw;
    }
    return BoundsCheck::passed(found);
}

/// Doubles as quantities, each as its shortest decimal text; whether all of them are plain. Where
/// n / scale is the double, n / scale is that text, for no other decimal of so few digits is read
/// as it.
EFFAITH_WIDE bool scale_reals(const double* values, std::size_t rows, const QuantityRule& rule,
                              double* raws) {
    const auto scale = static_cast<double>(power_of_ten(rule.places));
    const BoundsCheck check(rule);
    std::uint64_t found = 0;
    std::uint64_t differ = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        const double raw = detail::nearest_whole(values[row] * scale);
        differ |=
            std::bit_cast<std::uint64_t>(raw / scale) ^ std::bit_cast<std::uint64_t>(values[row]);
        found |= check(raw);
        raws[row] = raw;
    }
    return BoundsCheck::passed(found) && differ == 0;
}

}  // namespace

void ArrowCells::fill_quantity(const ArrowColumn& column, std::size_t rule, CellBlock& cells) {
    const QuantityRule& limits = kQuantityRules[rule];
    Lane<double>& raws = lane(quantities_[rule]);
    cells.quantities[rule] = &raws;
    if (!column.has_nulls()) {
        const std::size_t rows = cells.rows;
        bool plain = false;
        if (column.kind() == ArrowKind::float64) {
            plain = scale_reals(column.values<double>() + first_, rows, limits, raws.data());
        } else if (column.kind() == ArrowKind::int32) {
            plain =
                scale_integers(column.values<std::int32_t>() + first_, rows, limits, raws.data());
        } else if (column.kind() == ArrowKind::int64) {
            plain =
                scale_integers(column.values<std::int64_t>() + first_, rows, limits, raws.data());
        } else if (column.kind() == ArrowKind::int16) {
            plain =
                scale_integers(column.values<std::int16_t>() + first_, rows, limits, raws.data());
        } else if (column.kind() == ArrowKind::int8) {
            plain =
                scale_integers(column.values<std::int8_t>() + first_, rows, limits, raws.data());
        }
        if (plain) return;
    }
    // One by one, by the text.
    for (std::size_t row = 0; row < cells.rows; ++row) {
        scratch_text_.clear();
        column.append_text(first_ + static_cast<std::int64_t>(row), scratch_text_);
        place_quantity(scratch_text_, limits, row, raws, cells);
    }
}

const ArrowCells::KnownDictionary& ArrowCells::know_learners(std::size_t column) {
    const ArrowColumn& values = (*columns_)[column].dictionary();
    KnownDictionary& known = dictionaries_[column];
    const bool same = known.values && known.values->is_same_memory(values) &&
                      known.hashes.size() == static_cast<std::size_t>(values.size());
    if (same) return known;
    if (!known.values || !known.values->is_same_memory(values)) known = {};
    known.values = std::make_shared<const ArrowColumn>(values);
    known.hashes.clear();
    known.blank.clear();
    known.any_blank = false;
    for (std::int64_t i = 0; i < values.size(); ++i) {
        scratch_text_.clear();
        values.append_text(i, scratch_text_);
        const std::string_view text = trimmed(scratch_text_);
        known.hashes.push_back(text.empty() ? 0 : siphash(id_key_, text));
        known.blank.push_back(text.empty() ? 1 : 0);
        known.any_blank = known.any_blank || text.empty();
    }
    return known;
}

void ArrowCells::fill_learners(std::size_t column, CellBlock& cells) {
    const ArrowColumn& values = (*columns_)[column];
    Lane<std::uint64_t>& hashes = lane(learners_);
    cells.learners = &hashes;
    const bool categories = values.kind() == ArrowKind::dictionary;
    const KnownDictionary* known = categories ? &know_learners(column) : nullptr;
    if (categories && !known->any_blank && !values.has_nulls()) {
        values.for_indices(first_, cells.rows,
                           [&](std::size_t row, auto i) { hashes[row] = known->hashes[i]; });
        std::fill_n(cells.no_learner.begin(), cells.rows, std::uint8_t{0});
        return;
    }
    for (std::size_t row = 0; row < cells.rows; ++row) {
        const std::int64_t at = first_ + static_cast<std::int64_t>(row);
        if (values.is_null(at)) {
            cells.no_learner[row] = 1;
        } else if (categories) {
            const auto i = static_cast<std::size_t>(values.index(at));
            hashes[row] = known->hashes[i];
            cells.no_learner[row] = static_cast<std::uint8_t>(known->blank[i]);
        } else {
            const std::string_view text = trimmed(text_at(column, at, scratch_text_));
            hashes[row] = text.empty() ? 0 : siphash(id_key_, text);
            cells.no_learner[row] = text.empty() ? 1 : 0;
        }
    }
}

std::string_view ArrowCells::text_at(std::size_t column, std::int64_t row,
                                     std::string& place) const {
    const ArrowColumn& values = (*columns_)[column];
    if (values.is_null(row)) return {};
    if (is_text(values.kind())) return values.text(row);
    place.clear();
    values.append_text(row, place);
    return place;
}

std::string_view ArrowCells::text(Field field, std::size_t row, std::string& place) const {
    const auto column = record_columns_.column_of(field);
    if (!column) return {};
    return trimmed(text_at(*column, static_cast<std::int64_t>(row), place));
}

std::string_view ArrowCells::carried_text(std::size_t row, std::size_t column) {
    const auto& uses = record_columns_.uses();
    for (std::size_t i = 0; i < uses.size(); ++i) {
        if (uses[i].kind != ColumnUse::Kind::carried || uses[i].carried != column) continue;
        const std::string_view text =
            text_at(i, first_ + static_cast<std::int64_t>(row), carried_text_);
        check_utf8(text);
        return text;
    }
    return {};
}

const RawRecord& ArrowCells::raw_record(std::size_t row) {
    const std::int64_t at = first_ + static_cast<std::int64_t>(row);
    struct Piece {
        std::size_t column;
        int role;  // which of a list, or -1
        std::size_t end;
    };
    std::vector<Piece> pieces;
    raw_text_.clear();
    raw_.cells = {};
    raw_.carried.clear();
    raw_.roles_beyond = 0;
    for (std::size_t i = 0; i < columns_->size(); ++i) {
        const ArrowColumn& column = (*columns_)[i];
        const ColumnUse& use = record_columns_.uses()[i];
        if (column.is_null(at)) continue;
        const bool roles = is_list(column.kind()) && use.kind == ColumnUse::Kind::field &&
                           use.field == Field::delivered_by;
        if (!roles) {
            column.append_text(at, raw_text_);
            pieces.push_back({i, -1, raw_text_.size()});
            continue;
        }
        const auto [first, last] = column.item_range(at);
        for (std::int64_t item = first; item < last; ++item) {
            const std::size_t before = raw_text_.size();
            column.items().append_text(item, raw_text_);
            if (item - first < static_cast<std::int64_t>(kMostRoles)) {
                pieces.push_back({i, static_cast<int>(item - first), raw_text_.size()});
                continue;
            }
            const std::string_view beyond = std::string_view(raw_text_).substr(before);
            if (!trimmed(beyond).empty()) ++raw_.roles_beyond;
            raw_text_.resize(before);
        }
    }
    std::size_t begin = 0;
    for (const Piece& piece : pieces) {
        const auto text = std::string_view(raw_text_).substr(begin, piece.end - begin);
        begin = piece.end;
        if (trimmed(text).empty()) continue;
        check_utf8(text);
        const bool number = (*columns_)[piece.column].is_number();
        const ColumnUse& use = record_columns_.uses()[piece.column];
        if (use.kind == ColumnUse::Kind::carried) {
            raw_.carried.push_back({use.carried, text, CarriedCell::Kind::text});
        } else if (piece.role >= 0) {
            raw_.at(kRoleFields[static_cast<std::size_t>(piece.role)]) = {text, false};
        } else {
            raw_.at(use.field) = {text, number};
        }
    }
    return raw_;
}

Result<bool> ArrowChunkReader::cut() {
    while (!supply_.batch || supply_.taken == (*supply_.batch)->length) {
        supply_.taken = 0;
        supply_.batch.reset();  // at the end there is none, however often it is asked
        const Result<bool> more = supply_.reader.cut(supply_.batch);
        if (!more || !*more) return more;
    }
    batch_ = supply_.batch;
    first_ = supply_.taken;
    count_ = std::min(kChunkRows, (*batch_)->length - first_);
    supply_.taken += count_;
    return true;
}

Status ArrowChunkReader::read() {
    rows_ = 0;
    Result<std::vector<ArrowColumn>> opened =
        supply_.reader.open_rows(**batch_, first_, count_, columns_);
    if (!opened) return opened.error();
    columns_ = std::move(*opened);
    held_ = batch_;
    cells_.open(columns_);
    rows_ = static_cast<std::size_t>(count_);
    return Done{};
}

}  // namespace effaith
