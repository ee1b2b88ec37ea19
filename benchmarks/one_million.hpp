// A million records as an Arrow stream of one batch, over memory that is made once.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "effaith/arrow_c.h"

class MillionRecords {
  public:
    static constexpr std::int64_t kRows = 1000000;

    MillionRecords() {
        words("school_id", {"S1", "S2", "S3", "S4", "S5", "S6", "S7"});
        words("support_type", {"reading", "numeracy", "speech"});
        words("delivered_by", {"Teaching assistant"});
        words("frequency", {"weekly", "twice_weekly", "daily", "fortnightly", "monthly"});
        words("started", {"2023-09", "2023-10", "2024-01"});
        words("ended", {"2024-03", "2024-05", "2024-07"});
        words("outcome", {"red", "amber", "green"});
        words("aim", {"Reads a page", "Counts to twenty"});
        numbers("learners_per_session", 1, 12);
        numbers("sessions_attended", 1, 10);
        reals("session_hours", {0.25, 0.5, 0.75, 1.0});
    }
    MillionRecords(const MillionRecords&) = delete;
    MillionRecords& operator=(const MillionRecords&) = delete;

    /// A stream over them; this object must outlive it.
    ArrowArrayStream stream() const {
        ArrowArrayStream out{};
        out.get_schema = get_schema;
        out.get_next = get_next;
        out.get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; };
        out.release = [](ArrowArrayStream* gone) {
            delete static_cast<Journey*>(gone->private_data);
            gone->release = nullptr;
        };
        out.private_data = new Journey{this, false};
        return out;
    }

  private:
    struct Column {
        std::string name;
        const char* format = "";
        std::vector<std::int32_t> indices;
        std::vector<std::int64_t> integers;
        std::vector<double> doubles;
        std::vector<std::int32_t> ends{0};
        std::string letters;
        std::int64_t word_count = 0;
        std::array<const void*, 2> buffers{};
        std::array<const void*, 3> word_buffers{};
    };
    struct Journey {
        const MillionRecords* records;
        bool gone;
    };
    /// What a batch or a schema hands out, freed when it is released.
    template <class Struct>
    struct Parts {
        std::vector<Struct> columns;
        std::vector<Struct> dictionaries;
        std::vector<Struct*> children;
    };

    std::int32_t draw(std::size_t below) {
        state_ = state_ * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::int32_t>((state_ >> 33U) % below);
    }
    Column& add(const char* name, const char* format) {
        Column& column = columns_.emplace_back();
        column.name = name;
        column.format = format;
        return column;
    }
    void words(const char* name, const std::vector<std::string_view>& all) {
        Column& column = add(name, "i");
        for (std::int64_t i = 0; i < kRows; ++i)
            column.indices.push_back(draw(all.size()));
        for (const std::string_view word : all) {
            column.letters += word;
            column.ends.push_back(static_cast<std::int32_t>(column.letters.size()));
        }
        column.word_count = static_cast<std::int64_t>(all.size());
    }
    void numbers(const char* name, std::int64_t least, std::size_t count) {
        Column& column = add(name, "l");
        for (std::int64_t i = 0; i < kRows; ++i)
            column.integers.push_back(least + draw(count));
    }
    void reals(const char* name, const std::vector<double>& all) {
        Column& column = add(name, "g");
        for (std::int64_t i = 0; i < kRows; ++i)
            column.doubles.push_back(all[static_cast<std::size_t>(draw(all.size()))]);
    }

    template <class Struct>
    static void give(Parts<Struct>* parts, Struct* out) {
        for (Struct& column : parts->columns)
            parts->children.push_back(&column);
        out->n_children = static_cast<std::int64_t>(parts->children.size());
        out->children = parts->children.data();
        out->private_data = parts;
        out->release = [](Struct* gone) {
            delete static_cast<Parts<Struct>*>(gone->private_data);
            gone->release = nullptr;
        };
    }

    static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
        const auto& columns = static_cast<Journey*>(stream->private_data)->records->columns_;
        auto* parts = new Parts<ArrowSchema>;
        parts->columns.resize(columns.size());
        parts->dictionaries.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            ArrowSchema& column = parts->columns[i];
            column.format = columns[i].format;
            column.name = columns[i].name.c_str();
            column.release = [](ArrowSchema* gone) { gone->release = nullptr; };
            if (columns[i].word_count == 0) continue;
            ArrowSchema& words = parts->dictionaries[i];
            words.format = "u";
            words.name = "";
            words.release = [](ArrowSchema* gone) { gone->release = nullptr; };
            column.dictionary = &words;
        }
        *out = ArrowSchema{};
        out->format = "+s";
        out->name = "";
        give(parts, out);
        return 0;
    }

    static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
        auto* journey = static_cast<Journey*>(stream->private_data);
        *out = ArrowArray{};
        if (journey->gone) return 0;
        journey->gone = true;
        auto& columns = const_cast<std::vector<Column>&>(journey->records->columns_);
        auto* parts = new Parts<ArrowArray>;
        parts->columns.resize(columns.size());
        parts->dictionaries.resize(columns.size());
        for (std::size_t i = 0; i < columns.size(); ++i) {
            Column& from = columns[i];
            ArrowArray& column = parts->columns[i];
            from.buffers = {nullptr, values_of(from)};
            column.length = kRows;
            column.n_buffers = 2;
            column.buffers = from.buffers.data();
            column.release = [](ArrowArray* gone) { gone->release = nullptr; };
            if (from.word_count == 0) continue;
            ArrowArray& words = parts->dictionaries[i];
            from.word_buffers = {nullptr, from.ends.data(), from.letters.data()};
            words.length = from.word_count;
            words.n_buffers = 3;
            words.buffers = from.word_buffers.data();
            words.release = [](ArrowArray* gone) { gone->release = nullptr; };
            column.dictionary = &words;
        }
        static const void* no_buffer = nullptr;
        out->length = kRows;
        out->n_buffers = 1;
        out->buffers = &no_buffer;
        give(parts, out);
        return 0;
    }
    static const void* values_of(const Column& column) {
        if (!column.indices.empty()) return column.indices.data();
        if (!column.integers.empty()) return column.integers.data();
        return column.doubles.data();
    }

    std::vector<Column> columns_;
    std::uint64_t state_ = 20230904;
};
