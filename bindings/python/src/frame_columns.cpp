#include "frame_columns.hpp"

#include <algorithm>
#include <charconv>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include "arrow/producer.hpp"
#include "arrow/schema_copy.hpp"
#include "cell_text.hpp"
#include "effaith/date.hpp"
#include "raised.hpp"

namespace effaith::python {
namespace {

/// The memory of an array that is being made: buffers of its own, or Python's.
struct Made {
    ~Made() {
        if (views.empty()) return;
        const py::gil_scoped_acquire locked;
        views.clear();
    }
    std::vector<std::vector<std::byte>> bytes;
    std::vector<py::buffer_info> views;  // of objects whose memory is looked at
    std::shared_ptr<void> words;         // of a dictionary
};

/// A view of a whole one-dimensional buffer without gaps. Raises where it has some.
py::buffer_info view_of(const py::buffer& values, std::int64_t rows) {
    py::buffer_info view = values.request();
    const bool whole = view.ndim == 1 && view.shape[0] == static_cast<py::ssize_t>(rows) &&
                       (rows == 0 || view.strides[0] == view.itemsize);
    if (!whole) {
        throw Raised({ErrorCode::invalid_argument,
                      "The values of a column lie one after another, one for each row.", ""});
    }
    return view;
}

/// Bits set where `is_valid(row)`; no bytes where all are.
template <class IsValid>
std::vector<std::byte> validity(std::int64_t rows, const IsValid& is_valid) {
    std::int64_t row = 0;
    while (row < rows && is_valid(row))
        ++row;
    if (row == rows) return {};
    std::vector<std::byte> bits((static_cast<std::size_t>(rows) + 7) / 8);
    for (std::int64_t i = 0; i < rows; ++i) {
        if (is_valid(i)) bits[static_cast<std::size_t>(i) / 8] |= std::byte{1} << (i % 8);
    }
    return bits;
}

/// Hands out buffers as an array that holds `made`. Empty validity is a buffer that is not there.
ArrowOwned<ArrowArray> array_of(std::int64_t rows, std::vector<const void*> buffers,
                                std::shared_ptr<Made> made, ArrowArray* dictionary = nullptr,
                                ArrowArray* child = nullptr) {
    ArrowArray array{};
    array.length = rows;
    array.null_count = buffers[0] == nullptr ? 0 : -1;
    array.n_buffers = static_cast<std::int64_t>(buffers.size());
    array.buffers = buffers.data();
    array.dictionary = dictionary;
    array.n_children = child == nullptr ? 0 : 1;
    ArrowArray* children[] = {child};
    array.children = children;
    ArrowOwned<ArrowArray> shared;
    share_array(std::move(made), array, 0, rows, shared.get());
    return shared;
}

const void* bits_or_none(const std::vector<std::byte>& bits) {
    return bits.empty() ? nullptr : bits.data();
}

/// The Arrow format of a number, by Python's format character and its width.
std::string number_format(const py::buffer_info& view) {
    const char kind = view.format.empty() ? '?' : view.format.back();
    const bool is_real = kind == 'f' || kind == 'd';
    const bool is_signed = kind == 'b' || kind == 'h' || kind == 'i' || kind == 'l' || kind == 'q';
    const bool is_unsigned =
        kind == 'B' || kind == 'H' || kind == 'I' || kind == 'L' || kind == 'Q';
    const bool foreign = view.format.size() > 1 && view.format.front() == '>';
    if (!foreign && is_real && view.itemsize == 8) return "g";
    if (!foreign && is_real && view.itemsize == 4) return "f";
    const auto by_width = [&](const char* formats) {
        const int place = view.itemsize == 1   ? 0
                          : view.itemsize == 2 ? 1
                          : view.itemsize == 4 ? 2
                                               : 3;
        return std::string(1, formats[place]);
    };
    if (!foreign && is_signed) return by_width("csil");
    if (!foreign && is_unsigned) return by_width("CSIL");
    throw Raised(
        {ErrorCode::bad_arrow, "Numbers of the format '" + view.format + "' are not read.", ""});
}

std::vector<std::byte> validity_of(const py::object& nulls, std::int64_t rows) {
    if (nulls.is_none()) return {};
    const py::buffer_info view = view_of(nulls.cast<py::buffer>(), rows);
    const auto* flags = static_cast<const char*>(view.ptr);
    return validity(rows, [flags](std::int64_t row) { return flags[row] == 0; });
}

/// Text that grows row by row, as a large_utf8 column's buffers.
class TextBuffers {
  public:
    void append(std::string_view text, bool valid) {
        const auto* from = reinterpret_cast<const std::byte*>(text.data());
        text_.insert(text_.end(), from, from + text.size());
        ends_.push_back(static_cast<std::int64_t>(text_.size()));
        valid_.push_back(valid ? 1 : 0);
    }
    std::int64_t rows() const { return static_cast<std::int64_t>(valid_.size()); }
    /// The texts, all of them numbers, as doubles; missing ones as NaN.
    ArrowOwned<ArrowArray> finish_numbers() const {
        auto made = std::make_shared<Made>();
        std::vector<std::byte>& bytes =
            made->bytes.emplace_back(valid_.size() * sizeof(double) + 1);
        for (std::size_t row = 0; row < valid_.size(); ++row) {
            const auto* text = reinterpret_cast<const char*>(text_.data());
            double number = std::numeric_limits<double>::quiet_NaN();
            if (valid_[row] != 0) std::from_chars(text + ends_[row], text + ends_[row + 1], number);
            std::memcpy(bytes.data() + row * sizeof number, &number, sizeof number);
        }
        std::vector<const void*> buffers{nullptr, bytes.data()};
        return array_of(rows(), std::move(buffers), std::move(made));
    }
    ArrowOwned<ArrowArray> finish() {
        auto made = std::make_shared<Made>();
        made->bytes.push_back(validity(rows(), [this](std::int64_t row) {
            return valid_[static_cast<std::size_t>(row)] != 0;
        }));
        const auto* ends = reinterpret_cast<const std::byte*>(ends_.data());
        made->bytes.emplace_back(ends, ends + ends_.size() * sizeof(std::int64_t));
        if (text_.empty()) text_.push_back(std::byte{0});
        made->bytes.push_back(std::move(text_));
        std::vector<const void*> buffers{bits_or_none(made->bytes[0]), made->bytes[1].data(),
                                         made->bytes[2].data()};
        return array_of(rows(), std::move(buffers), std::move(made));
    }

  private:
    std::vector<std::byte> text_;
    std::vector<std::int64_t> ends_{0};
    std::vector<char> valid_;
};

/// Cells as text, the values that are none left out or raised.
class ObjectTexts {
  public:
    ObjectTexts(std::string name, bool lenient) : name_(std::move(name)), lenient_(lenient) {}
    void append(const py::handle& value, std::int64_t row, TextBuffers& texts) {
        CellText cell;
        if (!cell_text(value, place_, cell)) {
            if (!lenient_) {
                throw Raised({ErrorCode::invalid_argument,
                              "Row " + std::to_string(row + 1) + ": " + name_ + " is " +
                                  shown(value) + "; accepted: text, a number, a date or None.",
                              name_},
                             row + 1, name_);
            }
            place_ = py::str(value);  // a dimension perhaps: an interval, an enumeration's member
            cell.text = place_;
        }
        any_number_ = any_number_ || !cell.text.empty();
        all_numbers_ = all_numbers_ && (cell.is_number || cell.text.empty());
        texts.append(cell.text, !cell.text.empty());
    }
    /// Whether there are values, and all of them are numbers.
    bool are_numbers() const { return any_number_ && all_numbers_; }

  private:
    bool any_number_ = false;
    bool all_numbers_ = true;
    std::string name_;
    bool lenient_;
    std::string place_;
};

/// Batches cut from columns in pieces.
class FrameStream : public ArrowProducer {
  public:
    FrameStream(std::vector<FrameColumn> columns, std::int64_t rows)
        : columns_(std::move(columns)), rows_(rows), places_(columns_.size()) {}
    Status schema(ArrowSchema* out) override {
        ArrowSchemaNode node;
        node.format = "+s";
        for (const FrameColumn& column : columns_)
            copy_schema(**column.schema, node.children.emplace_back().get());
        ArrowSchemaNode::give(std::move(node), out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (at_ == rows_) return false;
        std::int64_t length = rows_ - at_;
        for (std::size_t i = 0; i < columns_.size(); ++i)
            length = std::min(length, left_in_piece(i));
        const auto children = std::make_shared<std::vector<ArrowOwned<ArrowArray>>>();
        std::vector<ArrowArray*> places;
        children->reserve(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            Place& place = places_[i];
            const auto& piece = columns_[i].pieces[place.piece];
            share_array(piece, **piece, place.row, length, children->emplace_back().get());
            places.push_back(children->back().get());
            place.row += length;
        }
        ArrowArray batch{};
        const void* no_buffer[] = {nullptr};
        batch.length = length;
        batch.n_buffers = 1;
        batch.buffers = no_buffer;
        batch.n_children = static_cast<std::int64_t>(places.size());
        batch.children = places.data();
        share_array(children, batch, 0, length, out);
        at_ += length;
        return true;
    }

  private:
    struct Place {
        std::size_t piece = 0;
        std::int64_t row = 0;
    };
    std::int64_t left_in_piece(std::size_t column) {
        Place& place = places_[column];
        const auto& pieces = columns_[column].pieces;
        while ((*pieces[place.piece])->length == place.row)
            place = {place.piece + 1, 0};
        return (*pieces[place.piece])->length - place.row;
    }
    std::vector<FrameColumn> columns_;
    std::int64_t rows_;
    std::int64_t at_ = 0;
    std::vector<Place> places_;
};

std::shared_ptr<ArrowOwned<ArrowSchema>> schema_node(ArrowSchemaNode node) {
    auto schema = std::make_shared<ArrowOwned<ArrowSchema>>();
    ArrowSchemaNode::give(std::move(node), schema->get());
    return schema;
}

}  // namespace

void FrameColumns::add(const std::string& name, const std::string& format,
                       ArrowOwned<ArrowArray> array) {
    ArrowSchemaNode node;
    node.format = format;
    node.name = name;
    node.flags = ARROW_FLAG_NULLABLE;
    FrameColumn column{schema_node(std::move(node)), {}};
    column.pieces.push_back(std::make_shared<ArrowOwned<ArrowArray>>(std::move(array)));
    columns_.push_back(std::move(column));
}

void FrameColumns::add_numbers(const std::string& name, const py::buffer& values,
                               const py::object& nulls) {
    auto made = std::make_shared<Made>();
    made->bytes.push_back(validity_of(nulls, rows_));
    made->views.push_back(view_of(values, rows_));
    const std::string format = number_format(made->views[0]);
    std::vector<const void*> buffers{bits_or_none(made->bytes[0]), made->views[0].ptr};
    add(name, format, array_of(rows_, std::move(buffers), std::move(made)));
}

void FrameColumns::add_booleans(const std::string& name, const py::buffer& values,
                                const py::object& nulls) {
    const py::buffer_info view = view_of(values, rows_);
    const auto* flags = static_cast<const char*>(view.ptr);
    auto made = std::make_shared<Made>();
    made->bytes.push_back(validity_of(nulls, rows_));
    std::vector<std::byte> bits((static_cast<std::size_t>(rows_) + 8) / 8);
    for (std::int64_t i = 0; i < rows_; ++i) {
        if (flags[i] != 0) bits[static_cast<std::size_t>(i) / 8] |= std::byte{1} << (i % 8);
    }
    made->bytes.push_back(std::move(bits));
    std::vector<const void*> buffers{bits_or_none(made->bytes[0]), made->bytes[1].data()};
    add(name, "b", array_of(rows_, std::move(buffers), std::move(made)));
}

void FrameColumns::add_times(const std::string& name, const py::buffer& values,
                             const std::string& unit) {
    const std::string format = unit == "s"    ? "tss:"
                               : unit == "ms" ? "tsm:"
                               : unit == "us" ? "tsu:"
                               : unit == "ns" ? "tsn:"
                                              : "";
    if (format.empty()) {
        throw Raised({ErrorCode::bad_arrow,
                      "column '" + name + "': times in " + unit + " are not read.", ""});
    }
    auto made = std::make_shared<Made>();
    made->views.push_back(view_of(values, rows_));
    const auto* times = static_cast<const std::int64_t*>(made->views[0].ptr);
    made->bytes.push_back(validity(rows_, [times](std::int64_t row) {
        return times[row] != std::numeric_limits<std::int64_t>::min();
    }));
    std::vector<const void*> buffers{bits_or_none(made->bytes[0]), made->views[0].ptr};
    add(name, format, array_of(rows_, std::move(buffers), std::move(made)));
}

void FrameColumns::add_months(const std::string& name, const py::buffer& values) {
    const py::buffer_info view = view_of(values, rows_);
    const auto* months = static_cast<const std::int64_t*>(view.ptr);
    TextBuffers texts;
    constexpr std::int64_t kMost = (9999 - 1970 + 1) * 12;
    for (std::int64_t row = 0; row < rows_; ++row) {
        const std::int64_t month = months[row];
        if (month == std::numeric_limits<std::int64_t>::min()) {
            texts.append("", false);
        } else if (month < -1969 * 12 || month >= kMost) {
            texts.append(std::to_string(month) + " months from 1970-01", true);
        } else {
            const std::int64_t since = month + 1970 * 12;
            const std::string number = std::to_string(since % 12 + 1);
            const std::string year = std::to_string(since / 12);
            texts.append(std::string(4 - std::min<std::size_t>(year.size(), 4), '0') + year + "-" +
                             (number.size() == 1 ? "0" : "") + number,
                         true);
        }
    }
    add(name, "U", texts.finish());
}

void FrameColumns::add_objects(const std::string& name, const py::sequence& values, bool lenient) {
    const py::object fast =
        py::reinterpret_steal<py::object>(PySequence_Fast(values.ptr(), "not a sequence"));
    if (!fast) throw py::error_already_set();
    const auto count = static_cast<std::int64_t>(PySequence_Fast_GET_SIZE(fast.ptr()));
    if (count != rows_) {
        throw Raised({ErrorCode::invalid_argument, "column '" + name + "' has other rows.", ""});
    }
    const auto item = [&](std::int64_t row) {
        return py::handle(PySequence_Fast_GET_ITEM(fast.ptr(), static_cast<py::ssize_t>(row)));
    };
    std::int64_t row = 0;
    while (row < rows_ && !is_sequence(item(row)))
        ++row;
    ObjectTexts texts(name, lenient);
    TextBuffers cells;
    if (row == rows_) {
        for (std::int64_t i = 0; i < rows_; ++i)
            texts.append(item(i), i, cells);
        // A number is read as one, not as what a person wrote: an age of 6.9 is months then.
        texts.are_numbers() ? add(name, "g", cells.finish_numbers())
                            : add(name, "U", cells.finish());
        return;
    }
    std::vector<std::int64_t> ends{0};
    for (std::int64_t i = 0; i < rows_; ++i) {
        if (is_sequence(item(i))) {
            for (const py::handle part : item(i))
                texts.append(part, i, cells);
        } else if (!item(i).is_none()) {
            texts.append(item(i), i, cells);
        }
        ends.push_back(cells.rows());
    }
    auto made = std::make_shared<Made>();
    const auto parts = std::make_shared<ArrowOwned<ArrowArray>>(cells.finish());
    made->words = parts;
    const auto* from = reinterpret_cast<const std::byte*>(ends.data());
    made->bytes.emplace_back(from, from + ends.size() * sizeof(std::int64_t));
    std::vector<const void*> buffers{nullptr, made->bytes[0].data()};
    ArrowOwned<ArrowArray> array =
        array_of(rows_, std::move(buffers), std::move(made), nullptr, parts->get());
    ArrowSchemaNode node;
    node.format = "+L";
    node.name = name;
    node.flags = ARROW_FLAG_NULLABLE;
    ArrowSchemaNode part;
    part.format = "U";
    part.name = "item";
    part.flags = ARROW_FLAG_NULLABLE;
    ArrowSchemaNode::give(std::move(part), node.children.emplace_back().get());
    FrameColumn column{schema_node(std::move(node)), {}};
    column.pieces.push_back(std::make_shared<ArrowOwned<ArrowArray>>(std::move(array)));
    columns_.push_back(std::move(column));
}

void FrameColumns::add_categories(const std::string& name, const py::buffer& codes,
                                  const FrameColumns& words) {
    auto made = std::make_shared<Made>();
    made->views.push_back(view_of(codes, rows_));
    const py::buffer_info& view = made->views[0];
    const std::string format = number_format(view);
    const auto fill = [&](const auto* indices) {
        made->bytes.push_back(
            validity(rows_, [indices](std::int64_t row) { return indices[row] >= 0; }));
    };
    switch (format.front()) {
        case 'c':
            fill(static_cast<const std::int8_t*>(view.ptr));
            break;
        case 's':
            fill(static_cast<const std::int16_t*>(view.ptr));
            break;
        case 'i':
            fill(static_cast<const std::int32_t*>(view.ptr));
            break;
        case 'l':
            fill(static_cast<const std::int64_t*>(view.ptr));
            break;
        default:
            throw Raised({ErrorCode::bad_arrow, "Codes of categories are whole numbers.", ""});
    }
    const FrameColumn& dictionary = words.columns_.at(0);
    made->words = dictionary.pieces.at(0);
    std::vector<const void*> buffers{bits_or_none(made->bytes[0]), view.ptr};
    ArrowOwned<ArrowArray> array =
        array_of(rows_, std::move(buffers), std::move(made), dictionary.pieces[0]->get());
    ArrowSchemaNode node;
    node.format = format;
    node.name = name;
    node.flags = ARROW_FLAG_NULLABLE;
    copy_schema(**dictionary.schema, node.dictionary.get());
    FrameColumn column{schema_node(std::move(node)), {}};
    column.pieces.push_back(std::make_shared<ArrowOwned<ArrowArray>>(std::move(array)));
    columns_.push_back(std::move(column));
}

void FrameColumns::add_arrow(const std::string& name, const py::handle& data) {
    const Table table = Table::read(stream_of(data));
    if (table.rows() != rows_) {
        throw Raised({ErrorCode::invalid_argument, "column '" + name + "' has other rows.", ""});
    }
    ArrowOwned<ArrowSchema> copy;
    copy_schema(table.schema(), copy.get());
    ArrowSchemaNode node;
    node.format = copy->format;
    node.name = name;
    node.flags = copy->flags;
    for (std::int64_t i = 0; i < copy->n_children; ++i)
        copy_schema(*copy->children[i], node.children.emplace_back().get());
    if (copy->dictionary != nullptr) copy_schema(*copy->dictionary, node.dictionary.get());
    columns_.push_back({schema_node(std::move(node)), table.batches()});
}

OwnedStream FrameColumns::stream() const {
    OwnedStream stream;
    make_arrow_stream(std::make_unique<FrameStream>(columns_, rows_), stream.get());
    return stream;
}

void register_frame_columns(py::module_& module) {
    py::class_<FrameColumns>(module, "FrameColumns", py::is_final())
        .def(py::init<std::int64_t>(), py::arg("rows"))
        .def("add_numbers", &FrameColumns::add_numbers, py::arg("name"), py::arg("values"),
             py::arg("nulls"))
        .def("add_booleans", &FrameColumns::add_booleans, py::arg("name"), py::arg("values"),
             py::arg("nulls"))
        .def("add_times", &FrameColumns::add_times, py::arg("name"), py::arg("values"),
             py::arg("unit"))
        .def("add_months", &FrameColumns::add_months, py::arg("name"), py::arg("values"))
        .def("add_objects", &FrameColumns::add_objects, py::arg("name"), py::arg("values"),
             py::arg("lenient"))
        .def("add_categories", &FrameColumns::add_categories, py::arg("name"), py::arg("codes"),
             py::arg("words"))
        .def("add_arrow", &FrameColumns::add_arrow, py::arg("name"), py::arg("data"))
        .def("__len__", &FrameColumns::rows)
        .def(
            "__arrow_c_stream__",
            [](const FrameColumns& columns, const py::object&) {
                return capsule_of(columns.stream());
            },
            py::arg("requested_schema") = py::none());
}

}  // namespace effaith::python
