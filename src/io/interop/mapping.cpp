// Mappings: what the columns, words and ids of other systems mean.
#include <algorithm>
#include <array>

#include "effaith/io/interop.hpp"
#include "embedded.hpp"
#include "io/interop/mapping_schema.hpp"
#include "io/practice/parts_reader.hpp"
#include "io/practice/parts_schema.hpp"
#include "io/practice/parts_writer.hpp"

namespace effaith::interop {
namespace {

constexpr std::array<std::string_view, 5> kScores{"-2", "-1", "0", "1", "2"};

Error fault(std::string where, std::string_view found, std::string accepted) {
    return one_line(Error{ErrorCode::bad_json,
                          "Found \"" + for_message(found) + "\"; accepted: " + accepted + ".",
                          std::move(where)});
}

Status check_columns(const Mapping& mapping) {
    for (std::size_t i = 0; i < mapping.columns.size(); ++i) {
        const ColumnMapping& column = mapping.columns[i];
        const std::string where = "/columns/" + std::to_string(i);
        if (std::find(kFieldNames.begin(), kFieldNames.end(), column.field) == kFieldNames.end())
            return fault(where + "/field", column.field, listed(kFieldNames));
        if (column.unit && column.field != name_of(Field::session_hours))
            return fault(where + "/unit", column.field, "a unit of session_hours alone");
    }
    return Done{};
}

Status check_points(const Mapping& mapping) {
    if (!mapping.review) return Done{};
    const std::vector<ReviewPoint>& points = mapping.review->points;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::string where = "/review/points/" + std::to_string(i) + "/score";
        const std::string& score = points[i].score.text;
        if (std::find(kScores.begin(), kScores.end(), score) == kScores.end())
            return fault(where, score, listed(kScores));
        for (std::size_t j = 0; j < i; ++j)
            if (points[j].score.text == score) return fault(where, score, "each score once");
    }
    return Done{};
}

}  // namespace

Result<Mapping> read_mapping(std::string_view json) {
    Result<Mapping> mapping = practice::read_document<Mapping>(json);
    if (!mapping) return mapping.error();
    if (const Status columns = check_columns(*mapping); !columns) return columns.error();
    if (const Status points = check_points(*mapping); !points) return points.error();
    return mapping;
}

std::string write_mapping(const Mapping& mapping) {
    return practice::document_text(mapping);
}

const Mapping& default_mapping() {
    static const Mapping mapping = read_mapping(embedded_file("interop/mapping.json")).value();
    return mapping;
}

std::string mapping_schema() {
    practice::SchemaWriter schema;
    return schema.document<Mapping>(
        "mapping", "Mapping",
        "What the columns, words and ids of other systems mean. A key that is not there is as in "
        "the default mapping.");
}

}  // namespace effaith::interop
