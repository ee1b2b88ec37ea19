#include "arrow/stream.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include "arrow/producer.hpp"
#include "arrow/schema_copy.hpp"
#include "io/bytes.hpp"
#include "one_line.hpp"

namespace effaith {
namespace {

Error broken(std::string message) {
    return {ErrorCode::bad_arrow, std::move(message), ""};
}

/// What a stream says about its failed call.
Error failure(ArrowArrayStream* stream, int number, const char* what) {
    const char* said = stream->get_last_error == nullptr ? nullptr : stream->get_last_error(stream);
    std::string reason = said == nullptr ? "" : for_message(said);
    if (reason.empty()) reason = "error " + std::to_string(number);
    return {ErrorCode::cannot_read,
            "The Arrow stream does not give its " + std::string(what) + ": " + reason, ""};
}

}  // namespace

Result<ArrowReader> ArrowReader::open(ArrowArrayStream* stream, ArrowValidation validation,
                                      const ArrowWanted& wanted) {
    if (stream == nullptr || stream->release == nullptr) {
        return broken("There is no Arrow stream, or it is released.");
    }
    if (stream->get_schema == nullptr || stream->get_next == nullptr) {
        return broken("The Arrow stream has no way to ask for its schema or its batches.");
    }
    ArrowOwned<ArrowSchema> schema;
    const int number = stream->get_schema(stream, schema.get());
    if (number != 0) {
        // What a call that failed leaves behind is not a schema to be released.
        *schema.get() = {};
        return failure(stream, number, "schema");
    }
    ArrowReader reader;
    reader.validation_ = validation;
    const Status status = reader.read_schema(*schema, wanted);
    if (!status) return status.error();
    reader.stream_ = ArrowOwned<ArrowArrayStream>(stream);
    return reader;
}

Status ArrowReader::read_schema(const ArrowSchema& schema, const ArrowWanted& wanted) {
    if (schema.release == nullptr || schema.format == nullptr) {
        return broken("The Arrow stream gives a schema that is released or has no format.");
    }
    if (std::strcmp(schema.format, "+s") != 0 || schema.dictionary != nullptr) {
        return broken("The Arrow stream gives '" + for_message(schema.format) +
                      "', not a table: a struct ('+s') with the columns as its children.");
    }
    if (schema.n_children < 0 || (schema.n_children > 0 && schema.children == nullptr)) {
        return broken("The Arrow stream gives a schema whose columns are missing.");
    }
    width_ = schema.n_children;
    for (std::int64_t i = 0; i < width_; ++i) {
        const Status status = add_column(schema.children[i], i, wanted);
        if (!status) return status;
    }
    return check_names();
}

Status ArrowReader::add_column(const ArrowSchema* schema, std::int64_t position,
                               const ArrowWanted& wanted) {
    const std::string place = "column " + std::to_string(position + 1);
    if (schema == nullptr)
        return Error{ErrorCode::bad_arrow, "Its Arrow schema is missing.", place};
    const std::string name = schema->name == nullptr ? "" : schema->name;
    if (first_not_utf8(name) != std::string_view::npos) {
        return Error{ErrorCode::bad_encoding, "Its name is not UTF-8.", place};
    }
    const ArrowWish wish = wanted == nullptr ? ArrowWish::yes : wanted(name);
    if (wish == ArrowWish::no) return Done{};
    Result<ArrowType> type = ArrowType::parse(*schema, column_place(name));
    if (!type) return wish == ArrowWish::if_read ? Status(Done{}) : type.error();
    positions_.push_back(position);
    names_.push_back(name);
    types_.push_back(*std::move(type));
    return Done{};
}

Status ArrowReader::check_names() const {
    std::vector<std::string_view> names(names_.begin(), names_.end());
    std::sort(names.begin(), names.end());
    const auto twice = std::adjacent_find(names.begin(), names.end());
    if (twice == names.end()) return Done{};
    return Error{ErrorCode::bad_arrow, "The table has more than one column of this name.",
                 column_place(*twice)};
}

Result<bool> ArrowReader::next() {
    columns_.clear();
    rows_before_ += rows_;
    rows_ = 0;
    batch_.reset();
    if (last_.ok() && *last_) last_ = fetch();
    return last_;
}

Result<bool> ArrowReader::fetch() {
    const int number = stream_->get_next(stream_.get(), batch_.get());
    if (number != 0) {
        *batch_.get() = {};
        return failure(stream_.get(), number, "next batch");
    }
    if (batch_.empty()) return false;
    const Status status = open_batch(*batch_);
    if (status) return true;
    columns_.clear();
    return status.error();
}

Result<bool> ArrowReader::cut(SharedBatch& batch) {
    rows_before_ += rows_;
    rows_ = 0;
    if (!last_.ok() || !*last_) return last_;
    auto taken = std::make_shared<ArrowOwned<ArrowArray>>();
    const int number = stream_->get_next(stream_.get(), taken->get());
    if (number != 0) {
        *taken->get() = {};
        last_ = failure(stream_.get(), number, "next batch");
        return last_;
    }
    if (taken->empty()) {
        last_ = false;
        return last_;
    }
    Status status = check_batch(**taken);
    if (status && (*taken)->offset > std::numeric_limits<std::int64_t>::max() - (*taken)->length) {
        status = broken("The Arrow stream gives a batch beyond all rows.");
    }
    if (!status) {
        last_ = status.error();
        return last_;
    }
    rows_ = (*taken)->length;
    batch = std::move(taken);
    return true;
}

Result<std::vector<ArrowColumn>> ArrowReader::open_rows(
    const ArrowArray& batch, std::int64_t first, std::int64_t count,
    const std::vector<ArrowColumn>& known) const {
    std::vector<ArrowColumn> columns;
    columns.reserve(positions_.size());
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        const ArrowArray* child = batch.children[positions_[i]];
        if (child == nullptr) {
            return Error{ErrorCode::bad_arrow, "Its array is missing.", column_place(names_[i])};
        }
        Result<ArrowColumn> column =
            ArrowColumn::open(types_[i], *child, batch.offset + first, count, validation_,
                              names_[i], known.empty() ? nullptr : &known[i]);
        if (!column) return column.error();
        columns.push_back(*std::move(column));
    }
    return columns;
}

Status ArrowReader::check_batch(const ArrowArray& batch) const {
    if (batch.length < 0 || batch.offset < 0) {
        return broken("The Arrow stream gives a batch of negative length or offset.");
    }
    if (batch.n_children != width_ || (width_ > 0 && batch.children == nullptr)) {
        return broken("The Arrow stream gives a batch of " + std::to_string(batch.n_children) +
                      " columns, where its schema has " + std::to_string(width_) + ".");
    }
    return check_rows(batch);
}

Status ArrowReader::open_batch(const ArrowArray& batch) {
    if (const Status status = check_batch(batch); !status) return status;
    Result<std::vector<ArrowColumn>> columns = open_rows(batch, 0, batch.length, {});
    if (!columns) return columns.error();
    columns_ = std::move(*columns);
    rows_ = batch.length;
    return Done{};
}

Status ArrowReader::check_rows(const ArrowArray& batch) const {
    if (batch.null_count == 0) return Done{};
    const bool has_bitmap =
        batch.n_buffers == 1 && batch.buffers != nullptr && batch.buffers[0] != nullptr;
    if (!has_bitmap && batch.null_count > 0) {
        return broken("The Arrow stream gives a batch with null rows, and no bitmap of them.");
    }
    if (!has_bitmap) return Done{};
    const auto* bits = static_cast<const std::uint8_t*>(batch.buffers[0]);
    for (std::int64_t at = batch.offset; at - batch.offset < batch.length; ++at) {
        if ((static_cast<unsigned>(bits[at >> 3]) >> (at & 7) & 1U) != 0) continue;
        const std::int64_t row = rows_before_ + (at - batch.offset) + 1;
        return Error{ErrorCode::bad_arrow,
                     "The row is null as a whole; a table's rows are there, and their values may "
                     "be null.",
                     "row " + std::to_string(row)};
    }
    return Done{};
}

namespace {

/// The stream of one batch.
class OneBatch : public ArrowProducer {
  public:
    OneBatch(ArrowSchema* schema, ArrowArray* array) : schema_(schema), array_(array) {}

    Status schema(ArrowSchema* out) override {
        // A copy: a consumer may move parts of what it is given away.
        copy_schema(*schema_, out);
        return Done{};
    }
    Result<bool> next(ArrowArray* out) override {
        if (array_.empty()) return false;
        array_.give(out);
        return true;
    }

  private:
    ArrowOwned<ArrowSchema> schema_;
    ArrowOwned<ArrowArray> array_;
};

}  // namespace

Status make_arrow_stream(ArrowSchema* schema, ArrowArray* array, ArrowArrayStream* out) {
    if (schema == nullptr || schema->release == nullptr) {
        return broken("There is no Arrow schema, or it is released.");
    }
    if (array == nullptr || array->release == nullptr) {
        return broken("There is no Arrow array, or it is released.");
    }
    if (out == nullptr) return broken("There is no place for the Arrow stream.");
    make_arrow_stream(std::make_unique<OneBatch>(schema, array), out);
    return Done{};
}

}  // namespace effaith
