// The border between the library and its C callers: handles, errors, and the one guard that every
// call goes through.
//
// Nothing that is thrown crosses it. A handle begins with a tag that says what it is, so that a
// handle of another kind is found out; a destroyed one carries the tag of none until its memory is
// used again.
#pragma once

#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "effaith.h"
#include "effaith/engine.hpp"
#include "effaith/io/language.hpp"
#include "effaith/result.hpp"

namespace effaith::capi {

enum class Tag : std::uint32_t {
    none = 0,
    error = 0x52524665,  // readable in a dump of memory: eFRR …
    engine = 0x4E456665,
    rollup = 0x55526665,
    rows = 0x57526665,
    release = 0x4C526665
};

/// What an engine's handle holds; roll-ups and streams made from it share it.
struct EngineParts {
    explicit EngineParts(Engine made)
        : engine(std::move(made)), language(engine.config().language) {}
    Engine engine;
    Language language;
    Vocabulary words;
};

using SharedEngine = std::shared_ptr<const EngineParts>;

/// Puts an error object where the caller wants one, and answers its status. Where there is no
/// memory for the object, the status is that of no memory, and the object one that is always there.
effaith_status fail(effaith_error** out, const Error& error) noexcept;
effaith_status fail_without_memory(effaith_error** out) noexcept;
effaith_status fail_within(effaith_error** out, const char* what) noexcept;

/// Runs the work of a call; whatever it throws becomes a status.
template <class Work>
effaith_status guarded(effaith_error** out, const Work& work) noexcept {
    try {
        const Status done = work();
        return done ? EFFAITH_OK : fail(out, done.error());
    } catch (const std::bad_alloc&) {
        return fail_without_memory(out);
    } catch (const std::exception& thrown) {
        return fail_within(out, thrown.what());
    } catch (...) {
        return fail_within(out, "");
    }
}

inline Error misuse(std::string message, std::string where = "") {
    return {ErrorCode::invalid_argument, std::move(message), std::move(where)};
}

/// Whether a handle is one of this kind.
template <class Handle>
bool is_live(const Handle* handle) {
    return handle != nullptr && handle->tag == Handle::kTag;
}

/// Frees a handle where it is one of this kind; other memory is left alone.
template <class Handle>
void destroy(Handle* handle) noexcept {
    if (!is_live(handle)) return;
    // Volatile, for a compiler sees no use in what is written to memory on its way out.
    *const_cast<volatile Tag*>(&handle->tag) = Tag::none;
    delete handle;
}

/// Text that the caller hands in; none where the pointer and the size contradict each other.
std::optional<std::string_view> text_of(effaith_text text);
Result<std::string_view> text_of(const char* data, std::size_t size, const char* name);
/// The same for text that nobody behind the border checks. Errors: bad_encoding.
Result<std::string_view> word_of(const char* data, std::size_t size, const char* name);

/// Text that the caller gets, to be freed by effaith_free.
class GivenText {
  public:
    explicit GivenText(std::string_view text);
    void give(char** text, std::size_t* size) {
        *text = data_.release();
        *size = size_;
    }

  private:
    std::unique_ptr<char[]> data_;
    std::size_t size_;
};

/// Makes text and gives it to the caller; nothing is given on an error.
Status give_text(std::string_view made, char** text, std::size_t* size);
Status check_place(char** text, const std::size_t* size);

}  // namespace effaith::capi

struct effaith_error {
    static constexpr effaith::capi::Tag kTag = effaith::capi::Tag::error;
    effaith::capi::Tag tag = kTag;
    effaith_status status = EFFAITH_ERR_INTERNAL;
    const char* message = "";
    const char* where = "";
};

struct effaith_engine {
    static constexpr effaith::capi::Tag kTag = effaith::capi::Tag::engine;
    effaith::capi::Tag tag = kTag;
    effaith::capi::SharedEngine parts;
};
