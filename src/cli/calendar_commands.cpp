// The commands that ask the calendar: schedule and calendar.
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/jobs.hpp"
#include "effaith/calendars.hpp"
#include "effaith/io/notation.hpp"
#include "io/calendar_documents.hpp"
#include "schedule_answer.hpp"

namespace effaith::cli {
int schedule_command(const Options& options) {
    std::optional<Config> config = load_config(options);
    if (!config) return kUsage;
    if (options.words.size() != 3) {
        return report_usage(
            "schedule needs a frequency, a start and an end: schedule weekly 2023-09 2023-12");
    }
    const Vocabulary words;
    const Language language(config->language);
    AskedSchedule asked;
    const auto frequency = words.frequency(options.words[0]);
    if (!frequency) {
        std::string codes;
        for (const FrequencyRule& rule : kFrequencies)
            (codes += codes.empty() ? "" : ", ") += rule.code;
        return report_usage("'" + options.words[0] + "' is not a frequency; accepted: " + codes +
                            ".");
    }
    const auto started = read_period_end(options.words[1], words, {});
    const auto ended = read_period_end(options.words[2], words, {});
    if (!started || !ended) {
        return report_usage("'" + options.words[started ? 2 : 1] +
                            "' is not a month such as 2023-09 or a date such as 2023-09-04.");
    }
    std::string_view rest = options.weekdays;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto day = words.weekday(rest.substr(0, comma));
        if (!day || *day > Weekday::fri)
            return report_usage("--weekdays takes names such as mon,thu.");
        asked.weekdays.add(*day);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    const Result<Calendar> calendar = make_calendar(config->calendar);
    if (!calendar) return report("effaith", calendar.error());
    asked.frequency = *frequency;
    asked.started = *started;
    asked.ended = *ended;
    asked.daily = config->policy.daily;
    asked.as_of = config->as_of;
    const Result<Dosage> due = answer_schedule(*calendar, asked);
    if (!due) return report_usage(due.error().message);
    const ScheduleTitle title{options.words[0], rule_of(*frequency).code, options.words[1],
                              options.words[2], calendar->name()};
    return write_answer(options, schedule_document(*due, title, language,
                                                   format_or(options, DocumentFormat::table)));
}

int calendar_command(const Options& options) {
    std::optional<Config> config = load_config(options);
    if (!config) return kUsage;
    if (options.words.empty()) {
        std::string names = "typical\n";
        for (const std::string& name : named_calendars())
            names += name + "\n";
        return write_answer(options, names);
    }
    if (options.words.size() > 2)
        return report_usage("calendar takes a name and a year: calendar typical 2023");
    CalendarChoice choice = config->calendar;
    if (choice.years.empty() || choice.name != options.words[0]) {
        choice.years.clear();
        choice.name = options.words[0];
    }
    const Result<Calendar> calendar = make_calendar(choice);
    if (!calendar) return report("effaith", calendar.error());
    const Language language(config->language);
    const std::string year = options.words.size() == 1 ? "" : options.words[1];
    const std::string out =
        calendar_document(*calendar, year, language, format_or(options, DocumentFormat::table));
    if (out.empty()) {
        return report_usage("The calendar '" + options.words[0] + "' has no academic year " +
                            options.words[1] + ".");
    }
    return write_answer(options, out);
}

}  // namespace effaith::cli
