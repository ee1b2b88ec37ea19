#include "cli/streams.hpp"

#include <cerrno>
#include <cstring>
#include <utility>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>

#include <cstdlib>
#else
#include <unistd.h>
#endif

namespace effaith::cli {
namespace {

Error file_error(ErrorCode code, const std::string& path) {
    return {code, std::string(std::strerror(errno)) + ".", path};
}

std::string unfinished(const std::string& path) {
    return path + ".unfinished";
}

/// A file that is gone once it is closed.
std::FILE* nameless_file() {
#ifdef _WIN32
    // tmpfile of msvcrt.dll puts its file where only administrators may write.
    struct Free {
        void operator()(char* name) const { std::free(name); }
    };
    const std::unique_ptr<char, Free> name(_tempnam(nullptr, "effaith"));
    return name == nullptr ? nullptr : std::fopen(name.get(), "w+bTD");
#else
    return std::tmpfile();
#endif
}

}  // namespace

void leave_line_ends_alone() {
#ifdef _WIN32
    _setmode(_fileno(stdin), _O_BINARY);
    _setmode(_fileno(stdout), _O_BINARY);
#endif
}

bool is_terminal(std::FILE* stream) {
#ifdef _WIN32
    return _isatty(_fileno(stream)) != 0;
#else
    return isatty(fileno(stream)) != 0;
#endif
}

Result<Input> Input::open(const std::string& path) {
    Input input;
    if (path == "-") return input;
    input.file_.reset(std::fopen(path.c_str(), "rb"));
    if (!input.file_) return file_error(ErrorCode::cannot_read, path);
    if (std::fseek(input.file_.get(), 0, SEEK_END) == 0) {
        const long size = std::ftell(input.file_.get());
        if (size > 0) input.size_ = size;
        std::rewind(input.file_.get());
    }
    return input;
}

Result<std::string> read_file(const std::string& path) {
    const Result<Input> input = Input::open(path);
    if (!input) return input.error();
    std::string text;
    char block[1 << 16];
    while (true) {
        const std::size_t count = std::fread(block, 1, sizeof block, input->stream());
        text.append(block, count);
        if (count < sizeof block) break;
    }
    if (std::ferror(input->stream()) != 0) return file_error(ErrorCode::cannot_read, path);
    return text;
}

Result<Output> Output::open(const std::string& path, bool whole) {
    Output output;
    output.path_ = path;
    output.spooled_ = path.empty() && whole;
    output.file_ = output.spooled_ ? nameless_file()
                   : path.empty()  ? stdout
                                   : std::fopen(unfinished(path).c_str(), "wb");
    if (output.file_ == nullptr) return file_error(ErrorCode::cannot_write, path);
    return output;
}

Output::Output(Output&& other) noexcept
    : file_(std::exchange(other.file_, nullptr)),
      path_(std::move(other.path_)),
      spooled_(other.spooled_),
      failed_(other.failed_) {}

Output::~Output() {
    if (file_ == nullptr) return;
    if (spooled_) std::fclose(file_);
    if (path_.empty()) return;
    std::fclose(file_);
    std::remove(unfinished(path_).c_str());
}

bool Output::write(std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) failed_ = true;
    return !failed_;
}

Status Output::finish() {
    const std::string name = path_.empty() ? "standard output" : path_;
    if (std::fflush(file_) != 0 || failed_) return file_error(ErrorCode::cannot_write, name);
    if (spooled_) {
        std::rewind(file_);
        char block[1 << 16];
        std::size_t count = 0;
        while ((count = std::fread(block, 1, sizeof block, file_)) > 0) {
            if (std::fwrite(block, 1, count, stdout) != count) break;
        }
        const bool read = std::ferror(file_) == 0;
        if (std::fflush(stdout) != 0 || count > 0 || !read) {
            return file_error(ErrorCode::cannot_write, name);
        }
    }
    if (path_.empty()) return Done{};
    std::FILE* file = std::exchange(file_, nullptr);
    if (std::fclose(file) != 0) return file_error(ErrorCode::cannot_write, name);
#ifdef _WIN32
    std::remove(path_.c_str());
#endif
    if (std::rename(unfinished(path_).c_str(), path_.c_str()) != 0) {
        return file_error(ErrorCode::cannot_write, name);
    }
    return Done{};
}

ProgressSource::ProgressSource(ByteSource& inner, std::int64_t size, const Language& language)
    : inner_(inner), language_(language), size_(size), shown_(std::chrono::steady_clock::now()) {}

ProgressSource::~ProgressSource() {
    if (visible_) std::fputs("\r\033[K", stderr);
}

std::size_t ProgressSource::read(char* into, std::size_t most) {
    const std::size_t count = inner_.read(into, most);
    read_ += static_cast<std::int64_t>(count);
    if (size_ > 0 && is_terminal(stderr)) show();
    return count;
}

void ProgressSource::show() {
    const auto now = std::chrono::steady_clock::now();
    const auto pause = visible_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(1000);
    if (now - shown_ < pause) return;
    shown_ = now;
    visible_ = true;
    constexpr std::int64_t kWidth = 30;
    std::string bar = "\r[";
    for (std::int64_t i = 0; i < kWidth; ++i)
        bar += i < read_ * kWidth / size_ ? "█" : "░";
    bar += "] ";
    bar += language_.fill("progress", {{"records", std::to_string(records_)},
                                       {"percent", std::to_string(read_ * 100 / size_)}});
    bar += "\033[K";
    std::fputs(bar.c_str(), stderr);
}

}  // namespace effaith::cli
