// What the answers about documents of practice share: findings, rules and their sentences.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// Text, or null where it is empty.
void write_text_or_null(JsonWriter& json, std::string_view key, std::string_view text);

/// A day, or null.
void write_date_or_null(JsonWriter& json, std::string_view key, const std::optional<Date>& date);

/// What a rule says, in a sentence.
std::string says_sentence(const RuleAdvice& advice, const Language& language);
/// What all rules together say, in a sentence.
std::string conclusion(const Advice& advice, const Language& language);
/// The figures of a rule as an object by name.
void write_figures(JsonWriter& json, const std::vector<AdviceFigure>& figures);
/// Advice as the value of a key: what it says, because of which rule, and every rule.
void write_advice(JsonWriter& json, const Advice& advice, const Language& language);
/// The figures as they stand in sentences, by name.
std::vector<std::pair<std::string_view, std::string>> readings_of(
    const std::vector<AdviceFigure>& figures, const Language& language);

/// A figure as a Number; what is null or hidden has no reason of its own.
stats::Number number_of(const FigureValue& value);

/// A number or null.
void write_number(JsonWriter& json, const stats::Number& number);

/// The figures of a roll-up by nothing; null where no record is in it.
void write_totals(JsonWriter& json, std::string_view key, const Rollup& overall);

/// A figure of a rule as a person reads it: shares in percent, pounds and pence, others to 2
/// places.
std::string reading_of(const AdviceFigure& figure, const Language& language);

}  // namespace effaith::practice
