#include "boundary.hpp"

#include <cstring>
#include <limits>

#include "io/bytes.hpp"
#include "one_line.hpp"

namespace effaith::capi {
namespace {

/// An error with its texts.
struct OwnedError : effaith_error {
    explicit OwnedError(const Error& error) : text(error.message), place(error.where) {
        status = static_cast<effaith_status>(error.code);
        message = text.c_str();
        where = place.c_str();
    }
    std::string text;
    std::string place;
};

/// There is no memory to say so.
constinit effaith_error no_memory{Tag::error, EFFAITH_ERR_OUT_OF_MEMORY,
                                  "There is not enough memory for the answer.", ""};

bool is_owned(const effaith_error* error) {
    return error != &no_memory;
}

}  // namespace

effaith_status fail(effaith_error** out, const Error& error) noexcept {
    if (out == nullptr) return static_cast<effaith_status>(error.code);
    try {
        *out = new OwnedError(one_line(error));
        return (*out)->status;
    } catch (const std::bad_alloc&) {
        return fail_without_memory(out);
    }
}

effaith_status fail_without_memory(effaith_error** out) noexcept {
    if (out != nullptr) *out = &no_memory;
    return EFFAITH_ERR_OUT_OF_MEMORY;
}

effaith_status fail_within(effaith_error** out, const char* what) noexcept {
    try {
        return fail(out, {ErrorCode::internal,
                          "A fault of the library, please report it: " + std::string(what), ""});
    } catch (const std::bad_alloc&) {
        return fail_without_memory(out);
    }
}

std::optional<std::string_view> text_of(effaith_text text) {
    // A length of -1 ("up to the 0") arrives as the largest number there is.
    constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::ptrdiff_t>::max());
    if (text.size > kMost || (text.data == nullptr && text.size > 0)) return std::nullopt;
    return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

Result<std::string_view> text_of(const char* data, std::size_t size, const char* name) {
    const auto text = text_of({data, size});
    if (text) return *text;
    return misuse(std::string(name) + " is NULL, or its size is no size.", name);
}

Result<std::string_view> word_of(const char* data, std::size_t size, const char* name) {
    const auto text = text_of(data, size, name);
    if (text && first_not_utf8(*text) != std::string_view::npos) {
        return Error{ErrorCode::bad_encoding, std::string(name) + " is not UTF-8.", name};
    }
    return text;
}

GivenText::GivenText(std::string_view text) : data_(new char[text.size() + 1]), size_(text.size()) {
    std::copy(text.begin(), text.end(), data_.get());
    data_[text.size()] = '\0';
}

Status check_place(char** text, const std::size_t* size) {
    if (text != nullptr && size != nullptr) return Done{};
    return misuse("There is no place for the answer: a pointer is NULL.");
}

Status give_text(std::string_view made, char** text, std::size_t* size) {
    GivenText(made).give(text, size);
    return Done{};
}

}  // namespace effaith::capi

using effaith::capi::is_live;

effaith_status EFFAITH_CALL effaith_error_status(const effaith_error* error) {
    return is_live(error) ? error->status : EFFAITH_ERR_INVALID_ARGUMENT;
}

const char* EFFAITH_CALL effaith_error_message(const effaith_error* error) {
    return is_live(error) ? error->message : "";
}

const char* EFFAITH_CALL effaith_error_where(const effaith_error* error) {
    return is_live(error) ? error->where : "";
}

void EFFAITH_CALL effaith_error_destroy(effaith_error* error) {
    if (!is_live(error) || !effaith::capi::is_owned(error)) return;
    effaith::capi::destroy(static_cast<effaith::capi::OwnedError*>(error));
}

void EFFAITH_CALL effaith_free(char* text) {
    delete[] text;
}
