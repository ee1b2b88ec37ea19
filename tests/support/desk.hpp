// What answers about documents of practice are made with, for tests.
#pragma once

#include "effaith/io/practice.hpp"
#include "practice_samples.hpp"
#include "records.hpp"

namespace support {

struct Desk {
    explicit Desk(effaith::LanguageCode code = effaith::LanguageCode::en)
        : engine(engine_of(kPracticeConfig)), language(code) {}
    effaith::practice::Tools tools() const { return {engine, language, vocabulary()}; }
    effaith::Engine engine;
    effaith::Language language;
};

}  // namespace support
