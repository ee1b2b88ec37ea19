// What the answers about documents of practice share: findings, rules and their sentences.
#pragma once

#include <string>
#include <string_view>

#include "effaith/io/practice.hpp"
#include "io/json_writer.hpp"

namespace effaith::practice {

/// A format that these answers have. Errors: invalid_argument for NDJSON and CSV.
Status check_format(DocumentFormat format);

/// What a finding says, in a sentence.
std::string sentence_of(const Finding& finding, const Language& language);

/// The findings as a list: code, severity, where, message.
void write_findings(JsonWriter& json, const Findings& findings, const Language& language);
/// The findings as a table; a line where there are none.
std::string findings_table(const Findings& findings, const Language& language);

/// A number or null.
void write_number(JsonWriter& json, const stats::Number& number);

/// A figure of a rule as a person reads it: shares in percent, pounds and pence, others to 2
/// places.
std::string reading_of(const AdviceFigure& figure, const Language& language);

}  // namespace effaith::practice
