// The JSON Schemas of the documents of practice, by name; src/data/schema/ has these texts.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "effaith/io/practice.hpp"
#include "effaith/practice/quality.hpp"
#include "effaith/practice/transition.hpp"
#include "io/practice/parts_schema.hpp"

namespace effaith::practice {

inline constexpr std::array<std::string_view, 8> kDocumentNames{
    "sheet",   "journey",    "register",         "quality",
    "profile", "transition", "transition_terms", "identifier_mapping"};

/// The schema of a document; empty where there is none of that name.
inline std::string schema_of(std::string_view name) {
    SchemaWriter schema;
    if (name == "sheet") {
        return schema.document<Sheet>(
            name, "Intervention sheet",
            "What is planned for a learner or a group, and what came of it. Every key is optional; "
            "what is missing at a stage is said by its check.");
    }
    if (name == "journey") {
        return schema.document<Journey>(
            name, "Journey",
            "A learner's observations over time, on one or more measures, ladders included.");
    }
    if (name == "register") {
        return schema.document<Register>(
            name, "Register",
            "The learners of a school with their tiers and needs, criteria, training and views.");
    }
    if (name == "quality") {
        return schema.document<Quality>(
            name, "Quality",
            "What a school, a cluster or a local authority keeps beside its records for quality "
            "assurance: settings and visits, reviews, moderation, the panel's checklist.");
    }
    if (name == "profile") {
        return schema.document<Profile>(
            name, "Pupil profile",
            "Needs, strengths and views of a learner, targets, reviews, sheets and journeys.");
    }
    if (name == "transition") {
        return schema.document<Transition>(
            name, "Transition",
            "What the next school needs of one learner, with the consent and what was left out.");
    }
    if (name == "transition_terms") {
        return schema.document<TransitionTerms>(
            name, "Terms of a transition", "The consent to it, and the parts that stay behind.");
    }
    if (name == "identifier_mapping") {
        return schema.document<IdentifierMapping>(
            name, "Mapping of identifiers",
            "The receiving school's identifiers and codes for those of a transition.");
    }
    return "";
}

}  // namespace effaith::practice
