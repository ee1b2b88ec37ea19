// Roll-up handles: the calls.
#include "rollup_handles.hpp"

#include "columns/rollup_run.hpp"
#include "columns/thread_count.hpp"
#include "effaith/io/columns.hpp"
#include "io/document_jobs.hpp"
#include "io/duplicates.hpp"
#include "options.hpp"
#include "record_reader.hpp"
#include "structs.hpp"
#include "wide_words.hpp"

namespace effaith::capi {
namespace {

/// Errors: invalid_argument for what is no roll-up, or a lost one.
Status check_rollup(const effaith_rollup* rollup) {
    if (!is_live(rollup)) return misuse("rollup is no roll-up.", "rollup");
    if (rollup->is_whole) return Done{};
    return misuse("There was no memory while records were added; destroy this roll-up.", "rollup");
}

/// Adds what `make` has gathered, all or nothing. Without memory halfway through, the roll-up is
/// lost, and knows it.
template <class Make>
Status add_to(effaith_rollup* rollup, const Make& make) {
    if (const Status usable = check_rollup(rollup); !usable) return usable;
    const Result<Rollup> added = make();
    if (!added) return added.error();
    rollup->is_whole = false;
    const Status merged = rollup->state.merge(*added);
    rollup->is_whole = true;
    return merged;
}

/// An empty roll-up of the same dimensions.
Result<Rollup> empty_like(const effaith_rollup& rollup) {
    return Rollup::create(rollup.parts->engine, rollup.state.by(), rollup.state.has_totals());
}

Result<Rollup> gather_records(const effaith_rollup& rollup, const RecordArray& records) {
    if (const Status fits = records.check(); !fits) return fits.error();
    Result<Rollup> gathered = empty_like(rollup);
    if (!gathered) return gathered.error();
    const Engine& engine = rollup.parts->engine;
    SeenIds seen;
    Record record;
    RecordAnalysis analysis;
    for (std::size_t i = 0; i < records.size(); ++i) {
        const Status read = read_record(engine, records.at(i), record);
        if (!read) return at_record(read.error(), i);
        analysis.clear();
        note_duplicate(seen, record, static_cast<std::int64_t>(i) + 1, analysis.issues);
        engine.analyse(record, analysis);
        const Status updated = gathered->update(record, analysis, {});
        if (!updated) return at_record(updated.error(), i);
    }
    return gathered;
}

Result<Rollup> gather_document(const effaith_rollup& rollup, std::string_view document,
                               const CallOptions& options) {
    RollupRunOptions how;
    how.threads = thread_count(options.columns.threads);
    how.dates = DateNotation{options.columns.serial_dates};
    how.most_rejected = 0;
    how.progress = options.columns.progress;
    Result<RollupRun> run = RollupRun::create(rollup.parts->engine, rollup.parts->words,
                                              rollup.state.by(), rollup.state.has_totals(), how);
    if (!run) return run.error();
    MemorySource source(document);
    const Status added = options.input_of(document) == RecordFormat::csv ? run->add_csv(source)
                                                                         : run->add_json(source);
    if (!added) return added.error();
    return run->finish();
}

effaith_rows::Row row_of(const ShownFigures& shown, const RollupRow& row) {
    effaith_rows::Row out;
    out.key.assign(row.key.begin(), row.key.begin() + static_cast<std::ptrdiff_t>(row.level));
    for (const GroupFigure& figure : group_figures())
        out.figures.push_back(shown.of(figure, *row.totals));
    return out;
}

effaith_value value_struct(const FigureValue& value) {
    effaith_value out{};
    switch (value.kind) {
        case FigureValue::Kind::none:
            break;
        case FigureValue::Kind::decimal: {
            out.kind = EFFAITH_VALUE_DECIMAL;
            out.places = value.places;
            const WideWords words = words_of(value.raw);
            out.low = words.low;
            out.high = static_cast<std::int64_t>(words.high);
            break;
        }
        case FigureValue::Kind::real:
            out.kind = EFFAITH_VALUE_REAL;
            out.real = value.real;
            break;
        case FigureValue::Kind::word:
            out.kind = EFFAITH_VALUE_WORD;
            out.word = {value.word.data(), value.word.size()};
            break;
    }
    return out;
}

/// A new handle on a roll-up.
Status give_rollup(const SharedEngine& parts, Result<Rollup> made, effaith_rollup** rollup) {
    if (!made) return made.error();
    *rollup = new effaith_rollup(parts, std::move(*made));
    return Done{};
}

Error no_dimension(std::size_t count) {
    return misuse("The roll-up has " + std::to_string(count) + " dimensions, counted from 0.",
                  "dimension");
}

Result<const effaith_rows::Row*> row_at(const effaith_rows* rows, std::size_t row) {
    if (!is_live(rows)) return misuse("rows are no rows.", "rows");
    if (row < rows->rows.size()) return &rows->rows[row];
    return misuse("There are " + std::to_string(rows->rows.size()) +
                      " rows, counted from 0; there is none at " + std::to_string(row) + ".",
                  "row");
}

}  // namespace

Status check_rows(const effaith_rollup* rollup) {
    if (const Status usable = check_rollup(rollup); !usable) return usable;
    return check_dimensions(rollup->state);
}

}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_rollup_create(const effaith_engine* engine,
                                                  const effaith_text* by, size_t n_by,
                                                  int32_t totals, effaith_rollup** rollup,
                                                  effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (rollup == nullptr) return misuse("rollup is NULL.", "rollup");
        Result<std::vector<std::string>> dimensions = read_dimensions(by, n_by);
        if (!dimensions) return dimensions.error();
        const Result<bool> with_totals = flag_of(totals, "totals");
        if (!with_totals) return with_totals.error();
        const EngineParts& parts = *engine->parts;
        return give_rollup(engine->parts,
                           Rollup::create(parts.engine, std::move(*dimensions), *with_totals),
                           rollup);
    });
}

void EFFAITH_CALL effaith_rollup_destroy(effaith_rollup* rollup) {
    destroy(rollup);
}

effaith_status EFFAITH_CALL effaith_rollup_add_records(effaith_rollup* rollup,
                                                       const effaith_record* records, size_t n,
                                                       size_t stride, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        return add_to(rollup, [&] { return gather_records(*rollup, {records, n, stride}); });
    });
}

effaith_status EFFAITH_CALL effaith_rollup_add_document(effaith_rollup* rollup, const char* records,
                                                        size_t size, const effaith_options* given,
                                                        effaith_error** error) {
    return guarded(error, [&]() -> Status {
        return add_to(rollup, [&]() -> Result<Rollup> {
            const auto document = text_of(records, size, "records");
            if (!document) return document.error();
            const Result<CallOptions> options = read_options(given);
            if (!options) return options.error();
            return gather_document(*rollup, *document, *options);
        });
    });
}

effaith_status EFFAITH_CALL effaith_rollup_add_columns(effaith_rollup* rollup,
                                                       struct ArrowArrayStream* records,
                                                       const effaith_options* given,
                                                       effaith_error** error) {
    return guarded(error, [&]() -> Status {
        return add_to(rollup, [&]() -> Result<Rollup> {
            if (records == nullptr || records->release == nullptr)
                return misuse("records is NULL, or a stream that is released.", "records");
            Result<CallOptions> options = read_options(given);
            if (!options) return options.error();
            options->columns.most_rejected = 0;
            return rollup_columns(rollup->parts->engine, records, rollup->state.by(),
                                  rollup->state.has_totals(), options->columns);
        });
    });
}

effaith_status EFFAITH_CALL effaith_rollup_merge(effaith_rollup* rollup,
                                                 const effaith_rollup* other,
                                                 effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rollup(rollup); !usable) return usable;
        if (const Status usable = check_rollup(other); !usable) return usable;
        if (rollup == other) return misuse("A roll-up cannot be added to itself.", "other");
        rollup->is_whole = false;
        const Status merged = rollup->state.merge(other->state);
        rollup->is_whole = true;
        return merged;
    });
}

effaith_status EFFAITH_CALL effaith_rollup_serialise(const effaith_rollup* rollup, char** bytes,
                                                     size_t* size, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rollup(rollup); !usable) return usable;
        if (const Status place = check_place(bytes, size); !place) return place;
        return give_text(rollup->state.serialise(), bytes, size);
    });
}

effaith_status EFFAITH_CALL effaith_rollup_deserialise(const effaith_engine* engine,
                                                       const char* bytes, size_t size,
                                                       effaith_rollup** rollup,
                                                       effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (rollup == nullptr) return misuse("rollup is NULL.", "rollup");
        const auto state = text_of(bytes, size, "bytes");
        if (!state) return state.error();
        return give_rollup(engine->parts, Rollup::deserialise(engine->parts->engine, *state),
                           rollup);
    });
}

effaith_status EFFAITH_CALL effaith_rollup_count(const effaith_rollup* rollup,
                                                 effaith_counts* counts, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rollup(rollup); !usable) return usable;
        if (const Status fits = check_out(counts, "counts"); !fits) return fits;
        const DocumentCounts found = counts_of(rollup->state);
        effaith_counts answer{};
        answer.records = found.records;
        answer.analysed = found.analysed;
        answer.rejected = found.rejected;
        answer.comparison = found.comparison;
        write_struct(answer, counts);
        return Done{};
    });
}

size_t EFFAITH_CALL effaith_rollup_dimension_count(const effaith_rollup* rollup) {
    return is_live(rollup) ? rollup->state.by().size() : 0;
}

effaith_status EFFAITH_CALL effaith_rollup_dimension(const effaith_rollup* rollup, size_t dimension,
                                                     effaith_text* name, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(rollup)) return misuse("rollup is no roll-up.", "rollup");
        if (name == nullptr) return misuse("name is NULL.", "name");
        const std::vector<std::string>& by = rollup->state.by();
        if (dimension >= by.size()) return no_dimension(by.size());
        *name = {by[dimension].data(), by[dimension].size()};
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_rollup_document(const effaith_rollup* rollup,
                                                    const effaith_options* given, char** text,
                                                    size_t* size, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rows(rollup); !usable) return usable;
        if (const Status place = check_place(text, size); !place) return place;
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        return give_text(
            rollup_document(rollup->parts->engine, rollup->state, rollup->parts->language,
                            options->format, counts_of(rollup->state)),
            text, size);
    });
}

effaith_status EFFAITH_CALL effaith_rollup_columns(const effaith_rollup* rollup,
                                                   const effaith_options* given,
                                                   struct ArrowArrayStream* rows,
                                                   effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rows(rollup); !usable) return usable;
        if (rows == nullptr) return misuse("rows is NULL.", "rows");
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        export_rows(rollup->state, options->columns.decimals, rows);
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_rollup_rows(const effaith_rollup* rollup, effaith_rows** rows,
                                                effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (const Status usable = check_rows(rollup); !usable) return usable;
        if (rows == nullptr) return misuse("rows is NULL.", "rows");
        auto made = std::make_unique<effaith_rows>();
        made->dimensions = rollup->state.by().size();
        const ShownFigures shown(rollup->state);
        for (const RollupRow& row : rollup->state.rows())
            made->rows.push_back(row_of(shown, row));
        *rows = made.release();
        return Done{};
    });
}

void EFFAITH_CALL effaith_rows_destroy(effaith_rows* rows) {
    destroy(rows);
}

size_t EFFAITH_CALL effaith_rows_count(const effaith_rows* rows) {
    return is_live(rows) ? rows->rows.size() : 0;
}

effaith_status EFFAITH_CALL effaith_rows_key(const effaith_rows* rows, size_t row, size_t dimension,
                                             effaith_text* text, int32_t* known,
                                             effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto found = row_at(rows, row);
        if (!found) return found.error();
        if (text == nullptr || known == nullptr) return misuse("There is no place for the answer.");
        if (dimension >= rows->dimensions) return no_dimension(rows->dimensions);
        const std::vector<KeyPart>& key = (*found)->key;
        const bool there = dimension < key.size() && key[dimension].has_value();
        *known = there ? 1 : (dimension < key.size() ? 0 : -1);
        *text = there ? effaith_text{key[dimension]->data(), key[dimension]->size()}
                      : effaith_text{nullptr, 0};
        return Done{};
    });
}

effaith_status EFFAITH_CALL effaith_rows_figure(const effaith_rows* rows, size_t row,
                                                int32_t figure, effaith_value* value,
                                                effaith_error** error) {
    return guarded(error, [&]() -> Status {
        const auto found = row_at(rows, row);
        if (!found) return found.error();
        if (const Status fits = check_out(value, "value"); !fits) return fits;
        const auto& figures = (*found)->figures;
        if (figure < 0 || static_cast<std::size_t>(figure) >= figures.size()) {
            return misuse(
                "A row has " + std::to_string(figures.size()) + " figures, counted from 0.",
                "figure");
        }
        write_struct(value_struct(figures[static_cast<std::size_t>(figure)]), value);
        return Done{};
    });
}
