// The dimensions of a roll-up over blocks of records: for each record the number of its value, and
// for each number the part of a key that it stands for.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "columns/cells.hpp"
#include "columns/resolver.hpp"
#include "effaith/rollup.hpp"

namespace effaith {

class BlockDimension {
  public:
    virtual ~BlockDimension() = default;
    /// The number of each record's value. Records that are not plain may have any;
    /// one whose value has no number is marked.
    virtual const Lane<std::uint32_t>& numbers(CellBlock& cells, const PlainBlock& plain,
                                               RowTexts& texts) = 0;
    virtual KeyPart part(std::uint32_t number) = 0;

  protected:
    BlockDimension() = default;
    BlockDimension(const BlockDimension&) = default;
    BlockDimension& operator=(const BlockDimension&) = default;
};

/// The dimension of that name, which is a known one or that of the carried column at `carried`; it
/// says in `uses` what it needs. Null for one that only the single record's way knows (`role`).
std::unique_ptr<BlockDimension> block_dimension(std::string_view name,
                                                std::optional<std::size_t> carried,
                                                Resolver& resolver, CellUses& uses);

}  // namespace effaith
