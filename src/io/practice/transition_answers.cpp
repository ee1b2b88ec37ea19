// The answers about a transition as JSON and for people.
#include <algorithm>

#include "effaith/io/transition.hpp"
#include "io/document_parts.hpp"
#include "io/practice/answer_parts.hpp"
#include "io/practice/parts_writer.hpp"
#include "io/text_table.hpp"

namespace effaith::practice {
namespace {

std::string part_label(SharedPart part, const Language& language) {
    const std::string key(kSharedPartNames[static_cast<std::size_t>(part)]);
    return std::string(language.label("practice", "shared." + key));
}

std::string kind_label(IdentifierKind kind, const Language& language) {
    return std::string(language.label("practice", "identifier." + std::string(name_of(kind))));
}

std::string sentence_of(const Redaction& redaction, const Language& language) {
    const std::string key(kLeftOutNames[static_cast<std::size_t>(redaction.because)]);
    return language.fill("practice", "left_out." + key,
                         {{"part", part_label(redaction.part, language)},
                          {"reason", for_message(redaction.reason)},
                          {"n", std::to_string(redaction.n)}});
}

std::string day_text(std::optional<Date> day, const Language& language) {
    return day ? to_text(*day) : std::string(language.label("text", "none"));
}

/// Whose papers they are, who agreed, what is there and what is not.
std::string summary_of(const Transition& transition, const Language& language) {
    const Profile& profile = transition.profile;
    const Consent& consent = transition.consent;
    std::string out = language.fill("practice", "transition.title",
                                    {{"learner", for_message(profile.learner_id)},
                                     {"from", for_message(transition.from_school)},
                                     {"to", for_message(transition.to_school)},
                                     {"day", day_text(transition.made, language)}});
    out += "\n" + language.fill("practice", "transition.consent",
                                {{"given_by", for_message(consent.given_by)},
                                 {"day", day_text(consent.date, language)},
                                 {"purpose", for_message(consent.purpose)}});
    out += "\n" +
           language.fill("practice", "transition.contents",
                         {{"sheets", std::to_string(profile.sheets.size())},
                          {"records", std::to_string(transition.records.size())},
                          {"journeys", std::to_string(profile.journeys.size())},
                          {"measures", std::to_string(transition.configuration.measures.size())}});
    out += "\n";
    for (const Redaction& redaction : transition.redactions)
        out += sentence_of(redaction, language) + "\n";
    std::int64_t n_texts = 0;
    for (const Redaction& redaction : transition.redactions)
        n_texts = std::max(n_texts, redaction.n_texts);
    if (n_texts > 0) {
        out += language.fill("practice", "transition.read_texts", {{"n", std::to_string(n_texts)}});
        out += "\n";
    }
    return out;
}

std::string identifiers_table(const std::vector<Replacement>& identifiers,
                              const Language& language) {
    TextTable table;
    table.column(std::string(language.label("practice", "identifier.what")), false);
    table.column(std::string(language.label("practice", "identifier.from")), false);
    table.column(std::string(language.label("practice", "identifier.to")), false);
    for (const Replacement& each : identifiers) {
        table.row({kind_label(each.kind, language), for_message(each.from), for_message(each.to)});
    }
    return table.text();
}

std::string received_table(const Tools& tools, const TransitionAnswer& answer) {
    const Language& language = tools.language;
    const Transition& transition = answer.received.transition;
    std::string out = summary_of(transition, language);
    if (!transition.identifiers.empty())
        out += "\n" + identifiers_table(transition.identifiers, language);
    out += "\n";
    const auto line = [&](const char* key, IdentifierKind kind, const std::string& text) {
        out += language.fill("practice", key,
                             {{"what", kind_label(kind, language)}, {"found", for_message(text)}});
        out += "\n";
    };
    for (const auto& [kind, text] : answer.unmapped)
        line("transition.unmapped", kind, text);
    for (const Replacement& each : answer.received.unused)
        line("transition.unused", each.kind, each.from);
    return out + "\n" + findings_table(answer.findings, language);
}

std::string received_json(const Tools& tools, const TransitionAnswer& answer) {
    const Transition& transition = answer.received.transition;
    JsonWriter json;
    json.begin_object();
    write_text_or_null(json, "learner_id", transition.profile.learner_id);
    write_text_or_null(json, "from_school", transition.from_school);
    write_text_or_null(json, "to_school", transition.to_school);
    write_provenance(json, tools.engine);
    json.key("unmapped");
    json.begin_list();
    for (const auto& [kind, text] : answer.unmapped) {
        json.begin_object();
        json.key("kind");
        json.text(name_of(kind));
        json.key("identifier");
        json.text(text);
        json.end_object();
    }
    json.end_list();
    json.key("unused");
    write_part(json, answer.received.unused);
    write_findings(json, answer.findings, tools.language);
    json.line();
    json.key("transition");
    write_part(json, transition);
    json.end_object();
    json.line();
    return json.take();
}

}  // namespace

Result<std::string> transition_document(const Tools& tools, const Transition& transition,
                                        DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    return format == DocumentFormat::table ? summary_of(transition, tools.language)
                                           : write_transition(transition);
}

Result<std::string> received_document(const Tools& tools, const TransitionAnswer& answer,
                                      DocumentFormat format) {
    if (const Status fine = check_format(format); !fine) return fine.error();
    return format == DocumentFormat::table ? received_table(tools, answer)
                                           : received_json(tools, answer);
}

}  // namespace effaith::practice
