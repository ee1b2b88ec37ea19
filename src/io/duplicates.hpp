// Record ids already seen in a document, school by school, exactly.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/issue.hpp"
#include "effaith/record.hpp"
#include "effaith/text_key.hpp"

namespace effaith {

/// Remembers (school, id) pairs with the row of the first; texts lie one after another in one
/// block, and a table of open addressing finds them.
class SeenIds {
  public:
    /// The row of an earlier record with this id in this school; none where this is the first.
    std::optional<std::int64_t> first_row(std::string_view school, std::string_view id,
                                          std::int64_t row) {
        if ((entries_.size() + 1) * 2 > slots_.size()) grow();
        key_.assign(std::to_string(school.size()));
        key_ += ':';
        key_ += school;
        key_ += id;
        const std::uint64_t hash = detail::table_hash(key_);
        std::size_t slot = static_cast<std::size_t>(hash) & (slots_.size() - 1);
        while (slots_[slot] != 0) {
            const Entry& entry = entries_[slots_[slot] - 1];
            if (entry.hash == hash && text_of(entry) == key_) return entry.row;
            slot = (slot + 1) & (slots_.size() - 1);
        }
        entries_.push_back({hash, texts_.size(), key_.size(), row});
        texts_ += key_;
        slots_[slot] = entries_.size();
        return std::nullopt;
    }

  private:
    struct Entry {
        std::uint64_t hash;
        std::size_t start;
        std::size_t size;
        std::int64_t row;
    };
    std::string_view text_of(const Entry& entry) const {
        return std::string_view(texts_).substr(entry.start, entry.size);
    }
    void grow() {
        slots_.assign(slots_.empty() ? 1024 : slots_.size() * 2, 0);
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            std::size_t slot = static_cast<std::size_t>(entries_[i].hash) & (slots_.size() - 1);
            while (slots_[slot] != 0)
                slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = i + 1;
        }
    }

    std::string key_;
    std::string texts_;
    std::vector<Entry> entries_;
    std::vector<std::size_t> slots_;  // index into entries_ plus 1; 0 is free
};

/// Adds an issue where an earlier record of the school has the record's id.
inline void note_duplicate(SeenIds& seen, const Record& record, std::int64_t row, Issues& issues) {
    if (record.id.empty()) return;
    const auto first = seen.first_row(record.school_id, record.id, row);
    if (first) issues.add(IssueCode::duplicate_id, Field::id, record.id, std::to_string(*first));
}

}  // namespace effaith
