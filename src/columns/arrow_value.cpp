#include "columns/arrow_value.hpp"

namespace effaith {
namespace {

std::int8_t index_of(const ArrowWords& words, std::string_view word) {
    std::int8_t i = 0;
    while (i < words.count() && words.word(i) != word)
        ++i;
    return i;
}

}  // namespace

ArrowField value_field(std::string_view name, const FigureShape& shape, DecimalColumns decimals) {
    const std::string text(name);
    if (!shape.words.empty()) return ArrowField::words8(text, ArrowWords::of(shape.words));
    if (shape.places < 0) return ArrowField::float64(text);
    if (shape.places == 0) return ArrowField::int64(text);
    return decimals == DecimalColumns::decimal128 ? ArrowField::decimal(text, shape.places)
                                                  : ArrowField::float64(text);
}

void write_value(ArrowColumnBuilder& column, const ArrowField& field, std::int64_t at,
                 const FigureValue& value) {
    const bool none = value.is_none();
    if (none && column.sleeps()) return;
    if (column.sleeps()) {
        column.wake();
        column.set_valid(at);
    }
    if (none) column.set_null(at);
    switch (field.kind) {
        case ArrowField::Kind::int64:
            column.integers()[at] = none ? 0 : static_cast<std::int64_t>(value.raw);
            return;
        case ArrowField::Kind::decimal128:
            column.set_decimal(at, none ? Int128(0) : value.raw);
            return;
        case ArrowField::Kind::words8:
            column.indices8()[at] = none ? std::int8_t{0} : index_of(*field.words, value.word);
            return;
        case ArrowField::Kind::float64:
            column.reals()[at] = none ? 0.0
                                 : value.kind == FigureValue::Kind::real
                                     ? value.real
                                     : *Exact(value.raw, power_of_ten(value.places)).nearest();
            return;
        default:
            return;
    }
}

}  // namespace effaith
