// The engine, and what people write, read as it reads it.
#include "effaith/io/config_reader.hpp"
#include "effaith/io/notation.hpp"
#include "record_reader.hpp"

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_engine_create(const char* config, size_t size,
                                                  effaith_engine** engine, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (engine == nullptr) return misuse("engine is NULL.", "engine");
        const auto text = text_of(config, size, "config");
        if (!text) return text.error();
        Config read;
        if (!text->empty()) {
            Result<Config> found = read_config(*text);
            if (!found) return found.error();
            read = std::move(*found);
        }
        Result<Engine> made = Engine::create(std::move(read));
        if (!made) return made.error();
        auto handle = std::make_unique<effaith_engine>();
        handle->parts = std::make_shared<const EngineParts>(std::move(*made));
        *engine = handle.release();
        return Done{};
    });
}

void EFFAITH_CALL effaith_engine_destroy(effaith_engine* engine) {
    destroy(engine);
}

const char* EFFAITH_CALL effaith_engine_digest(const effaith_engine* engine) {
    return is_live(engine) ? engine->parts->engine.config_digest().c_str() : "";
}

namespace {

/// Reads a text of the caller's into a number by `read`.
template <class Number, class Read>
effaith_status read_text(const effaith_engine* engine, const char* text, size_t size,
                         Number* number, effaith_error** error, const Read& read) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (number == nullptr) return misuse("There is no place for the answer.");
        const auto found = word_of(text, size, "text");
        if (!found) return found.error();
        const Result<Number> answer = read(engine->parts->words, trimmed(*found));
        if (!answer) return answer.error();
        *number = *answer;
        return Done{};
    });
}

std::string quoted(std::string_view text) {
    return "'" + std::string(text) + "'";
}

}  // namespace

effaith_status EFFAITH_CALL effaith_frequency_read(const effaith_engine* engine, const char* text,
                                                   size_t size, int32_t* frequency,
                                                   effaith_error** error) {
    return read_text(engine, text, size, frequency, error,
                     [](const Vocabulary& words, std::string_view found) -> Result<int32_t> {
                         if (const auto read = words.frequency(found))
                             return static_cast<int32_t>(*read) + 1;
                         return Error{ErrorCode::unknown_frequency,
                                      quoted(found) + " is no frequency such as 'twice weekly'.",
                                      ""};
                     });
}

effaith_status EFFAITH_CALL effaith_outcome_read(const effaith_engine* engine, const char* text,
                                                 size_t size, int32_t* outcome,
                                                 effaith_error** error) {
    return read_text(engine, text, size, outcome, error,
                     [](const Vocabulary& words, std::string_view found) -> Result<int32_t> {
                         if (const auto read = words.outcome(found))
                             return static_cast<int32_t>(*read) + 1;
                         return misuse(quoted(found) + " is no outcome such as 'amber'.");
                     });
}

effaith_status EFFAITH_CALL effaith_date_read(const effaith_engine* engine, const char* text,
                                              size_t size, int32_t* date, effaith_error** error) {
    return read_text(
        engine, text, size, date, error,
        [](const Vocabulary& words, std::string_view found) -> Result<int32_t> {
            const auto read = read_period_end(found, words, {});
            if (!read) {
                return Error{
                    ErrorCode::not_a_date,
                    quoted(found) +
                        " is neither a month such as 2023-09 nor a date such as 2023-09-04.",
                    ""};
            }
            const std::int32_t first = number_of(read->earliest());
            return read->earliest() == read->latest() ? first : first / 100;
        });
}

effaith_status EFFAITH_CALL effaith_decimal_read(const char* text, size_t size, int32_t places,
                                                 int64_t* value, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        constexpr std::int32_t kMostPlaces = 18;
        if (value == nullptr) return misuse("There is no place for the answer.", "value");
        if (places < 0 || places > kMostPlaces) {
            return misuse(
                "A decimal has 0 to 18 places here; found " + std::to_string(places) + ".",
                "places");
        }
        const auto found = word_of(text, size, "text");
        if (!found) return found.error();
        ReadDecimal read;
        const DecimalFault fault = read_decimal(trimmed(*found), places, read);
        if (fault == DecimalFault::out_of_range) {
            return Error{ErrorCode::out_of_range, quoted(*found) + " is too large to hold.", ""};
        }
        if (fault != DecimalFault::none || read.reduced) {
            return Error{ErrorCode::not_a_number,
                         quoted(*found) + " is no decimal with at most " + std::to_string(places) +
                             " places.",
                         ""};
        }
        *value = read.raw;
        return Done{};
    });
}
