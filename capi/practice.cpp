// Documents of practice: the calls.
#include "io/practice/questions.hpp"
#include "options.hpp"
#include "record_reader.hpp"

namespace effaith::capi {
namespace {

/// A document as the caller hands it in.
struct Given {
    const char* text;
    size_t size;
};

/// Answers a question about a document, with records beside it and a second document or without.
effaith_status ask(std::string_view question, const effaith_engine* engine, Given document,
                   Given against, const effaith_options* given, char** text, size_t* text_size,
                   effaith_error** error, std::int32_t since = 0, Given second = {}) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, text_size); !place) return place;
        const auto json = text_of(document.text, document.size, "document");
        if (!json) return json.error();
        const auto records = text_of(against.text, against.size, "against");
        if (!records) return records.error();
        const auto terms = text_of(second.text, second.size, "terms");
        if (!terms) return terms.error();
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        const std::optional<Date> since_day = since == 0 ? std::nullopt : day_of(since);
        if (since != 0 && !since_day) {
            return Error{ErrorCode::not_a_date,
                         std::to_string(since) + " is no day such as 20230904.", "since"};
        }
        const EngineParts& parts = *engine->parts;
        const practice::Tools tools{parts.engine, parts.language, parts.words};
        const DateNotation dates{options->columns.serial_dates};
        const Result<std::string> answer = practice::answer(
            tools, {question, *json, *records, options->format, dates, since_day, *terms});
        if (!answer) return answer.error();
        return give_text(*answer, text, text_size);
    });
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_sheet_check(const effaith_engine* engine, const char* sheet,
                                                size_t size, const effaith_options* options,
                                                char** text, size_t* text_size,
                                                effaith_error** error) {
    return ask("sheet_check", engine, {sheet, size}, {}, options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_sheet_records(const effaith_engine* engine, const char* sheet,
                                                  size_t size, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask("sheet_records", engine, {sheet, size}, {}, options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_sheet_evaluate(const effaith_engine* engine, const char* sheet,
                                                   size_t size, const char* against,
                                                   size_t against_size,
                                                   const effaith_options* options, char** text,
                                                   size_t* text_size, effaith_error** error) {
    return ask("sheet_evaluate", engine, {sheet, size}, {against, against_size}, options, text,
               text_size, error);
}

effaith_status EFFAITH_CALL effaith_journey_trend(const effaith_engine* engine, const char* journey,
                                                  size_t size, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask("journey_trend", engine, {journey, size}, {}, options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_provision_map(const effaith_engine* engine,
                                                  const char* register_, size_t size,
                                                  const char* records, size_t records_size,
                                                  int32_t since, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask("provision_map", engine, {register_, size}, {records, records_size}, options, text,
               text_size, error, since);
}

effaith_status EFFAITH_CALL effaith_profile(const effaith_engine* engine, const char* profile,
                                            size_t size, const char* records, size_t records_size,
                                            const effaith_options* options, char** text,
                                            size_t* text_size, effaith_error** error) {
    return ask("profile", engine, {profile, size}, {records, records_size}, options, text,
               text_size, error);
}

effaith_status EFFAITH_CALL effaith_transition_make(const effaith_engine* engine,
                                                    const char* profile, size_t size,
                                                    const char* terms, size_t terms_size,
                                                    const char* records, size_t records_size,
                                                    const effaith_options* options, char** text,
                                                    size_t* text_size, effaith_error** error) {
    return ask("transition_make", engine, {profile, size}, {records, records_size}, options, text,
               text_size, error, 0, {terms, terms_size});
}

effaith_status EFFAITH_CALL effaith_transition_receive(const effaith_engine* engine,
                                                       const char* transition, size_t size,
                                                       const char* mapping, size_t mapping_size,
                                                       const effaith_options* options, char** text,
                                                       size_t* text_size, effaith_error** error) {
    return ask("transition_receive", engine, {transition, size}, {}, options, text, text_size,
               error, 0, {mapping, mapping_size});
}

effaith_status EFFAITH_CALL effaith_review_pack(const effaith_engine* engine, const char* quality,
                                                size_t size, const char* records,
                                                size_t records_size, const char* review,
                                                size_t review_size, const effaith_options* options,
                                                char** text, size_t* text_size,
                                                effaith_error** error) {
    const Given document = size == 0 ? Given{"{}", 2} : Given{quality, size};
    return ask("review_pack", engine, document, {records, records_size}, options, text, text_size,
               error, 0, {review, review_size});
}

effaith_status EFFAITH_CALL effaith_moderation_sample(const effaith_engine* engine,
                                                      const char* records, size_t size,
                                                      const char* review, size_t review_size,
                                                      const effaith_options* options, char** text,
                                                      size_t* text_size, effaith_error** error) {
    return ask("moderation_sample", engine, {"{}", 2}, {records, size}, options, text, text_size,
               error, 0, {review, review_size});
}
