#include "io/interop/text_records.hpp"

#include <algorithm>
#include <unordered_set>

#include "io/record_source.hpp"

namespace effaith::interop {
namespace {

/// Keeps the records of a source.
class Keeper : public RecordSink {
  public:
    void carried_column(const std::string& name) override { names_.push_back(name); }
    bool record(const RawRecord& raw) override {
        TextRecord kept;
        for (std::size_t i = 0; i < kFieldCount; ++i)
            kept.text.cells[i] = {std::string(raw.cells[i].text), raw.cells[i].is_number};
        kept.text.roles_beyond = raw.roles_beyond;
        for (const CarriedCell& cell : raw.carried)
            kept.carried.push_back({names_[cell.column], std::string(cell.text), cell.kind});
        kept.row = raw.row;
        kept.line = raw.line;
        records_.push_back(std::move(kept));
        return true;
    }
    std::vector<TextRecord> take() { return std::move(records_); }

  private:
    std::vector<std::string> names_;
    std::vector<TextRecord> records_;
};

}  // namespace

RawRecord raw_of(const TextRecord& record) {
    RawRecord raw;
    raw.row = record.row;
    raw.line = record.line;
    raw.roles_beyond = record.text.roles_beyond;
    for (std::size_t i = 0; i < kFieldCount; ++i)
        raw.cells[i] = {record.text.cells[i].text, record.text.cells[i].is_number};
    return raw;
}

std::vector<std::string> carried_columns(const std::vector<TextRecord>& records) {
    std::vector<std::string> names;
    std::unordered_set<std::string> seen;
    for (const TextRecord& record : records)
        for (const CarriedText& cell : record.carried)
            if (seen.insert(cell.column).second) names.push_back(cell.column);
    return names;
}

Result<std::vector<TextRecord>> read_text_records(const Tools& tools, std::string_view text) {
    MemorySource source(text);
    Keeper keeper;
    const Status read = read_records(source, guess_format(text), tools.words, keeper);
    if (!read) return read.error();
    return keeper.take();
}

}  // namespace effaith::interop
