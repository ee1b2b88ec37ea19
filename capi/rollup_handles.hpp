// What stands behind the handles of roll-ups and their rows.
#pragma once

#include "boundary.hpp"
#include "effaith/rollup.hpp"

struct effaith_rollup {
    static constexpr effaith::capi::Tag kTag = effaith::capi::Tag::rollup;
    effaith_rollup(effaith::capi::SharedEngine shared, effaith::Rollup made)
        : parts(std::move(shared)), state(std::move(made)) {}
    effaith::capi::Tag tag = kTag;
    effaith::capi::SharedEngine parts;
    effaith::Rollup state;
    bool is_whole =
        true;  ///< false while records are on their way in, and for ever if they got lost
};

struct effaith_rows {
    static constexpr effaith::capi::Tag kTag = effaith::capi::Tag::rows;
    struct Row {
        std::vector<effaith::KeyPart> key;
        std::vector<effaith::FigureValue> figures;
    };
    effaith::capi::Tag tag = kTag;
    std::size_t dimensions = 0;
    std::vector<Row> rows;
};

namespace effaith::capi {

/// Whether the rows of a roll-up can be asked for. Errors: invalid_argument for what is no roll-up,
/// a lost one, and one with a dimension that no record has had.
Status check_rows(const effaith_rollup* rollup);

}  // namespace effaith::capi
