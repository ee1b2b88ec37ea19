// Evidence of records from columns, and as documents and columns.
#pragma once

#include <string>
#include <vector>

#include "effaith/evidence.hpp"
#include "effaith/io/columns.hpp"
#include "effaith/io/documents.hpp"

namespace effaith {

/// The evidence in the records of a stream, by dimensions as in Evidence::create. The stream is
/// moved from as soon as its columns are understood; before that, it stays the caller's on an
/// error. Errors: bad_arrow, bad_encoding, cannot_read, invalid_argument, cancelled.
Result<Evidence> evidence_columns(const Engine& engine, ArrowArrayStream* records,
                                  std::vector<std::string> by, const ColumnOptions& options);

/// An answer as a stream of one batch, a row for each group and measure: the parts of its key and
/// `measure` as text, then every figure by its path (`paired.t_test.p`).
void export_evidence(const Evidence& evidence, const EvidenceAnswer& answer, ArrowArrayStream* out);

/// How many records were given, and what became of them.
DocumentCounts counts_of(const Evidence& evidence);

struct EvidenceDocumentOptions {
    DocumentFormat format = DocumentFormat::json;
    bool explain = false;  ///< of JSON: the working of every figure beside it
};

/// An answer as a document: every figure with the reasons of those that have no value as JSON and
/// NDJSON, the flat columns of export_evidence as CSV, and a table for people.
std::string evidence_document(const Evidence& evidence, const EvidenceAnswer& answer,
                              const Language& language, const EvidenceDocumentOptions& options);

}  // namespace effaith
