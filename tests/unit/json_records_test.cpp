// Records from JSON in each of its shapes, and documents as trees.
#include "catch_compat.hpp"
#include "io/json_tree.hpp"
#include "io/record_source.hpp"

using namespace effaith;

namespace {

/// What a reader hands on, as one line a record.
class Collector : public RecordSink {
  public:
    void carried_column(const std::string& name) override { columns.push_back(name); }
    bool record(const RawRecord& raw) override {
        std::string line = std::to_string(raw.row) + "@" + std::to_string(raw.line) + ":";
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            if (raw.cells[i].text.empty()) continue;
            (line += ' ') += kFieldNames[i];
            (line += raw.cells[i].is_number ? '#' : '=') += raw.cells[i].text;
        }
        if (raw.roles_beyond > 0) line += " beyond " + std::to_string(raw.roles_beyond);
        for (const CarriedCell& cell : raw.carried) {
            (line += " [") += columns[cell.column];
            ((line += ':') += cell.text) += ']';
        }
        lines.push_back(line);
        return lines.size() < stop_after;
    }
    std::vector<std::string> columns;
    std::vector<std::string> lines;
    std::size_t stop_after = 1000;
};

using Lines = std::vector<std::string>;

Lines read(std::string_view json) {
    MemorySource source(json);
    Collector collector;
    const Status status = read_json_records(source, collector);
    if (!status) collector.lines.push_back(describe(status.error()));
    return collector.lines;
}

std::string fault(std::string_view json) {
    const Lines lines = read(json);
    return lines.empty() ? "" : lines.back();
}

}  // namespace

TEST_CASE("A list, an object of records, a record alone and NDJSON give the same records") {
    CHECK(read(R"([{"id": "a"}, {"id": "b"}])") == Lines{"1@1: id=a", "2@1: id=b"});
    CHECK(read(R"({"records": [{"id": "a"}, {"id": "b"}]})") == Lines{"1@1: id=a", "2@1: id=b"});
    CHECK(read(R"({"id": "a"})") == Lines{"1@1: id=a"});
    CHECK(read("{\"id\": \"a\"}\n{\"id\": \"b\"}\n") == Lines{"1@1: id=a", "2@2: id=b"});
    CHECK(read("\xEF\xBB\xBF[{\"id\": \"a\"}]") == Lines{"1@1: id=a"});
    CHECK(read("[]").empty());
}

TEST_CASE("Numbers keep their text; lists give roles and weekdays") {
    CHECK(read(R"([{"session_hours": 0.3333, "capital_cost": 1e2, "sessions_attended": 11}])") ==
          Lines{"1@1: session_hours#0.3333 sessions_attended#11 capital_cost#1e2"});
    CHECK(read(R"([{"delivered_by": ["TA", "Teacher"], "weekdays": ["mon", "thu"]}])") ==
          Lines{"1@1: delivered_by=TA delivered_by_2=Teacher weekdays=mon,thu"});
    CHECK(read(R"([{"delivered_by": "TA", "weekdays": "mon"}])") ==
          Lines{"1@1: delivered_by=TA weekdays=mon"});
    CHECK(read(R"([{"delivered_by": ["a", "b", "c", "d", "e"]}])") ==
          Lines{"1@1: delivered_by=a delivered_by_2=b delivered_by_3=c beyond 2"});
    CHECK(read(R"([{"delivered_by": [null, "b"], "id": null}])") == Lines{"1@1: delivered_by_2=b"});
}

TEST_CASE("What is no field is carried through, nested values as JSON") {
    CHECK(
        read(R"([{"id": "a", "note": "x", "score": 5, "more": {"a": [1, null, true, "q\"q"]}}])") ==
        Lines{R"(1@1: id=a [note:x] [score:5] [more:{"a":[1,null,true,"q\"q"]}])"});
}

TEST_CASE("Faults are refused with their place") {
    CHECK(fault("").find("empty") != std::string::npos);
    CHECK(fault("[1]").find("not an object") != std::string::npos);
    CHECK(fault("3").find("not an object") != std::string::npos);
    CHECK(fault("[[{}]]").find("a list among the records") != std::string::npos);
    CHECK(fault(R"([{"id": "a"}, {"id": )").rfind("line 1: ", 0) == 0);
    CHECK(fault("[{\"id\": \"a\"},\n{\"id\" 5}]").rfind("line 2: ", 0) == 0);
    CHECK(fault(R"([{"id": "a", "id": "b"}])").find("twice") != std::string::npos);
    CHECK(fault(R"([{"x": 1, "x": 2}])").find("twice") != std::string::npos);
    CHECK(fault(R"([{"delivered_by": ["a", "b"], "delivered_by_2": "c"}])").find("twice") !=
          std::string::npos);
    CHECK(fault(R"([{"id": {"a": 1}}])").find("\"id\"") != std::string::npos);
    for (const char* json :
         {R"([{"records": 5}])", R"([{"records": {"id": "a"}}])", R"({"records": null})",
          R"({"made": "today", "records": [{"id": "a"}]})",
          R"({"records": [{"id": "a"}], "by": {"x": [1]}})", R"({"records": [], "records": []})"}) {
        INFO(json);
        CHECK(fault(json).find("\"records\"") + fault(json).find("`records`") !=
              2 * std::string::npos);
    }
    CHECK(read(R"([{"delivered_by": ["a", "b", "c", " "]}])") ==
          Lines{"1@1: delivered_by=a delivered_by_2=b delivered_by_3=c"});
    CHECK(fault("[{\"x\": " + std::string(100000, '[')).find("nested") != std::string::npos);
    CHECK(fault(R"([{"id": ")"
                "\xFF"
                R"("}])")
              .find("UTF-8") != std::string::npos);
}

TEST_CASE("A number beyond a double is a record's matter, not the document's") {
    CHECK(read(R"([{"session_hours": 1e400}])") == Lines{"1@1: session_hours#1e400"});
}

TEST_CASE("A sink can stop the reading") {
    MemorySource source(R"([{"id": "a"}, {"id": "b"}])");
    Collector collector;
    collector.stop_after = 1;
    const Status status = read_json_records(source, collector);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().code == ErrorCode::cancelled);
    CHECK(collector.lines.size() == 1);
}

TEST_CASE("A tree keeps the text of numbers and the order of keys") {
    const JsonNode tree = read_json(R"({"b": 14.370, "a": [true, null, "x"]})").value();
    CHECK(tree.members[0].name == "b");
    CHECK(tree.find("b")->text == "14.370");
    CHECK(tree.find("a")->items[2].text == "x");
    CHECK(tree.find("c") == nullptr);
}

TEST_CASE("A tree refuses keys given twice, depth and faults, with line and column") {
    CHECK(read_json(R"({"a": 1, "a": 2})").error().code == ErrorCode::bad_json);
    CHECK(read_json(std::string(65, '[') + std::string(65, ']')).error().code ==
          ErrorCode::bad_json);
    CHECK(read_json(std::string(64, '[') + std::string(64, ']')).ok());
    CHECK(read_json("{\n  \"a\": ,\n}").error().where == "line 2, column 8");
    CHECK(read_json("\"\xFF\"").error().code == ErrorCode::bad_encoding);
    CHECK_FALSE(read_json("").ok());
}
