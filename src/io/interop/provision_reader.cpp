// The exports of provision maps, a row for a pupil in a provision with its review, as records.
//
// Nothing of a row is lost: a column that is no field, and a cell that its field cannot take, are
// carried through under their own names.
#include <algorithm>
#include <deque>
#include <unordered_set>

#include "effaith/io/interop.hpp"
#include "effaith/text_key.hpp"
#include "io/csv.hpp"
#include "io/interop/text_records.hpp"

namespace effaith::interop {
namespace {

constexpr std::int64_t kMinutesInHour = 60;

/// What a column of the export is.
struct Column {
    enum class Kind : std::uint8_t { carried, field, review, review_date } kind = Kind::carried;
    Field field = Field::id;
    bool is_minutes = false;
    std::string header;      ///< as it stands
    std::string carried_as;  ///< no field of records, and the name of no other column
};

/// Columns stay where they are when others are added.
using Columns = std::deque<Column>;

bool is_among(const std::vector<std::string>& names, std::string_view header) {
    return std::any_of(names.begin(), names.end(), [header](const std::string& name) {
        return word_key(name) == word_key(header);
    });
}

/// Numbers by what stands there, words by their letters and digits.
bool is_word(std::string_view word, std::string_view found) {
    if (same_text(trimmed(word), found)) return true;
    const bool has_letter = std::any_of(word.begin(), word.end(), [](char c) {
        return (static_cast<unsigned char>(c) | 0x20U) >= 'a';
    });
    return has_letter && word_key(word) == word_key(found);
}

/// The columns of an export, by its header row.
class ExportHeader {
  public:
    ExportHeader(const Tools& tools, const Mapping& mapping, const ReviewMapping& review)
        : tools_(tools), mapping_(mapping), review_(review) {}

    Columns read(const CsvRow& row) {
        Columns columns;
        for (const std::string_view cell : row.cells)
            columns.push_back(column(trimmed(cell), columns));
        return columns;
    }

    /// A column that the header does not have.
    Column beyond(const Columns& columns) { return column("", columns); }

  private:
    Column column(std::string_view header, const Columns& before) {
        Column made;
        made.header =
            header.empty() ? "column " + std::to_string(before.size() + 1) : std::string(header);
        made.carried_as = carried_name(made.header);
        if (!header.empty()) find(header, made);
        const bool is_second = std::any_of(before.begin(), before.end(), [&](const Column& each) {
            return each.kind == made.kind && each.field == made.field;
        });
        if (is_second) made.kind = Column::Kind::carried;
        return made;
    }

    void find(std::string_view header, Column& made) const {
        if (is_among(review_.columns, header)) {
            made.kind = Column::Kind::review;
            return;
        }
        if (is_among(review_.date_columns, header)) {
            made.kind = Column::Kind::review_date;
            return;
        }
        std::optional<Field> field = tools_.words.field(header);
        for (const ColumnMapping& known : mapping_.columns) {
            if (!is_among(known.columns, header)) continue;
            const auto name = std::find(kFieldNames.begin(), kFieldNames.end(), known.field);
            field = static_cast<Field>(name - kFieldNames.begin());
            made.is_minutes = known.unit == TimeUnit::minutes;
            break;
        }
        if (!field) return;
        made.kind = Column::Kind::field;
        made.field = *field;
    }

    /// A name under which the column can be read again without being taken for a field.
    std::string carried_name(const std::string& header) {
        std::string name = header;
        if (tools_.words.field(name)) name += " (as exported)";
        const std::string once = name;
        for (int i = 2; !names_.insert(word_key(name)).second; ++i)
            name = once + " (" + std::to_string(i) + ")";
        return name;
    }

    const Tools& tools_;
    const Mapping& mapping_;
    const ReviewMapping& review_;
    std::unordered_set<std::string> names_;
};

class ProvisionReader {
  public:
    ProvisionReader(const Tools& tools, const Mapping& mapping, DateNotation dates)
        : tools_(tools),
          review_(mapping.review ? *mapping.review : *default_mapping().review),
          header_(tools, mapping.columns.empty() ? default_mapping() : mapping, review_),
          reader_(tools.engine, tools.words, dates),
          dates_(dates) {}

    Result<Imported> read(std::string_view csv) {
        MemorySource source(csv);
        CsvReader reader(source);
        CsvRow row;
        while (true) {
            const Result<bool> more = reader.next(row);
            if (!more) return more.error();
            if (!*more) break;
            columns_.empty() ? void(columns_ = header_.read(row)) : take(row);
        }
        if (columns_.empty())
            return Error{ErrorCode::bad_csv, "The file is empty: there is no header row.", ""};
        return std::move(out_);
    }

  private:
    void take(const CsvRow& row) {
        TextRecord record;
        record.row = static_cast<std::int64_t>(out_.records.size()) + 1;
        record.line = row.line;
        review_cell_ = review_date_ = nullptr;
        const std::size_t headed = columns_.size();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const std::string_view cell = trimmed(row.cells[i]);
            if (cell.empty()) continue;
            while (i >= columns_.size())
                columns_.push_back(header_.beyond(columns_));
            if (i >= headed) note(record, NoteCode::beyond_header, columns_[i].header, cell);
            place(record, columns_[i], cell);
        }
        refuse_cells(record);
        read_review(record);
        out_.records.push_back(std::move(record));
    }

    void note(const TextRecord& record, NoteCode code, std::string_view where,
              std::string_view found, std::string detail = {}) {
        out_.loss.push_back({code, std::string(where), std::string(found), std::move(detail),
                             record.row, record.line});
    }

    static void carry(TextRecord& record, const Column& column, std::string_view cell) {
        record.carried.push_back({column.carried_as, std::string(cell), CarriedCell::Kind::text});
    }

    void place(TextRecord& record, const Column& column, std::string_view cell) {
        switch (column.kind) {
            case Column::Kind::carried:
                return carry(record, column, cell);
            case Column::Kind::review:
                review_cell_ = &column;
                return carry(record, column, cell);
            case Column::Kind::review_date:
                review_date_ = &column;
                return carry(record, column, cell);
            case Column::Kind::field:
                break;
        }
        practice::Given& given = record.text.at(column.field);
        given = {std::string(cell), false};
        if (column.is_minutes) read_minutes(record, column, given);
    }

    /// Minutes become hours to 4 places, to the nearest.
    void read_minutes(TextRecord& record, const Column& column, practice::Given& given) {
        ReadDecimal read;
        const bool is_number = read_decimal(given.text, Hours::places, read) == DecimalFault::none;
        if (!is_number || read.raw < 0) {
            note(record, NoteCode::refused_cell, column.header, given.text);
            carry(record, column, given.text);
            given = {};
            return;
        }
        const std::int64_t raw =
            read.raw / kMinutesInHour + (read.raw % kMinutesInHour * 2 >= kMinutesInHour ? 1 : 0);
        given.text.clear();
        append_decimal(given.text, raw, Hours::places);
        given.is_number = true;
    }

    const Column* column_of(Field field) const {
        for (const Column& column : columns_)
            if (column.kind == Column::Kind::field && column.field == field) return &column;
        return nullptr;
    }

    /// Cells that their fields cannot take are carried instead.
    void refuse_cells(TextRecord& record) {
        const RawRecord raw = raw_of(record);
        Record read;
        Issues issues;
        reader_.read(raw, read, issues);
        for (const Issue& issue : issues.list()) {
            practice::Given& given = record.text.at(issue.field);
            const Column* column = column_of(issue.field);
            if (issue.severity != Severity::error || !given.is_there() || column == nullptr)
                continue;
            note(record, NoteCode::refused_cell, column->header, given.text,
                 tools_.language.message(issue));
            carry(record, *column, given.text);
            given = {};
        }
    }

    std::string carried_text(const TextRecord& record, const Column& column) const {
        for (const CarriedText& cell : record.carried)
            if (cell.column == column.carried_as) return cell.text;
        return "";
    }

    void read_review(TextRecord& record) {
        if (review_cell_ == nullptr) return;
        const std::string found = carried_text(record, *review_cell_);
        for (const ReviewPoint& point : review_.points) {
            for (const std::string& word : point.words)
                if (is_word(word, found)) return set_review(record, point);
        }
        const auto outcome = tools_.words.outcome(found);
        if (!outcome) return note(record, NoteCode::unknown_review, review_cell_->header, found);
        set(record, Field::outcome, name_of(*outcome));
    }

    static void set(TextRecord& record, Field field, std::string_view text,
                    bool is_number = false) {
        if (!record.text.at(field).is_there())
            record.text.at(field) = {std::string(text), is_number};
    }

    void set_review(TextRecord& record, const ReviewPoint& point) {
        ReadDecimal read;
        const bool is_whole = read_decimal(point.score.text, 0, read) == DecimalFault::none;
        const int score =
            is_whole ? static_cast<int>(std::clamp<std::int64_t>(read.raw, -2, 2)) : 0;
        if (point.outcome) set(record, Field::outcome, name_of(*point.outcome));
        if (!point.outcome || outcome_of_score(score) == *point.outcome)
            set(record, Field::outcome_score, std::to_string(score), true);
        set_step(record, point);
    }

    /// Puts the review on its ladder, where the row has no score of its own.
    void set_step(TextRecord& record, const ReviewPoint& point) {
        if (review_.measure.empty() || point.step.empty()) return;
        const practice::Given& measure = record.text.at(Field::measure);
        const bool is_free = !measure.is_there() || same_text(measure.text, review_.measure);
        if (!is_free || record.text.at(Field::actual).is_there())
            return note(record, NoteCode::review_twice, review_cell_->header, point.step);
        set(record, Field::measure, review_.measure);
        set(record, Field::actual, point.step);
        if (review_date_ == nullptr) return;
        const std::string day = carried_text(record, *review_date_);
        if (const auto read = read_date(day, tools_.words, dates_))
            set(record, Field::actual_date, to_text(*read));
        else
            note(record, NoteCode::refused_cell, review_date_->header, day);
    }

    const Tools& tools_;
    const ReviewMapping& review_;
    ExportHeader header_;
    RecordReader reader_;
    DateNotation dates_;
    Columns columns_;
    const Column* review_cell_ = nullptr;
    const Column* review_date_ = nullptr;
    Imported out_;
};

}  // namespace

Result<Imported> read_provision(const Tools& tools, std::string_view csv, const Mapping& mapping,
                                DateNotation dates) {
    return ProvisionReader(tools, mapping, dates).read(csv);
}

}  // namespace effaith::interop
