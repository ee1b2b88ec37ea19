// Where bytes come from: a file, standard input or memory, taken in blocks.
#pragma once

#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "effaith/result.hpp"

namespace effaith {

/// A source of bytes. `read` answers how many it gave, 0 at the end; `failed` tells an error from
/// it.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    virtual std::size_t read(char* into, std::size_t most) = 0;
    virtual bool failed() const { return false; }

  protected:
    ByteSource() = default;
    ByteSource(const ByteSource&) = default;
    ByteSource& operator=(const ByteSource&) = default;
};

class MemorySource : public ByteSource {
  public:
    explicit MemorySource(std::string_view text) : rest_(text) {}
    std::size_t read(char* into, std::size_t most) override {
        const std::size_t count = most < rest_.size() ? most : rest_.size();
        if (count > 0) std::memcpy(into, rest_.data(), count);
        rest_.remove_prefix(count);
        return count;
    }

  private:
    std::string_view rest_;
};

/// A C stream that stays the caller's.
class StreamSource : public ByteSource {
  public:
    explicit StreamSource(std::FILE* stream) : stream_(stream) {}
    std::size_t read(char* into, std::size_t most) override {
        return std::fread(into, 1, most, stream_);
    }
    bool failed() const override { return std::ferror(stream_) != 0; }

  private:
    std::FILE* stream_;
};

/// Turns Windows-1252 bytes of another source into UTF-8.
class Windows1252Source : public ByteSource {
  public:
    explicit Windows1252Source(ByteSource& inner) : inner_(inner) {}
    std::size_t read(char* into, std::size_t most) override;
    bool failed() const override { return inner_.failed(); }

  private:
    ByteSource& inner_;
};

/// The position of the first byte that is not UTF-8 (overlong forms and surrogates refused), or
/// npos.
std::size_t first_not_utf8(std::string_view text);

/// How many first bytes show what a file is.
inline constexpr std::size_t kHeadBytes = 4096;

/// What a file is, where its first bytes show that it is no text in UTF-8; else empty.
std::string what_it_is(std::string_view first_bytes);

}  // namespace effaith
