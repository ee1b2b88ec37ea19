// Statistics as structs: the names of their numbers, and their working.
#include "statistics.hpp"

#include "io/statistics_writer.hpp"

namespace effaith::capi {

Status check_rows(const RowList& list) {
    if (list.room == 0) return Done{};
    const std::string name = list.name;
    if (list.rows == nullptr) return misuse(name + " is NULL, and its room is not 0.", name);
    if (list.row_size >= list.known && list.row_size <= kMostSize &&
        list.row_size % list.alignment == 0)
        return Done{};
    return misuse("The size of a row of " + name + " is " + std::to_string(list.row_size) +
                      "; set it to sizeof, which is " + std::to_string(list.known) + ".",
                  name);
}

namespace {

/// The working of a result in the caller's memory as JSON.
template <class T>
Result<std::string> working_of(const void* result) {
    constexpr std::size_t kSize = kResultHead + size_in_c<T>();
    std::uint32_t size = 0;
    std::memcpy(&size, result, sizeof size);
    if (size < kSize || size > kMostSize) {
        return misuse("struct_size of result is " + std::to_string(size) + "; of this kind it is " +
                          std::to_string(kSize) + ".",
                      "result");
    }
    T value;
    FigureReader reader(static_cast<const std::byte*>(result) + kResultHead);
    reader.take(value);
    if (!reader.is_sound()) return misuse("result is no answer of this kind.", "result");
    JsonWriter json;
    write_steps(json, stats::explain(value));
    return json.take();
}

Result<std::string> working_of(std::int32_t kind, const void* result) {
    if (result == nullptr) return misuse("result is NULL.", "result");
    std::optional<Result<std::string>> working;
    std::int32_t number = 0;
    stats::Results::each([&]<class T>() {
        if (++number == kind) working.emplace(working_of<T>(result));
    });
    if (working) return *std::move(working);
    return misuse("There is no kind of result with the number " + std::to_string(kind) + ".",
                  "kind");
}

template <class List>
const char* word_at(const List& words, std::int32_t number) {
    return number >= 1 && static_cast<std::size_t>(number) <= words.size()
               ? words[static_cast<std::size_t>(number) - 1].data()
               : "";
}

const stats::ReasonText* reason_at(std::int32_t reason) {
    const bool is_one = reason >= 0 && static_cast<std::size_t>(reason) < stats::kReasons.size();
    return is_one ? &stats::kReasons[static_cast<std::size_t>(reason)] : nullptr;
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;

const char* EFFAITH_CALL effaith_reason_name(int32_t reason) {
    const stats::ReasonText* found = capi::reason_at(reason);
    return found != nullptr ? found->name.data() : "";
}

const char* EFFAITH_CALL effaith_reason_message(int32_t reason) {
    const stats::ReasonText* found = capi::reason_at(reason);
    return found != nullptr ? found->sentence.data() : "";
}

const char* EFFAITH_CALL effaith_choice_name(int32_t choice, int32_t value) {
    const char* name = "";
    std::int32_t number = 0;
    stats::Choices::each([&]<class Word>() {
        if (++number == choice) name = capi::word_at(stats::WordNames<Word>::names, value);
    });
    return name;
}

effaith_status EFFAITH_CALL effaith_stats_explain(int32_t kind, const void* result, char** text,
                                                  size_t* size, effaith_error** error) {
    return capi::guarded(error, [&]() -> Status {
        if (const Status fits = capi::check_place(text, size); !fits) return fits;
        const Result<std::string> working = capi::working_of(kind, result);
        if (!working) return working.error();
        return capi::give_text(*working, text, size);
    });
}
