// What a calendar says, as documents: the sessions of a frequency, and the years with their terms.
#pragma once

#include <string>
#include <string_view>

#include "effaith/calendar.hpp"
#include "effaith/dosage.hpp"
#include "effaith/io/documents.hpp"
#include "effaith/io/language.hpp"

namespace effaith {

/// A question as it was put, for the answer's heading.
struct ScheduleTitle {
    std::string_view frequency;  ///< as written
    std::string_view code;       ///< of the frequency
    std::string_view started;
    std::string_view ended;
    std::string_view calendar;
};

/// The sessions due, as a table for people or as one line of JSON.
std::string schedule_document(const Dosage& due, const ScheduleTitle& title,
                              const Language& language, DocumentFormat format);

/// The academic years of a calendar, as a table for people or a line of JSON each: all of them, or
/// the one of this name ("2023/24") or first year ("2023"); empty where there is none.
std::string calendar_document(const Calendar& calendar, std::string_view year,
                              const Language& language, DocumentFormat format);

}  // namespace effaith
