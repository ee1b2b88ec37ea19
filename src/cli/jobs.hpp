// What the commands on records share: the job, its files, and what is said about them on standard
// error.
#pragma once

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/streams.hpp"
#include "effaith/engine.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/io/language.hpp"
#include "io/record_source.hpp"

namespace effaith::cli {

/// How many columns that are no fields are named on standard error.
inline constexpr int kColumnsNoted = 20;

/// What every command on records has: an engine, words, and the files.
struct Job {
    const Options& options;
    Engine engine;
    Language language;
    Vocabulary words;
};

/// None where the configuration or the files are not as they should be, which has been said.
std::optional<Job> make_job(const Options& options, bool several_files = false);

std::string name_of_input(const std::string& path);

/// The bytes of a source to its end.
std::string read_whole(ByteSource& source);

/// A file opened for reading: its bytes, recoded and watched as the options say.
class RecordFile {
  public:
    /// Errors: cannot_read.
    static Result<std::unique_ptr<RecordFile>> open(const Job& job, const std::string& path);
    ~RecordFile();
    RecordFile(const RecordFile&) = delete;
    RecordFile& operator=(const RecordFile&) = delete;
    ByteSource& bytes();
    /// By the file's name, else by its first character.
    RecordFormat format() const;
    /// Whether the file is the state of a roll-up.
    bool is_state() const;
    /// Tells the progress bar how many records there are so far.
    void counted(std::int64_t records) { progress_.counted(records); }

  private:
    class Peeked;
    RecordFile(const Job& job, const std::string& path, Input input);
    Input input_;
    std::string path_;
    std::unique_ptr<Peeked> peeked_;
    ProgressSource progress_;
    Windows1252Source recoded_;
    bool recodes_;
};

/// The whole text of a file, recoded as the options say; empty where there is no file. Errors:
/// cannot_read.
Result<std::string> text_of_file(const Job& job, const std::string& path);

/// Says on standard error that a column is no field, where the answer itself has no place for it.
void note_column(const Language& language, const std::string& path, const std::string& name);

/// The errors of rejected records on standard error, the first of them.
class Rejections {
  public:
    static constexpr std::int64_t kShown = 20;

    Rejections(const Language& language, const std::string& path)
        : language_(language), file_(name_of_input(path)) {}
    void file(const std::string& path) { file_ = name_of_input(path); }
    void note(std::int64_t line, const std::vector<Issue>& issues);
    /// Says how many more there were, of `all` or of those noted.
    void finish(std::optional<std::int64_t> all = std::nullopt) const;

  private:
    const Language& language_;
    std::string file_;
    std::int64_t count_ = 0;
};

DocumentFormat format_or(const Options& options, DocumentFormat otherwise);
/// A table for a person at a terminal, JSON for a program.
DocumentFormat usual_format(const Options& options);
int finish(Output& output, const Options& options, const DocumentCounts& counts);

}  // namespace effaith::cli
