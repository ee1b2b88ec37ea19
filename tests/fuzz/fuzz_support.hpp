// What the fuzz targets share: a claim that aborts, and a source that hands out irregular pieces.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "effaith/result.hpp"
#include "io/bytes.hpp"

namespace effaith::fuzz {

/// Aborts, saying what was claimed, unless it holds.
inline void require(bool holds, const char* claim, std::string_view seen = {}) {
    if (holds) return;
    std::fprintf(stderr, "\nThis does not hold: %s\n", claim);
    if (!seen.empty()) std::fwrite(seen.data(), 1, seen.size(), stderr);
    std::fputc('\n', stderr);
    std::abort();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

inline bool is_utf8(std::string_view text) {
    return first_not_utf8(text) == std::string_view::npos;
}

/// An error as a person reads it is a line of text.
inline void require_readable(const Error& error) {
    const std::string line = describe(error);
    require(!error.message.empty(), "an error has a message");
    require(line.find_first_of("\r\n") == std::string::npos, "an error is one line", line);
    require(is_utf8(line), "an error is UTF-8", line);
}

/// Memory handed out in pieces of 1 byte to a few hundred, differing from read to read.
class IrregularSource : public ByteSource {
  public:
    IrregularSource(std::string_view text, std::uint32_t seed)
        : rest_(text), state_(seed * 2654435761U + 1U) {}
    std::size_t read(char* into, std::size_t most) override {
        const std::size_t count = std::min({most, piece(), rest_.size()});
        if (count > 0) std::memcpy(into, rest_.data(), count);
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::size_t piece() {
        state_ = state_ * 1664525U + 1013904223U;
        const std::uint32_t drawn = state_ >> 16U;
        return drawn % 4 == 0 ? 1 + (drawn >> 2U) % 400 : 1 + (drawn >> 2U) % 5;
    }
    std::string_view rest_;
    std::uint32_t state_;
};

}  // namespace effaith::fuzz
