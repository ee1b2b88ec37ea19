// From a source of records to their analyses: read, analyse, compare ids; one record at a time.
#pragma once

#include "effaith/engine.hpp"
#include "effaith/io/raw_record.hpp"
#include "io/duplicates.hpp"
#include "io/record_source.hpp"

namespace effaith {

/// What becomes of analysed records.
class AnalysisSink {
  public:
    virtual ~AnalysisSink() = default;
    virtual void carried_column(const std::string&) {}
    /// False stops the reading.
    virtual bool analysed(const RawRecord& raw, const Record& record,
                          const RecordAnalysis& analysis) = 0;

  protected:
    AnalysisSink() = default;
    AnalysisSink(const AnalysisSink&) = default;
    AnalysisSink& operator=(const AnalysisSink&) = default;
};

class Pipeline : public RecordSink {
  public:
    Pipeline(const Engine& engine, const Vocabulary& words, DateNotation dates, AnalysisSink& sink)
        : engine_(engine), reader_(engine, words, dates), sink_(sink) {}

    void carried_column(const std::string& name) override { sink_.carried_column(name); }

    bool record(const RawRecord& raw) override {
        analysis_.clear();
        reader_.read(raw, record_, analysis_.issues);
        note_duplicate(seen_, record_, raw.row, analysis_.issues);
        engine_.analyse(record_, analysis_);
        return sink_.analysed(raw, record_, analysis_);
    }

  private:
    const Engine& engine_;
    RecordReader reader_;
    AnalysisSink& sink_;
    SeenIds seen_;
    Record record_;
    RecordAnalysis analysis_;
};

}  // namespace effaith
