// Documents of practice: the calls.
#include "io/practice/questions.hpp"
#include "named_text.hpp"
#include "options.hpp"
#include "record_reader.hpp"

namespace effaith::capi {
namespace {

/// The texts of a question.
struct DocumentTexts {
    NamedText document;
    NamedText records = {};  ///< beside the document
    NamedText terms = {};    ///< a second document
};

constexpr NamedText kEmptyDocument{"{}", 2, ""};

effaith_status ask_document(std::string_view question, const effaith_engine* engine,
                            const DocumentTexts& texts, const effaith_options* given, char** text,
                            size_t* text_size, effaith_error** error, std::int32_t since = 0) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, text_size); !place) return place;
        practice::Question asked;
        asked.name = question;
        const Status read = read_texts({{texts.document, asked.document},
                                        {texts.records, asked.against},
                                        {texts.terms, asked.terms}});
        if (!read) return read.error();
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        asked.format = options->format;
        asked.dates = DateNotation{options->columns.serial_dates};
        asked.since = since == 0 ? std::nullopt : day_of(since);
        if (since != 0 && !asked.since) {
            return Error{ErrorCode::not_a_date,
                         std::to_string(since) + " is no day such as 20230904.", "since"};
        }
        const EngineParts& parts = *engine->parts;
        const Result<std::string> answer =
            practice::answer({parts.engine, parts.language, parts.words}, asked);
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
    return ask_document("sheet_check", engine, {{sheet, size, "sheet"}}, options, text, text_size,
                        error);
}

effaith_status EFFAITH_CALL effaith_sheet_records(const effaith_engine* engine, const char* sheet,
                                                  size_t size, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask_document("sheet_records", engine, {{sheet, size, "sheet"}}, options, text, text_size,
                        error);
}

effaith_status EFFAITH_CALL effaith_sheet_evaluate(const effaith_engine* engine, const char* sheet,
                                                   size_t size, const char* against,
                                                   size_t against_size,
                                                   const effaith_options* options, char** text,
                                                   size_t* text_size, effaith_error** error) {
    return ask_document("sheet_evaluate", engine,
                        {{sheet, size, "sheet"}, {against, against_size, "against"}}, options, text,
                        text_size, error);
}

effaith_status EFFAITH_CALL effaith_journey_trend(const effaith_engine* engine, const char* journey,
                                                  size_t size, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask_document("journey_trend", engine, {{journey, size, "journey"}}, options, text,
                        text_size, error);
}

effaith_status EFFAITH_CALL effaith_provision_map(const effaith_engine* engine,
                                                  const char* register_, size_t size,
                                                  const char* records, size_t records_size,
                                                  int32_t since, const effaith_options* options,
                                                  char** text, size_t* text_size,
                                                  effaith_error** error) {
    return ask_document("provision_map", engine,
                        {{register_, size, "register_"}, {records, records_size, "records"}},
                        options, text, text_size, error, since);
}

effaith_status EFFAITH_CALL effaith_profile(const effaith_engine* engine, const char* profile,
                                            size_t size, const char* records, size_t records_size,
                                            const effaith_options* options, char** text,
                                            size_t* text_size, effaith_error** error) {
    return ask_document("profile", engine,
                        {{profile, size, "profile"}, {records, records_size, "records"}}, options,
                        text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_transition_make(const effaith_engine* engine,
                                                    const char* profile, size_t size,
                                                    const char* terms, size_t terms_size,
                                                    const char* records, size_t records_size,
                                                    const effaith_options* options, char** text,
                                                    size_t* text_size, effaith_error** error) {
    return ask_document("transition_make", engine,
                        {{profile, size, "profile"},
                         {records, records_size, "records"},
                         {terms, terms_size, "terms"}},
                        options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_transition_receive(const effaith_engine* engine,
                                                       const char* transition, size_t size,
                                                       const char* mapping, size_t mapping_size,
                                                       const effaith_options* options, char** text,
                                                       size_t* text_size, effaith_error** error) {
    return ask_document("transition_receive", engine,
                        {{transition, size, "transition"}, {}, {mapping, mapping_size, "mapping"}},
                        options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_review_pack(const effaith_engine* engine, const char* quality,
                                                size_t size, const char* records,
                                                size_t records_size, const char* review,
                                                size_t review_size, const effaith_options* options,
                                                char** text, size_t* text_size,
                                                effaith_error** error) {
    const NamedText document = size == 0 ? kEmptyDocument : NamedText{quality, size, "quality"};
    return ask_document(
        "review_pack", engine,
        {document, {records, records_size, "records"}, {review, review_size, "review"}}, options,
        text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_moderation_sample(const effaith_engine* engine,
                                                      const char* records, size_t size,
                                                      const char* review, size_t review_size,
                                                      const effaith_options* options, char** text,
                                                      size_t* text_size, effaith_error** error) {
    return ask_document(
        "moderation_sample", engine,
        {kEmptyDocument, {records, size, "records"}, {review, review_size, "review"}}, options,
        text, text_size, error);
}
