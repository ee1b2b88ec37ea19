// Tables of counts: protected, and audited as an attacker sees them. What is protected says of
// itself what its audit finds, and is no longer a table that can be protected unless nothing is
// hidden.
#include "effaith/io/disclosure_documents.hpp"
#include "fuzz_support.hpp"
#include "io/json_tree.hpp"

namespace {

using namespace effaith;
using fuzz::require;

const Language& language() {
    static const Language english(LanguageCode::en);
    return english;
}

void check_audit(std::string_view text) {
    const Result<PublishedAudit> audit = audit_published(text, language(), DocumentFormat::json);
    if (!audit) {
        fuzz::require_readable(audit.error());
        return;
    }
    const Result<JsonNode> document = read_json(audit->document);
    require(document.ok(), "an audit is JSON", audit->document);
    const JsonNode* safe = document->find("safe");
    require(safe != nullptr && (safe->text == "true") == audit->safe, "an audit says how it ended",
            audit->document);
    require(audit_published(text, language(), DocumentFormat::table).ok(),
            "an audit can be shown as it can be written", text);
}

void check_protected(std::string_view text, const DisclosureRules& rules) {
    DisclosureReport report;
    const Result<std::string> shown = protect_document(text, rules, &report);
    if (!shown) {
        fuzz::require_readable(shown.error());
        return;
    }
    require(read_json(*shown).ok(), "a protected table is JSON", *shown);
    if (rules.rounding != Rounding::none) return;
    const Result<PublishedAudit> audit = audit_published(*shown, language(), DocumentFormat::json);
    require(audit.ok(), "a protected table can be audited", *shown);
    require(audit->safe == report.safe(), "a report says what the audit finds", *shown);
    const bool same = protect_document(*shown, rules).ok();
    require(same == (report.counts_hidden == 0), "what is hidden is gone", *shown);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    check_audit(text);
    check_protected(text, {});
    DisclosureRules rounded;
    rounded.rounding = Rounding::five;
    check_protected(text, rounded);
    return 0;
}
