#include "columns/rollup_run.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "columns/record_numbers.hpp"
#include "columns/workers.hpp"
#include "io/csv_header.hpp"

namespace effaith {

/// What the workers of one source share.
struct RollupRun::Crew {
    std::mutex cutting;
    std::int64_t chunks_cut = 0;
    bool ended = false;
    std::mutex order;
    std::condition_variable turn;
    std::int64_t next_chunk = 0;
    bool abandoned = false;  // a worker is gone, and its turn with it
    /// The error of the earliest chunk that has one.
    std::mutex failing;
    std::int64_t failed_chunk = 0;
    std::optional<Error> error;

    void fail(std::int64_t chunk, const Error& found) {
        const std::lock_guard lock(failing);
        if (error && failed_chunk <= chunk) return;
        failed_chunk = chunk;
        error = found;
    }
    bool failed() {
        const std::lock_guard lock(failing);
        return error.has_value();
    }
    void abandon() {
        const std::lock_guard lock(order);
        abandoned = true;
        turn.notify_all();
    }
    /// Waits for the turn of a chunk; false where it will never come.
    bool wait_for(std::int64_t chunk, std::unique_lock<std::mutex>& lock) {
        turn.wait(lock, [&] { return abandoned || next_chunk == chunk; });
        return !abandoned;
    }
};

Result<RollupRun> RollupRun::create(const Engine& engine, const Vocabulary& words,
                                    std::vector<std::string> by, bool totals,
                                    RollupRunOptions options) {
    options.threads = std::max(options.threads, 1);
    RollupRun run(engine, words, std::move(options));
    for (int i = 0; i < run.options_.threads; ++i) {
        Result<Rollup> rollup = Rollup::create(engine, by, totals);
        if (!rollup) return rollup.error();
        run.rollups_.push_back(std::make_unique<Rollup>(std::move(*rollup)));
    }
    return run;
}

Status RollupRun::add_rows(RollupFeeder& feeder, ChunkReader& reader, std::int64_t first_row,
                           std::span<const Duplicate> duplicates) {
    CellBlock cells;
    for (std::size_t first = 0; first < reader.rows(); first += kBlockRows) {
        RowTexts& texts = reader.fill(first, cells);
        const std::int64_t row = first_row + static_cast<std::int64_t>(first);
        const auto here = take_duplicates(duplicates, row + static_cast<std::int64_t>(cells.rows));
        const Status added = feeder.add(cells, texts, row, here);
        if (!added) return added.error();
    }
    return reader.status();
}

/// A worker's life: chunk after chunk until the source ends or something is wrong.
void RollupRun::work(Crew& crew, RollupFeeder& feeder, ChunkReader& reader) {
    while (true) {
        std::int64_t chunk = 0;
        {
            const std::lock_guard lock(crew.cutting);
            if (crew.ended || crew.failed()) return;
            chunk = crew.chunks_cut++;
            const Result<bool> more = reader.cut();
            crew.ended = !more || !*more;
            if (!more) crew.fail(chunk, more.error());
            if (crew.ended) return;
        }
        const Status read = reader.read();
        std::int64_t first_row = 0;
        std::vector<Duplicate> duplicates;
        {
            std::unique_lock lock(crew.order);
            if (!crew.wait_for(chunk, lock)) return;
            first_row = records_ + 1;
            records_ += static_cast<std::int64_t>(reader.rows());
            duplicates = find_duplicates(reader, first_row, seen_);
            if (options_.progress && !options_.progress(records_)) {
                crew.fail(chunk, {ErrorCode::cancelled, "Stopped.", ""});
            }
            ++crew.next_chunk;
            crew.turn.notify_all();
        }
        const Status added = add_rows(feeder, reader, first_row, duplicates);
        if (!added) crew.fail(chunk, added.error());
        if (!read) crew.fail(chunk, read.error());
    }
}

Status RollupRun::add_chunks(const std::vector<std::string>& carried, const MakeReader& make) {
    Crew crew;
    std::vector<std::unique_ptr<RollupFeeder>> feeders;
    std::vector<std::unique_ptr<ChunkReader>> readers;
    for (const auto& rollup : rollups_) {
        feeders.push_back(std::make_unique<RollupFeeder>(*engine_, *rollup, *words_, options_.dates,
                                                         carried, options_.most_rejected));
        readers.push_back(make(*feeders.back()));
    }
    run_workers(
        rollups_.size(), [&](std::size_t i) { work(crew, *feeders[i], *readers[i]); },
        [&] { crew.abandon(); });
    if (crew.error) return *crew.error;
    for (auto& feeder : feeders)
        feeder->finish();
    carried_ = carried;
    gather(feeders);
    return Done{};
}

void RollupRun::gather(const std::vector<std::unique_ptr<RollupFeeder>>& feeders) {
    rejected_.clear();
    for (const auto& feeder : feeders) {
        rejected_.insert(rejected_.end(), feeder->rejected().begin(), feeder->rejected().end());
    }
    std::sort(rejected_.begin(), rejected_.end(),
              [](const RejectedRecord& a, const RejectedRecord& b) { return a.row < b.row; });
    if (rejected_.size() > options_.most_rejected) rejected_.resize(options_.most_rejected);
}

Status RollupRun::add_csv(ByteSource& source) {
    CsvReader reader(source);
    Result<CsvHeader> header = read_csv_header(reader, *words_);
    if (!header) return header.error();
    const std::size_t named = header->carried().size();
    const std::size_t width = header->columns().size();
    for (std::size_t i = 0; i < width; ++i) {
        if (header->columns()[i].kind == ColumnUse::Kind::unnamed) header->carry_unnamed(i);
    }
    std::deque<std::vector<char>> filled;
    const Status added = add_chunks(header->carried(), [&](RollupFeeder& feeder) {
        // Only columns without a header need looking at.
        filled.emplace_back(header->carried().size() > named ? width : 0, 0);
        return std::make_unique<CsvChunkReader>(reader, *header, feeder, filled.back());
    });
    if (!added) return added.error();
    for (std::size_t i = width; i-- > 0;) {
        const ColumnUse& use = header->columns()[i];
        const bool unnamed = use.kind == ColumnUse::Kind::carried && use.carried >= named;
        const bool empty = unnamed && std::none_of(filled.begin(), filled.end(),
                                                   [i](const auto& of) { return of[i] != 0; });
        if (empty) carried_.erase(carried_.begin() + static_cast<std::ptrdiff_t>(use.carried));
    }
    return Done{};
}

/// Gathers records that are handed over, and adds them some thousands at a time. A column that is
/// met later needs a feeder that knows it.
class RollupRun::PushedSink : public RecordSink {
  public:
    explicit PushedSink(RollupRun& run) : run_(run) { renew(); }

    void carried_column(const std::string& name) override {
        keep(add());
        feeders_.back()->finish();
        carried_.push_back(name);
        renew();
    }
    bool record(const RawRecord& raw) override {
        reader_->push(raw);
        if (reader_->is_full()) keep(add());
        return !error_;
    }
    /// What is wrong where a record was refused.
    const std::optional<Error>& error() const { return error_; }
    Status finish() {
        if (const Status added = add(); !added) return added.error();
        feeders_.back()->finish();
        run_.carried_ = carried_;
        run_.gather(feeders_);
        return Done{};
    }

  private:
    void keep(const Status& status) {
        if (!status && !error_) error_ = status.error();
    }
    void renew() {
        feeders_.push_back(std::make_unique<RollupFeeder>(*run_.engine_, *run_.rollups_[0],
                                                          *run_.words_, run_.options_.dates,
                                                          carried_, run_.options_.most_rejected));
        RollupFeeder& feeder = *feeders_.back();
        reader_ =
            std::make_unique<PushedChunkReader>(feeder.resolver(), feeder.uses(), feeder.id_key());
        reader_->start(carried_.size());
    }
    Status add() {
        if (const Status read = reader_->read(); !read) return read.error();
        const std::int64_t first_row = run_.records_ + 1;
        run_.records_ += static_cast<std::int64_t>(reader_->rows());
        const auto duplicates = find_duplicates(*reader_, first_row, run_.seen_);
        const Status added = run_.add_rows(*feeders_.back(), *reader_, first_row, duplicates);
        if (!added) return added.error();
        reader_->start(carried_.size());
        if (run_.options_.progress && !run_.options_.progress(run_.records_)) {
            return Error{ErrorCode::cancelled, "Stopped.", ""};
        }
        return Done{};
    }

    RollupRun& run_;
    std::vector<std::string> carried_;
    std::vector<std::unique_ptr<RollupFeeder>> feeders_;
    std::unique_ptr<PushedChunkReader> reader_;
    std::optional<Error> error_;
};

Status RollupRun::add_json(ByteSource& source) {
    return add_pushed([&](RecordSink& sink) { return read_json_records(source, sink); });
}

Status RollupRun::add_pushed(const PushRecords& push) {
    PushedSink sink(*this);
    const Status read = push(sink);
    if (sink.error()) return *sink.error();
    if (!read) return read.error();
    return sink.finish();
}

Result<Rollup> RollupRun::finish() {
    for (std::size_t i = 1; i < rollups_.size(); ++i) {
        if (const Status merged = rollups_[0]->merge(*rollups_[i]); !merged) {
            return merged.error();
        }
        rollups_[i].reset();
    }
    return std::move(*rollups_[0]);
}

}  // namespace effaith
