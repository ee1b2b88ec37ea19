#include "engine.hpp"

#include <pybind11/stl.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "columns/pushed_analysis.hpp"
#include "dict_records.hpp"
#include "effaith/figure_list.hpp"
#include "effaith/io/config_reader.hpp"
#include "effaith/io/documents.hpp"
#include "io/bytes.hpp"
#include "io/calendar_documents.hpp"
#include "io/interop/questions.hpp"
#include "io/practice/questions.hpp"
#include "raised.hpp"
#include "schedule_answer.hpp"
#include "work.hpp"

namespace effaith::python {
namespace {

/// Both streams of an analysis.
struct Streams {
    OwnedStream figures;
    OwnedStream issues;
};

/// The figures and issues of an analysis, and the rows of the records that are in no figure.
struct Answer {
    Table figures;
    Table issues;
    std::vector<std::int64_t> rejected;
};

/// The rows of a table of issues that have an error, each once.
std::vector<std::int64_t> rejected_rows(const Table& issues) {
    constexpr auto kError = static_cast<std::int8_t>(Severity::error);
    std::vector<std::int64_t> rejected;
    for (const auto& batch : issues.batches()) {
        const auto* rows = static_cast<const std::int64_t*>((*batch)->children[0]->buffers[1]);
        const auto* severities = static_cast<const std::int8_t*>((*batch)->children[2]->buffers[1]);
        for (std::int64_t i = 0; i < (*batch)->length; ++i) {
            if (severities[i] != kError) continue;
            if (rejected.empty() || rejected.back() != rows[i]) rejected.push_back(rows[i]);
        }
    }
    return rejected;
}

Answer read_all(Streams streams) {
    Answer answer;
    answer.figures = Table::read(std::move(streams.figures));
    answer.issues = Table::read(std::move(streams.issues));
    answer.rejected = rejected_rows(answer.issues);
    return answer;
}

py::tuple tuple_of(Answer answer) {
    return py::make_tuple(std::move(answer.figures), std::move(answer.issues), answer.rejected);
}

Streams begin(const Engine& engine, OwnedStream& records, const ColumnOptions& options) {
    Streams streams;
    check(analyse_columns(engine, records.get(), options, streams.figures.get(),
                          streams.issues.get()));
    return streams;
}

py::tuple analyse_stream(const SharedEngine& parts, const py::object& data,
                         const CallOptions& options) {
    OwnedStream records = stream_of(data);
    Answer answer;
    run_job(options.is_long, options.tell, [&](const Progress& progress) {
        ColumnOptions columns = options.columns();
        columns.progress = progress;
        answer = read_all(begin(parts->engine, records, columns));
    });
    return tuple_of(std::move(answer));
}

/// Nothing is worked out before it is asked for.
py::tuple analyse_reader(const SharedEngine& parts, const py::object& data,
                         const CallOptions& options) {
    OwnedStream records = stream_of(data);
    Streams streams;
    {
        const py::gil_scoped_release unlocked;
        streams = begin(parts->engine, records, options.columns());
    }
    const py::object keeper = py::cast(parts);
    return py::make_tuple(std::make_unique<Stream>(std::move(streams.figures), keeper),
                          std::make_unique<Stream>(std::move(streams.issues), keeper));
}

Answer answer_pushed(const Engine& engine, const PushRecords& push, const ColumnOptions& options) {
    Streams streams;
    check(analyse_pushed(engine, push, options, streams.figures.get(), streams.issues.get()));
    return read_all(std::move(streams));
}

py::tuple analyse_dicts(const SharedEngine& parts, const py::sequence& records,
                        const CallOptions& options) {
    ColumnOptions columns = options.columns();
    columns.progress = progress_here(options.tell);
    return tuple_of(answer_pushed(
        parts->engine, [&](RecordSink& sink) { return push_dicts(records, parts->words, sink); },
        columns));
}

py::tuple analyse_file(const SharedEngine& parts, const std::string& path,
                       const CallOptions& options) {
    Answer answer;
    run_job(true, options.tell, [&](const Progress& progress) {
        const RecordFile file(path);
        StreamSource source(file.get());
        ColumnOptions columns = options.columns();
        columns.progress = progress;
        answer = answer_pushed(
            parts->engine,
            [&](RecordSink& sink) {
                return read_records(source, file.format(), parts->words, sink);
            },
            columns);
    });
    return tuple_of(std::move(answer));
}

// --- One record ----------------------------------------------------------------------------------

/// A record of a dict, read and analysed.
struct OneRecord {
    OneRecord(const EngineParts& parts, const py::handle& given) : reader(parts.words, false) {
        reader.read(given, 1, raw);
        RecordReader(parts.engine, parts.words, {}).read(raw, record, analysis.issues);
        parts.engine.analyse(record, analysis);
    }
    DictReader reader;
    RawRecord raw;
    Record record;
    RecordAnalysis analysis;
};

/// The names of figures as Python texts, and a dict that has them all with None: copying it costs a
/// fraction of building one.
struct FigureNames {
    FigureNames() {
        for (std::size_t i = 0; i < names.size(); ++i) {
            const std::string name(kRecordFigures[i].name);
            names[i] = py::reinterpret_steal<py::str>(PyUnicode_InternFromString(name.c_str()));
            empty[names[i]] = py::none();
        }
    }
    py::dict copy() const {
        PyObject* made = PyDict_Copy(empty.ptr());
        if (made == nullptr) throw py::error_already_set();
        return py::reinterpret_steal<py::dict>(made);
    }
    std::array<py::str, kRecordFigures.size()> names;
    py::dict empty;
};

const FigureNames& figure_names() {
    static const auto* const names = new FigureNames;  // never freed: Python may end before
    return *names;
}

py::object object_of(const FigureValue& value, bool exact) {
    switch (value.kind) {
        case FigureValue::Kind::none:
            return py::none();
        case FigureValue::Kind::real:
            return py::float_(value.real);
        case FigureValue::Kind::word:
            return py::str(value.word.data(), value.word.size());
        case FigureValue::Kind::decimal:
            break;
    }
    if (value.places == 0) return py::int_(static_cast<std::int64_t>(value.raw));
    if (exact) {
        std::string text;
        append_decimal(text, value.raw, value.places);
        return py::module_::import("decimal").attr("Decimal")(text);
    }
    return py::float_(nearest_double(value.raw, power_of_ten(value.places)));
}

py::list issue_dicts(const Language& language, const Issues& issues) {
    py::list list;
    for (const Issue& issue : issues.list()) {
        py::dict entry;
        entry["row"] = 1;
        entry["code"] = kIssueRules[static_cast<std::size_t>(issue.code)].name;
        entry["severity"] = kSeverityNames[static_cast<std::size_t>(issue.severity)];
        entry["field"] = name_of(issue.field);
        entry["message"] = language.message(issue);
        list.append(entry);
    }
    return list;
}

py::tuple analyse_dict(const SharedEngine& parts, const py::dict& given, bool exact) {
    const OneRecord one(*parts, given);
    const bool rejected = one.analysis.rejected();
    const bool redact_rates = parts->engine.config().redact_rates;
    const FigureNames& names = figure_names();
    py::dict figures = names.copy();
    for (std::size_t i = 0; i < kRecordFigures.size() && !rejected; ++i) {
        const FigureValue value = shown(kRecordFigures[i], one.analysis, redact_rates);
        if (!value.is_none()) figures[names.names[i]] = object_of(value, exact);
    }
    return py::make_tuple(figures, issue_dicts(parts->language, one.analysis.issues), rejected);
}

std::string explain(const SharedEngine& parts, const py::dict& given, bool as_json) {
    const OneRecord one(*parts, given);
    return explain_document(parts->engine, one.raw, one.record, one.analysis, parts->language,
                            as_json ? DocumentFormat::json : DocumentFormat::table);
}

// --- Calendars -----------------------------------------------------------------------------------

template <class Value>
Value read_or_raise(std::optional<Value> value, ErrorCode code, const std::string& text,
                    const char* accepted, const char* field) {
    if (value) return *value;
    throw Raised({code, "'" + text + "' is not " + accepted + ".", field}, 0, field);
}

WeekdaySet weekdays_of(const Vocabulary& words, const std::vector<std::string>& names) {
    WeekdaySet days;
    for (const std::string& name : names) {
        const auto day = words.weekday(name);
        if (!day || *day > Weekday::fri) {
            throw Raised(
                {ErrorCode::weekdays_mismatch,
                 "'" + name + "' is not a school day such as mon or thursday.", "weekdays"},
                0, "weekdays");
        }
        days.add(*day);
    }
    return days;
}

std::string schedule(const SharedEngine& parts, const std::string& frequency,
                     const std::string& started, const std::string& ended,
                     const std::vector<std::string>& weekdays, const std::string& school,
                     bool as_json) {
    const Vocabulary& words = parts->words;
    AskedSchedule asked;
    asked.frequency =
        read_or_raise(words.frequency(frequency), ErrorCode::unknown_frequency, frequency,
                      "a frequency such as weekly or twice weekly", "frequency");
    constexpr const char* kDate = "a month such as 2023-09 or a date such as 2023-09-04";
    asked.started = read_or_raise(read_period_end(started, words, {}), ErrorCode::not_a_date,
                                  started, kDate, "started");
    asked.ended = read_or_raise(read_period_end(ended, words, {}), ErrorCode::not_a_date, ended,
                                kDate, "ended");
    asked.weekdays = weekdays_of(words, weekdays);
    asked.daily = parts->engine.config().policy.daily;
    asked.as_of = parts->engine.config().as_of;
    const Calendar& calendar = parts->engine.calendar_of(school);
    const Dosage due = value_of(answer_schedule(calendar, asked));
    const ScheduleTitle title{frequency, rule_of(asked.frequency).code, started, ended,
                              calendar.name()};
    return schedule_document(due, title, parts->language,
                             as_json ? DocumentFormat::json : DocumentFormat::table);
}

std::string calendar(const SharedEngine& parts, const std::string& year, const std::string& school,
                     bool as_json) {
    const Calendar& calendar = parts->engine.calendar_of(school);
    std::string text = calendar_document(calendar, year, parts->language,
                                         as_json ? DocumentFormat::ndjson : DocumentFormat::table);
    if (!text.empty()) return text;
    throw Raised({ErrorCode::outside_calendar,
                  "The calendar '" + calendar.name() + "' has no academic year " + year + ".",
                  "year"});
}

/// The answer to a question about a document of practice; `against` are records beside it, `terms`
/// a second document.
std::string practice_answer(const SharedEngine& parts, const std::string& question,
                            const std::string& document, const std::string& against,
                            const std::string& since, bool as_json, const std::string& terms) {
    const practice::Tools tools{parts->engine, parts->language, parts->words};
    const auto format = as_json ? DocumentFormat::json : DocumentFormat::table;
    std::optional<Date> day;
    if (!since.empty()) {
        day = read_or_raise(Date::parse(since), ErrorCode::not_a_date, since,
                            "a date such as 2023-09-04", "since");
    }
    py::gil_scoped_release released;
    return value_of(practice::answer(tools, {question, document, against, format, {}, day, terms}));
}

/// The answer to a question about the documents of other systems.
std::string interop_answer(const SharedEngine& parts, const std::string& question,
                           const std::string& document, const std::string& records,
                           const std::string& line_items, const std::string& mapping,
                           bool as_json) {
    const interop::Tools tools{parts->engine, parts->language, parts->words};
    const auto format = as_json ? DocumentFormat::json : DocumentFormat::table;
    py::gil_scoped_release released;
    return value_of(interop::answer(tools,
                                    {question, document, records, line_items, mapping, format, {}}))
        .text;
}

SharedEngine make_engine(const std::string& config) {
    Config read;
    if (!config.empty()) read = value_of(read_config(config));
    return std::make_shared<const EngineParts>(value_of(Engine::create(std::move(read))), config);
}

}  // namespace

ColumnOptions CallOptions::columns() const {
    ColumnOptions options;
    options.threads = threads;
    options.serial_dates = serial_dates;
    options.decimals = exact ? DecimalColumns::decimal128 : DecimalColumns::float64;
    options.most_rejected = 0;
    return options;
}

RecordFile::RecordFile(const std::string& path) {
#ifdef _WIN32
    file_.reset(
        _wfopen(std::filesystem::path(std::u8string(path.begin(), path.end())).c_str(), L"rb"));
#else
    file_.reset(std::fopen(path.c_str(), "rb"));
#endif
    if (!file_) {
        throw Raised({ErrorCode::cannot_read,
                      "'" + path + "' cannot be opened: " + std::strerror(errno) + ".", path});
    }
    std::array<char, kHeadBytes> head;
    const std::size_t count = std::fread(head.data(), 1, head.size(), file_.get());
    std::rewind(file_.get());
    format_ = guess_format({head.data(), count});
}

void register_engine(py::module_& module) {
    py::class_<CallOptions>(module, "CallOptions", py::is_final())
        .def(
            py::init([](int threads, bool exact, bool serial_dates, bool is_long, py::object tell) {
                return CallOptions{threads, exact, serial_dates, is_long, std::move(tell)};
            }),
            py::arg("threads"), py::arg("exact"), py::arg("serial_dates"), py::arg("is_long"),
            py::arg("tell"));
    py::class_<EngineParts, std::shared_ptr<EngineParts>>(module, "Engine", py::is_final())
        .def(py::init([](const std::string& config) {
                 return std::const_pointer_cast<EngineParts>(make_engine(config));
             }),
             py::arg("config"))
        .def_property_readonly("config", [](const EngineParts& parts) { return parts.config; })
        .def_property_readonly(
            "digest", [](const EngineParts& parts) { return parts.engine.config_digest(); })
        .def("analyse_stream", &analyse_stream, py::arg("data"), py::arg("options"))
        .def("analyse_reader", &analyse_reader, py::arg("data"), py::arg("options"))
        .def("analyse_dicts", &analyse_dicts, py::arg("records"), py::arg("options"))
        .def("analyse_file", &analyse_file, py::arg("path"), py::arg("options"))
        .def("analyse_dict", &analyse_dict, py::arg("record"), py::arg("exact"))
        .def("explain", &explain, py::arg("record"), py::arg("as_json"))
        .def("schedule", &schedule, py::arg("frequency"), py::arg("started"), py::arg("ended"),
             py::arg("weekdays"), py::arg("school"), py::arg("as_json"))
        .def("practice", &practice_answer, py::arg("question"), py::arg("document"),
             py::arg("against"), py::arg("since"), py::arg("as_json"), py::arg("terms") = "")
        .def("interop", &interop_answer, py::arg("question"), py::arg("document"),
             py::arg("records"), py::arg("line_items"), py::arg("mapping"), py::arg("as_json"))
        .def("calendar", &calendar, py::arg("year"), py::arg("school"), py::arg("as_json"));
    module.def(
        "is_field",
        [](const std::string& name) {
            static const Vocabulary words;
            return !trimmed(name).empty() && words.field(name).has_value();
        },
        py::arg("name"));
}

}  // namespace effaith::python
