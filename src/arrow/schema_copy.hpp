// A schema of one's own: written node by node, or copied from another with all that it holds.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "arrow/owned.hpp"
#include "effaith/arrow_c.h"

namespace effaith {

/// One node of a schema, with the nodes below it.
struct ArrowSchemaNode {
    std::string format;
    std::string name;
    std::string metadata;  ///< as the interface lays it out; empty is none
    std::int64_t flags = 0;
    std::vector<ArrowOwned<ArrowSchema>> children;
    ArrowOwned<ArrowSchema> dictionary;

    /// Hands the node over; its release callback frees it and what is still below it.
    static void give(ArrowSchemaNode node, ArrowSchema* out);
};

/// Copies a schema that is not released.
void copy_schema(const ArrowSchema& from, ArrowSchema* out);

}  // namespace effaith
