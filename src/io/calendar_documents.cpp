#include "io/calendar_documents.hpp"

#include <array>

#include "effaith/explain.hpp"
#include "effaith/figure_list.hpp"
#include "io/json_writer.hpp"
#include "io/text_table.hpp"

namespace effaith {
namespace {

constexpr std::array<std::string_view, 6> kScheduleFigures{
    "sessions_per_week",      "school_days",           "school_weeks", "sessions_scheduled",
    "sessions_scheduled_min", "sessions_scheduled_max"};

std::string schedule_text(const Impact& impact, const Language& language,
                          const ScheduleTitle& asked) {
    const std::string title =
        language.fill("schedule.period", {{"frequency", language.label("frequencies", asked.code)},
                                          {"first", asked.started},
                                          {"last", asked.ended},
                                          {"calendar", asked.calendar}});
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

std::string schedule_json(const Impact& impact, const ScheduleTitle& asked) {
    JsonWriter json;
    json.begin_object();
    json.key("frequency");
    json.text(asked.frequency);
    json.key("started");
    json.text(asked.started);
    json.key("ended");
    json.text(asked.ended);
    json.key("calendar");
    json.text(asked.calendar);
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

std::string schedule_document(const Dosage& due, const ScheduleTitle& title,
                              const Language& language, DocumentFormat format) {
    Impact impact;
    impact.dosage = due;
    return format == DocumentFormat::table ? schedule_text(impact, language, title)
                                           : schedule_json(impact, title);
}

std::string calendar_document(const Calendar& calendar, std::string_view year,
                              const Language& language, DocumentFormat format) {
    const bool text = format == DocumentFormat::table;
    std::string out;
    for (std::size_t i = 0; i < calendar.years().size(); ++i) {
        const AcademicYear& one = calendar.years()[i];
        const YearSummary& sum = calendar.summaries()[i];
        const bool wanted = year.empty() || one.name == year ||
                            std::to_string(sum.covered.last().ymd().year - 1) == year;
        if (!wanted) continue;
        if (text && !out.empty()) out += "\n";
        out +=
            text ? calendar_text(calendar, one, sum, language) : calendar_json(calendar, one, sum);
    }
    return out;
}

}  // namespace effaith
