// What the documents share: provenance, counts, issues, and figures as JSON, CSV and for people.
#pragma once

#include <string>
#include <string_view>

#include "effaith/io/documents.hpp"
#include "io/json_writer.hpp"

namespace effaith {

/// A figure as a JSON value: exact decimals, shortest doubles, words, null.
void write_value(JsonWriter& json, const FigureValue& value);

/// Appends a figure as a CSV cell: as in JSON, and nothing for none.
void append_csv_value(std::string& out, const FigureValue& value);

/// What made the document, as the next keys of an object.
void write_provenance(JsonWriter& json, const Engine& engine);

/// How many records there are, as the next keys of an object.
void write_counts(JsonWriter& json, const DocumentCounts& counts);

/// Code, severity, field and message, as the next keys of an object.
void write_issue_keys(JsonWriter& json, const Issue& issue, const Language& language,
                      bool of_document);

/// An issue as an object; one of the whole document has no field.
void write_issue(JsonWriter& json, const Issue& issue, const Language& language,
                 bool of_document = false);

/// An issue of the whole document: a column that is carried through.
Issue unknown_column(const std::string& name);

/// The different codes of a record's issues, blanks between.
std::string issue_codes(const Issues& issues);

/// Counts, calendar and `as_of` in sentences.
std::string summary(const Engine& engine, const DocumentCounts& counts, const Language& language);

/// How often each issue occurs, a line each.
std::string issue_summary(const DocumentCounts& counts, const Language& language);

/// A figure as a person reads it: money in pounds and pence, shares in percent, others to 2 places.
std::string reading(std::string_view name, const FigureValue& value, const Language& language);

}  // namespace effaith
