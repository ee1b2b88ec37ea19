// Files and standard streams of the command: reading, writing whole or not at all, and progress.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "effaith/io/language.hpp"
#include "effaith/result.hpp"
#include "io/bytes.hpp"

namespace effaith::cli {

/// Standard input and output give and take bytes as they are; Windows would change line ends.
void leave_line_ends_alone();

bool is_terminal(std::FILE* stream);

/// An input file, or standard input for `-`.
class Input {
  public:
    /// Errors: cannot_read.
    static Result<Input> open(const std::string& path);
    std::FILE* stream() const { return file_ ? file_.get() : stdin; }
    /// Bytes of the file; 0 where that is not known.
    std::int64_t size() const { return size_; }

  private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::unique_ptr<std::FILE, Close> file_;
    std::int64_t size_ = 0;
};

/// The whole text of a file. Errors: cannot_read.
Result<std::string> read_file(const std::string& path);

/// Where the answer goes: standard output, or a file that appears under its name only when
/// complete.
class Output {
  public:
    /// Errors: cannot_write.
    /// With `whole`, standard output too gets everything at the end, or nothing.
    static Result<Output> open(const std::string& path, bool whole = false);
    Output(Output&& other) noexcept;
    Output& operator=(Output&&) = delete;
    ~Output();

    bool write(std::string_view text);
    /// Puts the file in its place. Errors: cannot_write.
    Status finish();

  private:
    Output() = default;
    std::FILE* file_ = nullptr;
    std::string path_;
    bool spooled_ = false;  ///< file_ is a nameless one, copied to standard output at the end
    bool failed_ = false;
};

/// A byte source that shows on a terminal how far it has been read, once that takes over a second.
class ProgressSource : public ByteSource {
  public:
    ProgressSource(ByteSource& inner, std::int64_t size, const Language& language);
    ~ProgressSource() override;
    std::size_t read(char* into, std::size_t most) override;
    bool failed() const override { return inner_.failed(); }
    void counted(std::int64_t records) { records_ = records; }

  private:
    void show();
    ByteSource& inner_;
    const Language& language_;
    std::int64_t size_;
    std::int64_t read_ = 0;
    std::atomic<std::int64_t> records_ = 0;  // counted by another thread than reads
    std::chrono::steady_clock::time_point shown_;
    bool visible_ = false;
};

}  // namespace effaith::cli
