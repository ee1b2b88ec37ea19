#include "cli/jobs.hpp"

#include "cli/commands.hpp"
#include "rollup_state.hpp"

namespace effaith::cli {
namespace {

bool ends_with(const std::string& text, std::string_view end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

std::optional<Job> make_job(const Options& options, bool several_files) {
    std::optional<Config> config = load_config(options);
    if (!config) return std::nullopt;
    if (options.words.empty()) {
        report("effaith",
               {ErrorCode::invalid_argument, "No file is given; - is standard input.", ""});
        return std::nullopt;
    }
    if (options.words.size() > 1 && !several_files) {
        report("effaith", {ErrorCode::invalid_argument,
                           "One file at a time; found also '" + options.words[1] + "'.", ""});
        return std::nullopt;
    }
    if (options.hierarchy) config->hierarchy = *options.hierarchy;
    const LanguageCode language = config->language;
    Result<Engine> engine = Engine::create(std::move(*config));
    if (!engine) {
        report(options.config.empty() ? "effaith" : options.config, engine.error());
        return std::nullopt;
    }
    return Job{options, std::move(*engine), Language(language), Vocabulary()};
}

std::string name_of_input(const std::string& path) {
    return path == "-" ? "standard input" : path;
}

std::string read_whole(ByteSource& source) {
    std::string bytes;
    std::string block(std::size_t{1} << 16, '\0');
    while (const std::size_t count = source.read(block.data(), block.size()))
        bytes.append(block, 0, count);
    return bytes;
}

/// Bytes already looked at, then the rest of a stream.
class RecordFile::Peeked : public ByteSource {
  public:
    explicit Peeked(std::FILE* stream) : stream_(stream) {
        head_.resize(kHeadBytes);
        head_.resize(std::fread(head_.data(), 1, head_.size(), stream));
    }
    std::string_view head() const { return head_; }
    std::size_t read(char* into, std::size_t most) override {
        if (taken_ == head_.size()) return stream_.read(into, most);
        const std::size_t count = std::min(most, head_.size() - taken_);
        head_.copy(into, count, taken_);
        taken_ += count;
        return count;
    }
    bool failed() const override { return stream_.failed(); }

  private:
    StreamSource stream_;
    std::string head_;
    std::size_t taken_ = 0;
};

RecordFile::RecordFile(const Job& job, const std::string& path, Input input)
    : input_(std::move(input)),
      path_(path),
      peeked_(std::make_unique<Peeked>(input_.stream())),
      progress_(*peeked_, input_.size(), job.language),
      recoded_(progress_),
      recodes_(job.options.encoding == "windows-1252") {}

Result<std::unique_ptr<RecordFile>> RecordFile::open(const Job& job, const std::string& path) {
    Result<Input> input = Input::open(path);
    if (!input) return input.error();
    return std::unique_ptr<RecordFile>(new RecordFile(job, path, std::move(*input)));
}

RecordFile::~RecordFile() = default;

ByteSource& RecordFile::bytes() {
    return recodes_ ? static_cast<ByteSource&>(recoded_) : progress_;
}

RecordFormat RecordFile::format() const {
    for (const char* end : {".json", ".ndjson", ".jsonl"}) {
        if (ends_with(path_, end)) return RecordFormat::json;
    }
    for (const char* end : {".csv", ".tsv", ".txt"}) {
        if (ends_with(path_, end)) return RecordFormat::csv;
    }
    return guess_format(peeked_->head());
}

bool RecordFile::is_state() const {
    return peeked_->head().substr(0, kStateMagic.size()) == kStateMagic;
}

Result<std::string> text_of_file(const Job& job, const std::string& path) {
    if (path.empty()) return std::string();
    const Result<std::unique_ptr<RecordFile>> file = RecordFile::open(job, path);
    if (!file) return file.error();
    std::string text = read_whole((*file)->bytes());
    if ((*file)->bytes().failed())
        return Error{ErrorCode::cannot_read, "The file cannot be read to its end.", ""};
    return text;
}

void note_column(const Language& language, const std::string& path, const std::string& name) {
    Issue issue;
    issue.code = IssueCode::unknown_column;
    issue.found = name;
    std::fprintf(stderr, "%s: %s\n", name_of_input(path).c_str(), language.message(issue).c_str());
}

void Rejections::note(std::int64_t line, const std::vector<Issue>& issues) {
    if (++count_ > kShown) return;
    for (const Issue& issue : issues) {
        if (issue.severity != Severity::error) continue;
        std::fprintf(stderr, "%s:%lld: %s: %s\n", file_.c_str(), static_cast<long long>(line),
                     std::string(name_of(issue.field)).c_str(), language_.message(issue).c_str());
    }
}

void Rejections::finish(std::optional<std::int64_t> all) const {
    const std::int64_t count = all.value_or(count_);
    if (count <= kShown) return;
    const std::string more =
        language_.fill("summary.more_rejected", {{"count", std::to_string(count - kShown)}});
    std::fprintf(stderr, "%s\n", more.c_str());
}

DocumentFormat format_or(const Options& options, DocumentFormat otherwise) {
    return options.format.value_or(otherwise);
}

DocumentFormat usual_format(const Options& options) {
    const bool person = options.out.empty() && is_terminal(stdout);
    return format_or(options, person ? DocumentFormat::table : DocumentFormat::json);
}

int finish(Output& output, const Options& options, const DocumentCounts& counts) {
    const Status done = output.finish();
    if (!done) return report(done.error().where, done.error());
    return options.strict && counts.rejected > 0 ? kRejected : kFine;
}

}  // namespace effaith::cli
