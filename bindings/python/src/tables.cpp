#include "tables.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "arrow/column.hpp"
#include "arrow/producer.hpp"
#include "arrow/schema_copy.hpp"
#include "arrow/type.hpp"
#include "raised.hpp"

namespace effaith::python {
namespace {

constexpr const char* kStreamName = "arrow_array_stream";

Error bad_arrow(std::string message) {
    return {ErrorCode::bad_arrow, std::move(message), ""};
}

template <class Structure>
Structure* held_by(const py::handle& capsule, const char* name) {
    void* held = PyCapsule_GetPointer(capsule.ptr(), name);
    if (held == nullptr) throw py::error_already_set();
    auto* structure = static_cast<Structure*>(held);
    if (structure->release == nullptr) throw Raised(bad_arrow("The Arrow data was taken already."));
    return structure;
}

/// One batch as a stream.
class OneBatch : public ArrowProducer {
  public:
    OneBatch(ArrowOwned<ArrowSchema> schema, ArrowOwned<ArrowArray> batch)
        : schema_(std::move(schema)), batch_(std::move(batch)) {}
    Status schema(ArrowSchema* out) override {
        copy_schema(*schema_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (batch_.empty()) return false;
        batch_.give(out);
        return true;
    }

  private:
    ArrowOwned<ArrowSchema> schema_;
    ArrowOwned<ArrowArray> batch_;
};

OwnedStream made_by(std::unique_ptr<ArrowProducer> producer) {
    OwnedStream stream;
    make_arrow_stream(std::move(producer), stream.get());
    return stream;
}

/// What an array that shares another's memory owns.
struct Shared {
    std::shared_ptr<const void> keeper;
    std::vector<const void*> buffers;
    std::vector<ArrowArray> children;
    std::vector<ArrowArray*> child_places;
    ArrowArray dictionary{};

    ~Shared() {
        for (ArrowArray& child : children)
            if (child.release != nullptr) child.release(&child);
        if (dictionary.release != nullptr) dictionary.release(&dictionary);
    }
};

void release_shared(ArrowArray* array) {
    delete static_cast<Shared*>(array->private_data);
    array->release = nullptr;
}

class TableStream : public ArrowProducer {
  public:
    explicit TableStream(Table table) : table_(std::move(table)) {}
    Status schema(ArrowSchema* out) override {
        copy_schema(table_.schema(), out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (next_ == table_.batches().size()) return false;
        const auto& batch = table_.batches()[next_++];
        share_array(batch, **batch, 0, (*batch)->length, out);
        return true;
    }

  private:
    Table table_;
    std::size_t next_ = 0;
};

/// A buffer of one column, all batches one after another, as Python's buffer protocol shows it.
struct Values {
    std::vector<std::byte> bytes;
    std::string format;
    std::size_t item = 1;
};

std::size_t item_size(std::string_view format) {
    switch (format.front()) {
        case 'c':
            return 1;
        case 'i':
            return 4;
        default:
            return 8;
    }
}

bool is_valid(const ArrowArray& array, std::int64_t row) {
    const auto* bits = static_cast<const std::uint8_t*>(array.buffers[0]);
    if (bits == nullptr) return true;
    const std::int64_t at = array.offset + row;
    return (bits[at >> 3] >> (at & 7) & 1) != 0;
}

/// Calls `take(array)` for a column's array of every batch.
template <class Take>
void for_arrays(const Table& table, std::size_t column, const Take& take) {
    for (const auto& batch : table.batches())
        take(*(*batch)->children[column], (*batch)->length);
}

/// The values of a fixed-width column (`g`, `l`, and indices `c`, `i`), one after another.
Values values_of_column(const Table& table, std::size_t column, std::string format) {
    Values values;
    values.item = item_size(format);
    values.format = format == "g" ? "d" : format == "l" ? "q" : format == "c" ? "b" : "i";
    values.bytes.resize(static_cast<std::size_t>(table.rows()) * values.item);
    std::byte* to = values.bytes.data();
    for_arrays(table, column, [&](const ArrowArray& array, std::int64_t length) {
        const std::size_t bytes = static_cast<std::size_t>(length) * values.item;
        if (bytes == 0) return;
        std::memcpy(to,
                    static_cast<const std::byte*>(array.buffers[1]) +
                        static_cast<std::size_t>(array.offset) * values.item,
                    bytes);
        to += bytes;
    });
    return values;
}

/// A byte for each row of a column: 1 where it is null.
Values nulls_of_column(const Table& table, std::size_t column) {
    Values values;
    values.format = "?";
    values.bytes.resize(static_cast<std::size_t>(table.rows()));
    std::size_t at = 0;
    for_arrays(table, column, [&](const ArrowArray& array, std::int64_t length) {
        for (std::int64_t row = 0; row < length; ++row, ++at)
            values.bytes[at] = is_valid(array, row) ? std::byte{0} : std::byte{1};
    });
    return values;
}

/// The cells of a column as Python objects.
class Cells {
  public:
    Cells(const ArrowSchema& schema, const ArrowArray& array, std::int64_t length)
        : type_(value_of(ArrowType::parse(schema, "column"))),
          column_(value_of(
              ArrowColumn::open(type_, array, 0, length, ArrowValidation::trusted, "column"))) {}
    py::object at(std::int64_t row) const { return object_of(column_, row); }

  private:
    static py::object object_of(const ArrowColumn& column, std::int64_t row) {
        if (column.is_null(row)) return py::none();
        switch (column.kind()) {
            case ArrowKind::float64:
                return py::float_(column.real(row));
            case ArrowKind::utf8:
                return py::str(std::string(column.text(row)));
            case ArrowKind::dictionary:
                return object_of(column.dictionary(), column.index(row));
            case ArrowKind::decimal128: {
                std::string text;
                column.append_text(row, text);
                return py::module_::import("decimal").attr("Decimal")(text);
            }
            default:
                return py::int_(column.integer(row));
        }
    }
    ArrowType type_;
    ArrowColumn column_;
};

std::vector<std::string> names_of(const Table& table) {
    std::vector<std::string> names;
    for (std::int64_t i = 0; i < table.schema().n_children; ++i)
        names.emplace_back(table.schema().children[i]->name);
    return names;
}

std::size_t column_of(const Table& table, std::size_t column) {
    if (column >= static_cast<std::size_t>(table.schema().n_children))
        throw py::index_error("there is no such column");
    return column;
}

py::list cells_of(const Table& table, std::size_t column) {
    const ArrowSchema& schema = *table.schema().children[column_of(table, column)];
    py::list cells(static_cast<std::size_t>(table.rows()));
    std::size_t at = 0;
    for_arrays(table, column, [&](const ArrowArray& array, std::int64_t length) {
        const Cells found(schema, array, length);
        for (std::int64_t row = 0; row < length; ++row)
            cells[at++] = found.at(row);
    });
    return cells;
}

/// The first `most` rows as dicts.
py::list dicts_of(const Table& table, std::int64_t most) {
    const std::vector<std::string> names = names_of(table);
    std::vector<py::str> keys;
    for (const std::string& name : names)
        keys.emplace_back(name);
    const std::int64_t count = std::min(most, table.rows());
    py::list dicts(static_cast<std::size_t>(count));
    std::size_t first = 0;
    for (const auto& batch : table.batches()) {
        const std::int64_t rows =
            std::min((*batch)->length, count - static_cast<std::int64_t>(first));
        for (std::int64_t row = 0; row < rows; ++row)
            dicts[first + static_cast<std::size_t>(row)] = py::dict();
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const Cells cells(*table.schema().children[i], *(*batch)->children[i], rows);
            for (std::int64_t row = 0; row < rows; ++row)
                dicts[first + static_cast<std::size_t>(row)][keys[i]] = cells.at(row);
        }
        first += static_cast<std::size_t>(rows);
    }
    return dicts;
}

/// What a column is: its Arrow format, and for a dictionary its words.
py::tuple kind_of(const Table& table, std::size_t column) {
    const ArrowSchema& schema = *table.schema().children[column_of(table, column)];
    if (schema.dictionary == nullptr) return py::make_tuple(std::string(schema.format), py::none());
    py::list words;
    if (!table.batches().empty()) {
        const ArrowArray& dictionary = *(*table.batches().front())->children[column]->dictionary;
        const Cells cells(*schema.dictionary, dictionary, dictionary.length);
        for (std::int64_t row = 0; row < dictionary.length; ++row)
            words.append(cells.at(row));
    }
    return py::make_tuple(std::string(schema.format), words);
}

}  // namespace

OwnedStream stream_of(const py::handle& data) {
    if (py::hasattr(data, "__arrow_c_stream__")) {
        const py::object capsule = data.attr("__arrow_c_stream__")();
        return OwnedStream(held_by<ArrowArrayStream>(capsule, kStreamName));
    }
    const py::tuple pair = data.attr("__arrow_c_array__")();
    if (pair.size() != 2) throw Raised(bad_arrow("An Arrow array is a schema and an array."));
    ArrowOwned<ArrowSchema> schema(held_by<ArrowSchema>(pair[0], "arrow_schema"));
    ArrowOwned<ArrowArray> array(held_by<ArrowArray>(pair[1], "arrow_array"));
    return made_by(std::make_unique<OneBatch>(std::move(schema), std::move(array)));
}

py::capsule capsule_of(OwnedStream stream) {
    auto held = std::make_unique<ArrowArrayStream>();
    stream.give(held.get());
    py::capsule capsule(held.get(), kStreamName, [](PyObject* object) {
        auto* left = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(object, kStreamName));
        if (left->release != nullptr) left->release(left);
        delete left;
    });
    held.release();  // the capsule's now
    return capsule;
}

void share_array(const std::shared_ptr<const void>& keeper, const ArrowArray& array,
                 std::int64_t offset, std::int64_t length, ArrowArray* out) {
    auto shared = std::make_unique<Shared>();
    shared->keeper = keeper;
    shared->buffers.assign(array.buffers, array.buffers + array.n_buffers);
    shared->children.resize(static_cast<std::size_t>(array.n_children));
    for (std::size_t i = 0; i < shared->children.size(); ++i) {
        const ArrowArray& child = *array.children[i];
        share_array(keeper, child, 0, child.length, &shared->children[i]);
        shared->child_places.push_back(&shared->children[i]);
    }
    if (array.dictionary != nullptr) {
        share_array(keeper, *array.dictionary, 0, array.dictionary->length, &shared->dictionary);
    }
    *out = array;
    out->offset = array.offset + offset;
    out->length = length;
    out->null_count = length == array.length ? array.null_count : (array.null_count == 0 ? 0 : -1);
    out->buffers = shared->buffers.data();
    out->children = shared->child_places.data();
    out->dictionary = array.dictionary != nullptr ? &shared->dictionary : nullptr;
    out->release = release_shared;
    out->private_data = shared.release();
}

Table Table::read(OwnedStream stream) {
    const auto failed = [&](int failure) {
        const char* why = stream->get_last_error(stream.get());
        if (failure == ENOMEM) throw std::bad_alloc();
        return Raised({failure == ECANCELED ? ErrorCode::cancelled
                       : failure == EIO     ? ErrorCode::cannot_read
                                            : ErrorCode::bad_arrow,
                       why != nullptr ? why : std::strerror(failure), ""});
    };
    Table table;
    table.schema_ = std::make_shared<ArrowOwned<ArrowSchema>>();
    if (const int failure = stream->get_schema(stream.get(), table.schema_->get()); failure != 0)
        throw failed(failure);
    while (true) {
        auto batch = std::make_shared<ArrowOwned<ArrowArray>>();
        if (const int failure = stream->get_next(stream.get(), batch->get()); failure != 0)
            throw failed(failure);
        if (batch->empty()) return table;
        table.batches_.push_back(std::move(batch));
    }
}

OwnedStream Table::stream() const {
    return made_by(std::make_unique<TableStream>(*this));
}

std::int64_t Table::rows() const {
    std::int64_t rows = 0;
    for (const auto& batch : batches_)
        rows += (*batch)->length;
    return rows;
}

py::capsule Stream::capsule() {
    if (stream_.empty()) throw Raised(bad_arrow("The stream was read already."));
    return capsule_of(std::move(stream_));
}

void register_tables(py::module_& module) {
    py::class_<Values>(module, "Values", py::buffer_protocol(), py::is_final())
        .def_buffer([](Values& values) {
            return py::buffer_info(values.bytes.data(), static_cast<py::ssize_t>(values.item),
                                   values.format, 1,
                                   {static_cast<py::ssize_t>(values.bytes.size() / values.item)},
                                   {static_cast<py::ssize_t>(values.item)});
        });
    py::class_<Stream>(module, "Stream", py::is_final())
        .def(
            "__arrow_c_stream__",
            [](Stream& stream, const py::object&) { return stream.capsule(); },
            py::arg("requested_schema") = py::none());
    py::class_<Table>(module, "Table", py::is_final())
        .def(
            "__arrow_c_stream__",
            [](const Table& table, const py::object&) { return capsule_of(table.stream()); },
            py::arg("requested_schema") = py::none())
        .def("__len__", &Table::rows)
        .def_property_readonly("names", &names_of)
        .def("kind", &kind_of, py::arg("column"))
        .def(
            "values",
            [](const Table& table, std::size_t column) {
                const ArrowSchema& schema = *table.schema().children[column_of(table, column)];
                return values_of_column(table, column, schema.format);
            },
            py::arg("column"))
        .def(
            "nulls",
            [](const Table& table, std::size_t column) {
                return nulls_of_column(table, column_of(table, column));
            },
            py::arg("column"))
        .def("cells", &cells_of, py::arg("column"))
        .def("dicts", &dicts_of, py::arg("most"));
}

}  // namespace effaith::python
