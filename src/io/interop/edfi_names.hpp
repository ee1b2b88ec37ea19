// Names and limits of the Ed-Fi Data Standard that its reader and its writer share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>

namespace effaith::interop::edfi {

inline constexpr std::string_view kInterchange = "InterchangeStudentIntervention";
inline constexpr std::string_view kNamespace = "http://ed-fi.org/5.2.0";
inline constexpr std::string_view kSchemaInstance = "http://www.w3.org/2001/XMLSchema-instance";

/// Of an amount of minutes: what a 32-bit number (xs:int) holds.
inline constexpr std::int64_t kMostMinutes = 2'147'483'647;
/// Characters of a student's id and of an intervention's code, at most.
inline constexpr std::size_t kLongestLearner = 32;
inline constexpr std::size_t kLongestIntervention = 120;

/// A learner in an intervention: what the standard tells associations apart by.
struct Ids {
    std::string learner;
    std::string organisation;  ///< that sponsors the intervention
    std::string intervention;
    friend bool operator<(const Ids& a, const Ids& b) {
        return std::tie(a.learner, a.organisation, a.intervention) <
               std::tie(b.learner, b.organisation, b.intervention);
    }
};

}  // namespace effaith::interop::edfi
