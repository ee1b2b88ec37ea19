// Evidence from columns and as columns.
#include "arrow/builder.hpp"
#include "arrow/producer.hpp"
#include "columns/arrow_push.hpp"
#include "effaith/io/evidence.hpp"
#include "evidence/leaves.hpp"
#include "io/evidence_sink.hpp"
#include "io/pipeline.hpp"

namespace effaith {
namespace {

ArrowField field_of(const Leaf& leaf) {
    if (leaf.kind == Leaf::Kind::whole) return ArrowField::int64(leaf.path);
    if (leaf.kind == Leaf::Kind::real) return ArrowField::float64(leaf.path);
    return ArrowField::utf8(leaf.path);
}

std::int64_t count_lines(const std::vector<EvidenceRow>& rows) {
    std::int64_t lines = 0;
    for_each_line(rows, [&](const EvidenceRow&, const MeasureEvidence*) { ++lines; });
    return lines;
}

/// An answer as one batch.
class LineProducer : public ArrowProducer {
  public:
    LineProducer(const Evidence& evidence, const EvidenceAnswer& answer) {
        for (const std::string& name : evidence.by())
            fields_.push_back(ArrowField::utf8(name));
        fields_.push_back(ArrowField::utf8("measure"));
        for (const Leaf& leaf : leaves_of(EvidenceRow{}, nullptr))
            fields_.push_back(field_of(leaf));
        builder_ = std::make_unique<ArrowBatchBuilder>(fields_, count_lines(answer.rows));
        for_each_line(answer.rows, [&](const EvidenceRow& row, const MeasureEvidence* measure) {
            write(row, measure);
            ++at_;
        });
    }
    Status schema(ArrowSchema* out) override {
        export_arrow_schema(fields_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (!builder_) return false;
        if (!failed_) return failed_.error();
        const Status done = builder_->finish(out);
        builder_.reset();
        if (!done) return done.error();
        return true;
    }

  private:
    void write(const EvidenceRow& row, const MeasureEvidence* measure) {
        std::size_t column = 0;
        for (const KeyPart& part : row.key)
            put_text(column++, part ? std::optional<std::string_view>(*part) : std::nullopt);
        put_text(column++, measure == nullptr
                               ? std::nullopt
                               : std::optional<std::string_view>(measure->measure->id));
        for (const Leaf& leaf : leaves_of(row, measure))
            put(column++, leaf);
    }
    void put_text(std::size_t column, std::optional<std::string_view> text) {
        const Status put =
            text ? builder_->column(column).append(*text) : builder_->column(column).append_null();
        if (!put && failed_) failed_ = put.error();
    }
    void put(std::size_t at, const Leaf& leaf) {
        ArrowColumnBuilder& column = builder_->column(at);
        const auto* number = std::get_if<double>(&leaf.value);
        const auto* count = std::get_if<std::int64_t>(&leaf.value);
        const auto* word = std::get_if<std::string_view>(&leaf.value);
        switch (leaf.kind) {
            case Leaf::Kind::word:
                return put_text(at, word == nullptr ? std::nullopt : std::optional(*word));
            case Leaf::Kind::whole:
                column.integers()[at_] = count == nullptr ? 0 : *count;
                break;
            case Leaf::Kind::real:
                column.reals()[at_] = number == nullptr ? 0.0 : *number;
                break;
        }
        if (number == nullptr && count == nullptr) column.set_null(at_);
    }

    std::vector<ArrowField> fields_;
    std::unique_ptr<ArrowBatchBuilder> builder_;
    std::int64_t at_ = 0;
    Status failed_ = Done{};
};

}  // namespace

Result<Evidence> evidence_columns(const Engine& engine, ArrowArrayStream* records,
                                  std::vector<std::string> by, const ColumnOptions& options) {
    Result<Evidence> evidence = Evidence::create(engine, std::move(by));
    if (!evidence) return evidence.error();
    const Vocabulary words;
    Result<OpenedRecords> opened = open_records(records, evidence->by(), words, options);
    if (!opened) return opened.error();
    const DateNotation dates{options.serial_dates};
    EvidenceSink sink(*evidence, options.progress);
    Pipeline pipeline(engine, words, dates, sink);
    if (const Status read = push_records(*opened, engine, words, dates, pipeline); !read)
        return read.error();
    return evidence;
}

void export_evidence(const Evidence& evidence, const EvidenceAnswer& answer,
                     ArrowArrayStream* out) {
    make_arrow_stream(std::make_unique<LineProducer>(evidence, answer), out);
}

}  // namespace effaith
