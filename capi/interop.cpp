// What other systems write, and what they read back: the calls.
#include "io/interop/questions.hpp"
#include "named_text.hpp"
#include "options.hpp"
#include "record_reader.hpp"

namespace effaith::capi {
namespace {

/// The texts of a question.
struct ExchangeTexts {
    NamedText document;
    NamedText records;
    NamedText line_items;
    NamedText mapping;
};

effaith_status ask_exchange(std::string_view question, const effaith_engine* engine,
                            const ExchangeTexts& texts, const effaith_options* given, char** text,
                            size_t* text_size, effaith_error** error) {
    return guarded(error, [&]() -> Status {
        if (!is_live(engine)) return misuse("engine is no engine.", "engine");
        if (const Status place = check_place(text, text_size); !place) return place;
        interop::Question asked;
        asked.name = question;
        const Status read = read_texts({{texts.document, asked.document},
                                        {texts.records, asked.records},
                                        {texts.line_items, asked.line_items},
                                        {texts.mapping, asked.mapping}});
        if (!read) return read.error();
        const Result<CallOptions> options = read_options(given);
        if (!options) return options.error();
        asked.format = options->format;
        asked.dates = DateNotation{options->columns.serial_dates};
        const EngineParts& parts = *engine->parts;
        const Result<interop::Answer> answer =
            interop::answer({parts.engine, parts.language, parts.words}, asked);
        if (!answer) return answer.error();
        return give_text(answer->text, text, text_size);
    });
}

}  // namespace
}  // namespace effaith::capi

using namespace effaith;
using namespace effaith::capi;

effaith_status EFFAITH_CALL effaith_edfi_read(const effaith_engine* engine, const char* xml,
                                              size_t size, const effaith_options* options,
                                              char** text, size_t* text_size,
                                              effaith_error** error) {
    return ask_exchange("edfi_read", engine, {{xml, size, "xml"}, {}, {}, {}}, options, text,
                        text_size, error);
}

effaith_status EFFAITH_CALL effaith_edfi_write(const effaith_engine* engine, const char* records,
                                               size_t size, const char* mapping,
                                               size_t mapping_size, const effaith_options* options,
                                               char** text, size_t* text_size,
                                               effaith_error** error) {
    return ask_exchange("edfi_write", engine,
                        {{records, size, "records"}, {}, {}, {mapping, mapping_size, "mapping"}},
                        options, text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_provision_read(const effaith_engine* engine, const char* csv,
                                                   size_t size, const char* mapping,
                                                   size_t mapping_size,
                                                   const effaith_options* options, char** text,
                                                   size_t* text_size, effaith_error** error) {
    return ask_exchange("provision_read", engine,
                        {{csv, size, "csv"}, {}, {}, {mapping, mapping_size, "mapping"}}, options,
                        text, text_size, error);
}

effaith_status EFFAITH_CALL effaith_oneroster_join(const effaith_engine* engine,
                                                   const char* records, size_t records_size,
                                                   const char* results, size_t results_size,
                                                   const char* line_items, size_t line_items_size,
                                                   const char* mapping, size_t mapping_size,
                                                   const effaith_options* options, char** text,
                                                   size_t* text_size, effaith_error** error) {
    return ask_exchange("oneroster_join", engine,
                        {{results, results_size, "results"},
                         {records, records_size, "records"},
                         {line_items, line_items_size, "line_items"},
                         {mapping, mapping_size, "mapping"}},
                        options, text, text_size, error);
}
