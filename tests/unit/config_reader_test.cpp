// Configurations: what is accepted, and how a fault is named.
#include "effaith/io/config_reader.hpp"

#include "catch_compat.hpp"
#include "effaith/engine.hpp"

using namespace effaith;

namespace {

/// `where: message` of the fault, or nothing.
std::string fault(std::string_view json) {
    const Result<Config> config = read_config(json);
    return config ? "" : describe(config.error());
}

bool mentions(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("The documented configuration is read whole") {
    const Config config = read_config(R"({"calendar": "typical",
 "calendars": {"school-17": {"years": [{"name": "2023/24", "terms": [{"name": "Autumn", "start": "2023-09-04", "end": "2023-12-22",
               "half_term": {"start": "2023-10-30", "end": "2023-11-03"}}], "closures": ["2023-09-04"]}]}},
 "rates": {"Teaching assistant": 14.37, "Teacher": [{"from": "2022-09-01", "rate": 38.10}, {"from": "2023-09-01", "rate": 40.05}]},
 "catalogue": [{"intervention": "Catch-up Literacy", "support_type": "catch-up literacy", "aliases": ["Catch Up"], "measure": "reading_age"}],
 "measures": [{"id": "reading_age", "name": "Reading age", "unit": "months", "kind": "age_equivalent", "direction": "higher", "sd": 15, "reliability": 0.9}],
 "policy": {"daily": "school_days", "cost_basis": "attended", "capital_scope": "record", "require_aim": false, "incomplete": "refuse"},
 "as_of": null, "hierarchy": ["authority_id", "cluster_id", "school_id"], "id_key": "00112233445566778899aabbccddeeff",
 "disclosure": {"threshold": 5, "rounding": "none", "hide_class": false}, "redact_rates": false, "language": "en"})")
                              .value();
    CHECK(config.calendars.at("school-17").years[0].closures.size() == 1);
    CHECK(config.rates[0].rates[0].rate == HourlyRate::from_raw(14370000));
    CHECK(config.rates[1].rates.size() == 2);
    CHECK(config.measures[0].reliability == Parameter::from_raw(900000));
    CHECK_FALSE(config.as_of);
    CHECK(config.hierarchy.size() == 3);
    CHECK(Engine::create(config).ok());
}

TEST_CASE("An empty configuration has every default") {
    const Config config = read_config("{}").value();
    CHECK(config.calendar.name == "typical");
    CHECK(config.policy.cost_basis == CostBasis::attended);
    CHECK(config.disclosure.threshold == 5);
    CHECK(config.semantics == 1);
}

TEST_CASE("A key that is not known is refused by name, with the nearest one") {
    const std::string message = fault(R"({"calender": "typical"})");
    CHECK(mentions(message, "/calender: "));
    CHECK(mentions(message, "\"calendar\""));
    CHECK(mentions(fault(R"({"policy": {"dayly": "weekdays"}})"), "/policy/dayly: "));
    CHECK(mentions(fault(R"({"measures": [{"id": "x", "kindd": "raw"}]})"), "/measures/0/kindd: "));
}

TEST_CASE("A fault names its place, what was found and what is accepted") {
    CHECK(mentions(fault(R"({"rates": {"TA": -5}})"), "/rates/TA: Found -5"));
    CHECK(mentions(fault(R"({"rates": {"T/A": "x"}})"), "/rates/T~1A: Found \"x\""));
    CHECK(mentions(fault(R"({"rates": {"TA": 1.1234567}})"), "6 decimal places"));
    CHECK(mentions(fault(R"({"rates": {"TA": []}})"), "empty"));
    CHECK(mentions(fault(R"({"policy": {"daily": "often"}})"), "school_days, weekdays, all_days"));
    CHECK(mentions(fault(R"({"policy": {"require_aim": 1}})"), "true or false"));
    CHECK(mentions(fault(R"({"as_of": "2024-02-30"})"), "2024-02-30"));
    CHECK(mentions(fault(R"({"semantics": 2})"), "definitions 1"));
    CHECK(mentions(fault(R"({"language": "fr"})"), "en, cy"));
    CHECK(mentions(fault(R"({"disclosure": {"threshold": 1}})"), "2 to 1000"));
    CHECK(mentions(fault(R"({"disclosure": {"rounding": 10}})"), "\"none\" or 5"));
    CHECK(mentions(fault("[]"), "accepted: an object"));
}

TEST_CASE("A secret key is never repeated in a message") {
    const std::string message = fault(R"({"id_key": "secretsecret"})");
    CHECK(mentions(message, "32 hexadecimal"));
    CHECK_FALSE(mentions(message, "secretsecret"));
    CHECK(fault(R"({"id_key": "00112233445566778899AABBccddeeff"})").empty());
}

TEST_CASE("A calendar's faults name the year and the term") {
    const auto calendar = [](const std::string& terms) {
        return fault(R"({"calendar": {"years": [{"name": "2023/24", "terms": [)" + terms + "]}]}}");
    };
    const std::string message = calendar(
        R"({"name": "Autumn", "start": "2023-09-04", "end": "2023-12-22"},
           {"name": "Spring", "start": "2023-12-20", "end": "2024-03-22"})");
    CHECK(mentions(message, "/calendar/years: "));
    CHECK(mentions(message, "2023/24"));
    CHECK(mentions(message, "Spring"));
    CHECK(mentions(calendar(R"({"name": "Autumn", "start": "2023-09-04"})"), "\"end\" is missing"));
    CHECK(mentions(fault(R"({"calendar": {"inset": "closed"}})"), "Neither"));
    CHECK(mentions(fault(R"({"calendar": 5})"), "/calendar: Found 5"));
}

TEST_CASE("Measures are checked for sense") {
    const auto measure = [](const std::string& more) {
        return fault(R"({"measures": [{"id": "m")" + more + "}]}");
    };
    CHECK(measure("").empty());
    CHECK(mentions(measure(R"(, "sd": 0)"), "above 0"));
    CHECK(mentions(measure(R"(, "tolerance": -1)"), "0 or more"));
    CHECK(mentions(measure(R"(, "reliability": 1.1)"), "between 0 and 1"));
    CHECK(measure(R"(, "reliability": 1)").empty());
    CHECK(measure(R"(, "reliability": 0)").empty());
    CHECK(mentions(measure(R"(, "range": [5, 1])"), "least"));
    CHECK(mentions(measure(R"(, "range": [5])"), "[least, most]"));
    CHECK(mentions(measure(R"(, "kind": "ladder", "steps": ["a"])"), "two"));
    CHECK(mentions(measure(R"(, "steps": ["a", "b"])"), "ladder"));
    CHECK(mentions(fault(R"({"measures": [{"kind": "raw"}]})"), "\"id\" is missing"));
}

TEST_CASE("A ladder with a step twice is refused by the engine, capitals and blanks aside") {
    const auto engine = [](const std::string& steps) {
        return Engine::create(
            read_config(R"({"measures": [{"id": "m", "kind": "ladder", "steps": )" + steps + "}]}")
                .value());
    };
    CHECK(engine(R"(["In the hall", "In the classroom"])"));
    const Result<Engine> twice = engine(R"(["In the hall", "In class", " in the HALL"])");
    REQUIRE_FALSE(twice);
    CHECK(twice.error().code == ErrorCode::bad_configuration);
    CHECK(twice.error().where == "/measures");
    CHECK(mentions(twice.error().message, "in the HALL\" twice"));
}

TEST_CASE("An unknown calendar is named with those that there are") {
    const Result<Engine> engine =
        Engine::create(read_config(R"({"calendar": "wales/atlantis"})").value());
    REQUIRE_FALSE(engine.ok());
    CHECK(engine.error().where == "/calendar");
    CHECK(mentions(engine.error().message, "wales/carmarthenshire"));
}
