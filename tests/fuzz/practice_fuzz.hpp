// What every reader of a document of practice keeps to: what it reads is written so that it reads
// back the same, every answer about it is made, and a refusal is one that a person can use.
#pragma once

#include <string>
#include <string_view>

#include "effaith/engine.hpp"
#include "fuzz_support.hpp"
#include "io/json_tree.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/practice/questions.hpp"

namespace effaith::fuzz {

inline const practice::Tools& tools() {
    static const Engine engine = [] {
        Config config;
        config.as_of = Date::parse("2024-01-15");
        return Engine::create(std::move(config)).value();
    }();
    static const Language language(LanguageCode::en);
    static const Vocabulary words;
    static const practice::Tools made{engine, language, words};
    return made;
}

/// What stands beside a document: records, and a second document.
struct Beside {
    std::string_view records = {};
    std::string_view terms = {};
};

/// Asks every question about a document, in every format; what is JSON reads as JSON.
template <class T>
void check_document(std::string_view json, std::initializer_list<std::string_view> questions,
                    Beside beside = {}) {
    const Result<T> read = practice::read_document<T>(json);
    if (!read) {
        require_readable(read.error());
        return;
    }
    const std::string written = practice::document_text(*read);
    const Result<T> again = practice::read_document<T>(written);
    require(again.ok() && *again == *read, "what is written is read back", written);
    for (const std::string_view question : questions) {
        for (const DocumentFormat format : {DocumentFormat::json, DocumentFormat::table}) {
            const Result<std::string> answer = practice::answer(tools(), {question,
                                                                          json,
                                                                          beside.records,
                                                                          format,
                                                                          {},
                                                                          Date::parse("2023-10-01"),
                                                                          beside.terms});
            if (!answer) {
                require_readable(answer.error());
                continue;
            }
            const bool is_json = format == DocumentFormat::json;
            require(!is_json || read_json(*answer).ok(), "an answer is JSON", *answer);
        }
    }
}

}  // namespace effaith::fuzz
