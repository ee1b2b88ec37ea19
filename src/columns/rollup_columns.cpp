// Roll-ups of Arrow streams, and their rows as one.
#include <thread>

#include "arrow/builder.hpp"
#include "arrow/producer.hpp"
#include "columns/arrow_push.hpp"
#include "columns/arrow_value.hpp"
#include "columns/rollup_run.hpp"
#include "columns/thread_count.hpp"
#include "effaith/io/columns.hpp"
#include "io/document_jobs.hpp"

namespace effaith {
namespace {

Result<Rollup> run(const Engine& engine, ArrowArrayStream* records,
                   const std::vector<std::string>& by, bool totals, const ColumnOptions& options,
                   ColumnReport& report) {
    const Vocabulary words;
    RollupRunOptions how;
    how.threads = thread_count(options.threads);
    how.dates = DateNotation{options.serial_dates};
    how.most_rejected = options.most_rejected;
    how.progress = options.progress;
    Result<RollupRun> run = RollupRun::create(engine, words, by, totals, how);
    if (!run) return run.error();
    Result<OpenedRecords> opened = open_records(records, by, words, options);
    if (!opened) return opened.error();
    const ArrowRecordColumns& columns = opened->columns;
    ArrowSupply supply{std::move(opened->reader), nullptr, 0};
    const Status added = run->add_chunks(columns.carried(), [&](RollupFeeder& feeder) {
        return std::make_unique<ArrowChunkReader>(supply, columns, feeder.resolver(), feeder.uses(),
                                                  feeder.id_key());
    });
    if (!added) return added.error();
    report.records = run->records();
    report.rejected = run->rejected();
    report.carried = columns.carried();
    return run->finish();
}

/// The rows of a roll-up as one batch.
class RowProducer : public ArrowProducer {
  public:
    RowProducer(const Rollup& rollup, const ProtectedRollup* table, DecimalColumns decimals)
        : table_(table), numbers_(rollup.numeric_columns()) {
        const std::vector<RollupRow> own =
            table == nullptr ? rollup.rows() : std::vector<RollupRow>();
        const std::vector<RollupRow>& rows = table == nullptr ? own : table->rows();
        const ShownFigures figures(rollup);
        for (const std::string& name : rollup.by())
            fields_.push_back(ArrowField::utf8(name));
        fields_.push_back(ArrowField::int64("level"));
        for (const GroupFigure& figure : group_figures())
            fields_.push_back(value_field(figure.name, figure.shape, decimals));
        for (const std::size_t column : numbers_) {
            fields_.push_back(ArrowField::int64(rollup.column_name(column) + " n"));
            fields_.push_back(ArrowField::float64(rollup.column_name(column) + " mean"));
        }
        if (table_ != nullptr) fields_.push_back(ArrowField::utf8("suppressed"));
        builder_ =
            std::make_unique<ArrowBatchBuilder>(fields_, static_cast<std::int64_t>(rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i)
            write(rollup, figures, rows[i], static_cast<std::int64_t>(i));
    }
    Status schema(ArrowSchema* out) override {
        export_arrow_schema(fields_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (!builder_) return false;
        const Status done = builder_->finish(out);
        builder_.reset();
        if (!done) return done.error();
        return true;
    }

  private:
    void write(const Rollup& rollup, const ShownFigures& figures, const RollupRow& row,
               std::int64_t at) {
        const std::size_t keys = rollup.by().size();
        for (std::size_t i = 0; i < keys; ++i) {
            const bool there = i < row.level && row.key[i].has_value();
            const Status put =
                there ? builder_->column(i).append(*row.key[i]) : builder_->column(i).append_null();
            if (!put) builder_->column(i).set_null(at);
        }
        builder_->column(keys).integers()[at] = static_cast<std::int64_t>(row.level);
        std::size_t column = keys + 1;
        hidden_.clear();
        const auto place = static_cast<std::size_t>(at);
        for (std::size_t figure = 0; figure < group_figures().size(); ++figure) {
            put(column++, at,
                table_ == nullptr ? figures.of(group_figures()[figure], *row.totals)
                                  : table_->figure(place, figure));
        }
        for (std::size_t number = 0; number < numbers_.size(); ++number) {
            const CarriedTotal total = row.totals->carried_at(numbers_[number]);
            put(column++, at,
                table_ == nullptr ? FigureValue::of(total.n) : table_->carried_n(place, number));
            put(column++, at,
                table_ == nullptr ? carried_mean(total) : table_->carried_mean(place, number));
        }
        if (table_ == nullptr) return;
        const Status named = hidden_.empty() ? builder_->column(column).append_null()
                                             : builder_->column(column).append(hidden_);
        if (!named) builder_->column(column).set_null(at);
    }
    void put(std::size_t column, std::int64_t at, const FigureValue& value) {
        const bool hidden = value.kind == FigureValue::Kind::word && value.word == kSuppressed;
        if (hidden) (hidden_ += hidden_.empty() ? "" : " ") += fields_[column].name;
        write_value(builder_->column(column), fields_[column], at, hidden ? FigureValue{} : value);
    }

    const ProtectedRollup* table_;      // null where all is shown
    std::string hidden_;                // figures of the row at hand, blanks between
    std::vector<std::size_t> numbers_;  // carried columns that are all numbers
    std::vector<ArrowField> fields_;
    std::unique_ptr<ArrowBatchBuilder> builder_;
};

}  // namespace

Result<Rollup> rollup_columns(const Engine& engine, ArrowArrayStream* records,
                              std::vector<std::string> by, bool totals,
                              const ColumnOptions& options, ColumnReport* report) {
    ColumnReport unused;
    return run(engine, records, by, totals, options, report == nullptr ? unused : *report);
}

Status update_columns(Rollup& rollup, ArrowArrayStream* records, const ColumnOptions& options,
                      ColumnReport* report) {
    const Result<Rollup> added =
        rollup_columns(rollup.engine(), records, rollup.by(), rollup.has_totals(), options, report);
    if (!added) return added.error();
    return rollup.merge(*added);
}

void export_rows(const Rollup& rollup, DecimalColumns decimals, ArrowArrayStream* out) {
    make_arrow_stream(std::make_unique<RowProducer>(rollup, nullptr, decimals), out);
}

void export_rows(const ProtectedRollup& table, DecimalColumns decimals, ArrowArrayStream* out) {
    make_arrow_stream(std::make_unique<RowProducer>(table.rollup(), &table, decimals), out);
}

}  // namespace effaith
