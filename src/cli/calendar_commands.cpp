// The commands that ask the calendar: schedule and calendar.
#include <cstdio>

#include "cli/commands.hpp"
#include "cli/streams.hpp"
#include "effaith/calendars.hpp"
#include "effaith/explain.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/io/notation.hpp"
#include "effaith/text_key.hpp"
#include "io/json_writer.hpp"
#include "io/text_table.hpp"

namespace effaith::cli {
namespace {

int usage(const std::string& message) {
    return report("effaith", {ErrorCode::invalid_argument, message, ""});
}

int write_answer(const Options& options, const std::string& text) {
    Result<Output> output = Output::open(options.out);
    if (!output) return report(options.out, output.error());
    output->write(text);
    const Status done = output->finish();
    return done ? kFine : report(done.error().where, done.error());
}

/// The sessions due as a dosage of one-hour sessions, so that they are rounded as everywhere.
Dosage due_of(const Schedule& schedule) {
    DosageInputs inputs;
    inputs.schedule = schedule;
    inputs.session_hours = Hours::from_whole(1);
    return dosage_of(inputs).value_or(Dosage{});
}

constexpr std::array<std::string_view, 6> kScheduleFigures{
    "sessions_per_week",      "school_days",           "school_weeks", "sessions_scheduled",
    "sessions_scheduled_min", "sessions_scheduled_max"};

std::string schedule_text(const Impact& impact, const Language& language,
                          const std::string& title) {
    TextTable table;
    table.column(title, false);
    table.column("", true);
    for (const RecordFigure& figure : kRecordFigures) {
        for (const std::string_view name : kScheduleFigures) {
            if (figure.name != name) continue;
            table.row(
                {std::string(language.label("figures", name)), value_text(figure.of(impact))});
        }
    }
    return table.text();
}

std::string schedule_json(const Impact& impact, const Options& options,
                          const std::string& calendar) {
    JsonWriter json;
    json.begin_object();
    json.key("frequency");
    json.text(options.words[0]);
    json.key("started");
    json.text(options.words[1]);
    json.key("ended");
    json.text(options.words[2]);
    json.key("calendar");
    json.text(calendar);
    for (const RecordFigure& figure : kRecordFigures) {
        for (const std::string_view name : kScheduleFigures) {
            if (figure.name != name) continue;
            json.key(name);
            const std::string value = value_text(figure.of(impact));
            value.empty() ? json.null() : json.raw(value);
        }
    }
    json.end_object();
    json.line();
    return json.take();
}

std::string calendar_json(const Calendar& calendar, const AcademicYear& year,
                          const YearSummary& sum) {
    JsonWriter json;
    const auto dates = [&](const DateSpan& span) {
        json.key("start");
        json.text(to_text(span.first));
        json.key("end");
        json.text(to_text(span.last));
    };
    json.begin_object();
    json.key("calendar");
    json.text(calendar.name());
    json.key("name");
    json.text(year.name);
    json.key("school_days");
    json.integer(sum.school_days);
    json.key("school_weeks");
    json.integer(sum.school_weeks);
    json.key("terms");
    json.begin_list();
    for (const Term& term : year.terms) {
        const SchoolDays days =
            calendar.school_days(Days::closed(term.dates.first, term.dates.last));
        json.begin_object();
        json.key("name");
        json.text(term.name);
        dates(term.dates);
        if (term.half_term) {
            json.key("half_term");
            json.begin_object();
            dates(*term.half_term);
            json.end_object();
        }
        json.key("school_days");
        json.integer(days.count());
        json.key("school_weeks");
        json.integer(calendar.touched(CalendarPeriod::week, days));
        json.end_object();
    }
    json.end_list();
    json.key("closures");
    json.begin_list();
    for (const Date day : year.closures)
        json.text(to_text(day));
    json.end_list();
    json.end_object();
    json.line();
    return json.take();
}

std::string calendar_text(const Calendar& calendar, const AcademicYear& year,
                          const YearSummary& sum, const Language& language) {
    const auto label = [&](std::string_view key) {
        return std::string(language.label("text", key));
    };
    TextTable table;
    table.column(label("calendar.terms"), false);
    for (const char* key : {"calendar.first", "calendar.last", "calendar.break"}) {
        table.column(label(key), false);
    }
    table.column(label("calendar.days"), true);
    table.column(label("calendar.weeks"), true);
    for (const Term& term : year.terms) {
        const SchoolDays days =
            calendar.school_days(Days::closed(term.dates.first, term.dates.last));
        const std::string rest =
            term.half_term ? to_text(term.half_term->first) + " – " + to_text(term.half_term->last)
                           : label("none");
        table.row({term.name, to_text(term.dates.first), to_text(term.dates.last), rest,
                   std::to_string(days.count()),
                   std::to_string(calendar.touched(CalendarPeriod::week, days))});
    }
    std::string out = language.fill("calendar.year", {{"name", year.name},
                                                      {"calendar", calendar.name()},
                                                      {"days", std::to_string(sum.school_days)},
                                                      {"weeks", std::to_string(sum.school_weeks)}});
    out += "\n\n";
    out += table.text();
    std::string closures;
    for (const Date day : year.closures)
        closures += (closures.empty() ? "" : ", ") + to_text(day);
    if (!closures.empty()) {
        out += '\n';
        out += language.fill("calendar.closures", {{"days", closures}});
        out += '\n';
    }
    return out;
}

}  // namespace

int schedule_command(const Options& options) {
    std::optional<Config> config = load_config(options);
    if (!config) return kUsage;
    if (options.words.size() != 3) {
        return usage(
            "schedule needs a frequency, a start and an end: schedule weekly 2023-09 2023-12");
    }
    const Vocabulary words;
    const Language language(config->language);
    ScheduleQuestion asked;
    const auto frequency = words.frequency(options.words[0]);
    if (!frequency) {
        std::string codes;
        for (const FrequencyRule& rule : kFrequencies)
            (codes += codes.empty() ? "" : ", ") += rule.code;
        return usage("'" + options.words[0] + "' is not a frequency; accepted: " + codes + ".");
    }
    asked.frequency = *frequency;
    asked.daily = config->policy.daily;
    const auto started = read_period_end(options.words[1], words, {});
    const auto ended = read_period_end(options.words[2], words, {});
    if (!started || !ended) {
        return usage("'" + options.words[started ? 2 : 1] +
                     "' is not a month such as 2023-09 or a date such as 2023-09-04.");
    }
    std::string_view rest = options.weekdays;
    while (!rest.empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const auto day = words.weekday(rest.substr(0, comma));
        if (!day || *day > Weekday::fri) return usage("--weekdays takes names such as mon,thu.");
        asked.weekdays.add(*day);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    if (!asked.weekdays.empty() && asked.weekdays.size() != weekdays_allowed(*frequency)) {
        return usage("The frequency " + std::string(rule_of(*frequency).code) + " takes " +
                     std::to_string(weekdays_allowed(*frequency)) + " weekdays.");
    }
    asked.windows = Windows::between(*started, *ended);
    if (asked.windows.widest.empty()) return usage("The period ends before it starts.");
    const Result<Calendar> calendar = make_calendar(config->calendar);
    if (!calendar) return report("effaith", calendar.error());
    if (!calendar->covers(asked.windows.widest)) {
        return usage("The calendar '" + calendar->name() +
                     "' does not know every day of that period.");
    }
    asked.rate_day = asked.windows.widest.first;
    if (config->as_of) asked.windows = asked.windows.until(*config->as_of);
    Impact impact;
    impact.dosage = due_of(schedule_of(*calendar, asked));
    if (options.format && *options.format != DocumentFormat::table) {
        return write_answer(options, schedule_json(impact, options, calendar->name()));
    }
    const std::string title = language.fill(
        "schedule.period", {{"frequency", language.label("frequencies", rule_of(*frequency).code)},
                            {"first", options.words[1]},
                            {"last", options.words[2]},
                            {"calendar", calendar->name()}});
    return write_answer(options, schedule_text(impact, language, title));
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
        return usage("calendar takes a name and a year: calendar typical 2023");
    CalendarChoice choice = config->calendar;
    if (choice.years.empty() || choice.name != options.words[0]) {
        choice.years.clear();
        choice.name = options.words[0];
    }
    const Result<Calendar> calendar = make_calendar(choice);
    if (!calendar) return report("effaith", calendar.error());
    const Language language(config->language);
    const bool text = !options.format || *options.format == DocumentFormat::table;
    std::string out;
    for (std::size_t i = 0; i < calendar->years().size(); ++i) {
        const AcademicYear& year = calendar->years()[i];
        const YearSummary& sum = calendar->summaries()[i];
        const bool wanted = options.words.size() == 1 || year.name == options.words[1] ||
                            std::to_string(sum.covered.last().ymd().year - 1) == options.words[1];
        if (!wanted) continue;
        if (text && !out.empty()) out += "\n";
        out += text ? calendar_text(*calendar, year, sum, language)
                    : calendar_json(*calendar, year, sum);
    }
    if (out.empty()) {
        return usage("The calendar '" + options.words[0] + "' has no academic year " +
                     options.words[1] + ".");
    }
    return write_answer(options, out);
}

}  // namespace effaith::cli
