// The different texts of a column, numbered as they come, so that each is understood once.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/text_key.hpp"

namespace effaith {

/// Texts and their numbers. Number 0 is the empty text.
class TextIds {
  public:
    /// Beyond this many different texts a column is no list of categories: further ones have no
    /// number.
    static constexpr std::uint32_t kMost = std::uint32_t{1} << 20;
    static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

    TextIds() {
        slots_.resize(64);
        texts_.emplace_back();
    }
    TextIds(const TextIds&) = delete;  // slots look into the texts
    TextIds& operator=(const TextIds&) = delete;

    std::uint32_t size() const { return static_cast<std::uint32_t>(texts_.size()); }
    const std::string& text(std::uint32_t id) const { return texts_[id]; }

    /// The number of a text, a new one where it is met first; kNone where there are too many.
    std::uint32_t id(std::string_view text) {
        if (text.empty()) return 0;
        const std::uint64_t hash = detail::table_hash(text);
        std::size_t slot = static_cast<std::size_t>(hash) & (slots_.size() - 1);
        while (slots_[slot].text != nullptr) {
            const Slot& found = slots_[slot];
            if (found.hash == hash && found.size == text.size() &&
                std::memcmp(found.text, text.data(), text.size()) == 0) {
                return found.id;
            }
            slot = (slot + 1) & (slots_.size() - 1);
        }
        if (texts_.size() >= kMost) return kNone;
        const std::string& kept = texts_.emplace_back(text);
        slots_[slot] = {hash, kept.data(), kept.size(), size() - 1};
        if (texts_.size() * 2 > slots_.size()) grow();
        return size() - 1;
    }

  private:
    struct Slot {
        std::uint64_t hash = 0;
        const char* text = nullptr;  // null is free
        std::size_t size = 0;
        std::uint32_t id = 0;
    };

    void grow() {
        std::vector<Slot> old = std::move(slots_);
        slots_.assign(old.size() * 2, {});
        for (const Slot& entry : old) {
            if (entry.text == nullptr) continue;
            std::size_t slot = static_cast<std::size_t>(entry.hash) & (slots_.size() - 1);
            while (slots_[slot].text != nullptr)
                slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = entry;
        }
    }

    std::deque<std::string> texts_;  // which stay where they are
    std::vector<Slot> slots_;        // open addressing; a power of two
};

/// Pairs of numbers, numbered as they come.
class PairIds {
  public:
    PairIds() { slots_.resize(64); }

    std::uint32_t id(std::uint32_t first, std::uint32_t second) {
        const std::uint64_t key = std::uint64_t{first} << 32U | second;
        std::size_t slot = slot_of(key);
        while (slots_[slot].id_and_one != 0) {
            if (slots_[slot].key == key) return slots_[slot].id_and_one - 1;
            slot = (slot + 1) & (slots_.size() - 1);
        }
        slots_[slot] = {key, ++count_};
        if (std::size_t{count_} * 2 > slots_.size()) grow();
        return count_ - 1;
    }

  private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t id_and_one = 0;
    };
    std::size_t slot_of(std::uint64_t key) const {
        const std::uint64_t mixed = key * 0x9E3779B97F4A7C15U;
        return static_cast<std::size_t>(mixed >> 29U ^ mixed) & (slots_.size() - 1);
    }
    void grow() {
        std::vector<Slot> old = std::move(slots_);
        slots_.assign(old.size() * 2, {});
        for (const Slot& entry : old) {
            if (entry.id_and_one == 0) continue;
            std::size_t slot = slot_of(entry.key);
            while (slots_[slot].id_and_one != 0)
                slot = (slot + 1) & (slots_.size() - 1);
            slots_[slot] = entry;
        }
    }

    std::vector<Slot> slots_;
    std::uint32_t count_ = 0;
};

}  // namespace effaith
