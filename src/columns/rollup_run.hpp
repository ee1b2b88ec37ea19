// The run of a roll-up over one or more sources of records, by several threads.
//
// Each worker has a roll-up of its own, and all are merged at the end: the same state whatever the
// number of threads. Chunks are cut off in turns and taken apart side by side; then, in the order
// of the source, their records get their numbers and are held against the ids that came before.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "columns/chunks.hpp"
#include "columns/rollup_feeder.hpp"
#include "effaith/rollup.hpp"
#include "io/csv.hpp"
#include "io/duplicates.hpp"
#include "io/record_source.hpp"

namespace effaith {

struct RollupRunOptions {
    int threads = 1;
    DateNotation dates;
    std::size_t most_rejected = 1000;  ///< of a source, how many rejected records are kept
    /// Told how many records there are so far, from time to time; false stops the run.
    std::function<bool(std::int64_t records)> progress;
};

class RollupRun {
  public:
    /// `by` and `totals` as in Rollup::create. Errors: those of it.
    static Result<RollupRun> create(const Engine& engine, const Vocabulary& words,
                                    std::vector<std::string> by, bool totals,
                                    RollupRunOptions options);

    /// Adds the records of a source. Errors: as read_records, hierarchy_conflict, cancelled.
    Status add_csv(ByteSource& source);
    Status add_json(ByteSource& source);
    /// Adds the records that `push` hands to its sink.
    Status add_pushed(const PushRecords& push);
    /// Adds the records of readers that share a source, one for each worker; `make` makes a
    /// worker's.
    using MakeReader = std::function<std::unique_ptr<ChunkReader>(RollupFeeder& feeder)>;
    Status add_chunks(const std::vector<std::string>& carried, const MakeReader& make);

    /// The columns of the last source that are no fields, and have values.
    const std::vector<std::string>& carried() const { return carried_; }
    /// The rejected records of the last source, the first of them in order.
    const std::vector<RejectedRecord>& rejected() const { return rejected_; }
    std::int64_t records() const { return records_; }

    /// The roll-up of all records; the run is over. Errors: hierarchy_conflict.
    Result<Rollup> finish();

  private:
    RollupRun(const Engine& engine, const Vocabulary& words, RollupRunOptions options)
        : engine_(&engine), words_(&words), options_(std::move(options)) {}

    struct Crew;
    class PushedSink;
    void work(Crew& crew, RollupFeeder& feeder, ChunkReader& reader);
    Status add_rows(RollupFeeder& feeder, ChunkReader& reader, std::int64_t first_row,
                    std::span<const Duplicate> duplicates);
    void gather(const std::vector<std::unique_ptr<RollupFeeder>>& feeders);

    const Engine* engine_;
    const Vocabulary* words_;
    RollupRunOptions options_;
    std::vector<std::unique_ptr<Rollup>> rollups_;  // a worker's each
    SeenIds seen_;
    std::int64_t records_ = 0;
    std::vector<std::string> carried_;
    std::vector<RejectedRecord> rejected_;
};

}  // namespace effaith
