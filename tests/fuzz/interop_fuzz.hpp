// What every reader of other systems' documents keeps to: an answer is JSON in every case, a
// refusal is one that a person can use, and records that were read are read again as they are.
#pragma once

#include <string>
#include <string_view>

#include "io/interop/questions.hpp"
#include "practice_fuzz.hpp"

namespace effaith::fuzz {

inline const practice::Tools& interop_tools() {
    static const Engine engine = [] {
        Config config;
        Measure measure;
        measure.id = measure.name = "standard";
        measure.kind = MeasureKind::standard_score;
        config.measures.push_back(measure);
        measure.id = measure.name = "reading_age";
        measure.kind = MeasureKind::age_equivalent;
        config.measures.push_back(measure);
        return Engine::create(std::move(config)).value();
    }();
    static const practice::Tools made{engine, tools().language, tools().words};
    return made;
}

/// Asks a question in every format; the records of its answer are as many when they are read again.
inline void check_question(interop::Question question) {
    for (const DocumentFormat format : {DocumentFormat::json, DocumentFormat::ndjson,
                                        DocumentFormat::csv, DocumentFormat::table}) {
        question.format = format;
        const Result<interop::Answer> answer = interop::answer(interop_tools(), question);
        if (!answer) {
            require_readable(answer.error());
            continue;
        }
        require(is_utf8(answer->text), "an answer is UTF-8", answer->text);
        if (format == DocumentFormat::json)
            require(read_json(answer->text).ok(), "an answer is JSON", answer->text);
        if (format == DocumentFormat::ndjson && !answer->text.empty()) {
            const auto again = interop::read_text_records(interop_tools(), answer->text);
            require(again.ok(), "records are read again", answer->text);
        }
    }
}

}  // namespace effaith::fuzz
