// Analysed records into evidence.
#pragma once

#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "effaith/evidence.hpp"
#include "io/pipeline.hpp"

namespace effaith {

class EvidenceSink : public AnalysisSink {
  public:
    /// `progress` is told how many records there are so far; false stops the reading.
    EvidenceSink(Evidence& evidence, std::function<bool(std::int64_t)> progress)
        : evidence_(evidence), progress_(std::move(progress)) {}

    void carried_column(const std::string& name) override {
        evidence_.carried_column(name);
        texts_.emplace_back();
    }
    bool analysed(const RawRecord& raw, const Record& record,
                  const RecordAnalysis& analysis) override {
        texts_.assign(texts_.size(), {});
        for (const CarriedCell& cell : raw.carried)
            texts_[cell.column] = cell.text;
        evidence_.update(record, analysis, texts_);
        constexpr std::int64_t kBetweenReports = 4096;
        const bool tell = progress_ && ++records_ % kBetweenReports == 0;
        return !tell || progress_(records_);
    }

  private:
    Evidence& evidence_;
    std::function<bool(std::int64_t)> progress_;
    std::vector<std::string_view> texts_;
    std::int64_t records_ = 0;
};

}  // namespace effaith
