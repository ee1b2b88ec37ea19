// What answers about documents of practice are made with, for tests.
#pragma once

#include <string>

#include "effaith/io/practice.hpp"
#include "practice_samples.hpp"
#include "records.hpp"

namespace support {

struct Desk {
    explicit Desk(effaith::LanguageCode code = effaith::LanguageCode::en)
        : engine(engine_of(kPracticeConfig)), language(code) {}
    /// As a day sees it.
    explicit Desk(const std::string& as_of)
        : engine(
              engine_of("{\"as_of\": \"" + as_of + "\"," + std::string(kPracticeConfig).substr(1))),
          language(effaith::LanguageCode::en) {}
    effaith::practice::Tools tools() const { return {engine, language, vocabulary()}; }
    effaith::Engine engine;
    effaith::Language language;
};

}  // namespace support
