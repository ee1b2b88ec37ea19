#include "arrow/schema_copy.hpp"

#include <cstring>
#include <memory>
#include <utility>

namespace effaith {
namespace {

/// What a schema's private_data is: its texts, its children and the list of them.
struct Held {
    explicit Held(ArrowSchemaNode from) : node(std::move(from)) {
        for (ArrowOwned<ArrowSchema>& child : node.children)
            children.push_back(child.get());
    }
    ArrowSchemaNode node;
    std::vector<ArrowSchema*> children;
};

// A child that was moved away has a null release callback, and is not released again.
void release(ArrowSchema* schema) {
    delete static_cast<Held*>(schema->private_data);
    schema->release = nullptr;
}

/// The 32-bit number at `at`, moving on; below 0 as 0.
std::size_t take_length(const char*& at) {
    std::int32_t length = 0;
    std::memcpy(&length, at, sizeof length);
    at += sizeof length;
    return length < 0 ? 0 : static_cast<std::size_t>(length);
}

/// Metadata is a number of pairs, each a key and a value, each a length and its bytes.
std::string copy_metadata(const char* metadata) {
    if (metadata == nullptr) return "";
    const char* at = metadata;
    const std::size_t pairs = take_length(at);
    for (std::size_t i = 0; i < 2 * pairs; ++i) {
        const std::size_t length = take_length(at);
        at += length;
    }
    return {metadata, at};
}

/// A part that is missing or released stays so in the copy, for the reader to find.
void copy_part(const ArrowSchema* from, ArrowOwned<ArrowSchema>& to) {
    if (from != nullptr && from->release != nullptr) copy_schema(*from, to.get());
}

}  // namespace

void ArrowSchemaNode::give(ArrowSchemaNode node, ArrowSchema* out) {
    auto held = std::make_unique<Held>(std::move(node));
    const ArrowSchemaNode& in = held->node;
    *out = {};
    out->format = in.format.c_str();
    out->name = in.name.c_str();
    out->metadata = in.metadata.empty() ? nullptr : in.metadata.data();
    out->flags = in.flags;
    out->n_children = static_cast<std::int64_t>(held->children.size());
    out->children = held->children.empty() ? nullptr : held->children.data();
    out->dictionary = in.dictionary.empty() ? nullptr : held->node.dictionary.get();
    out->release = release;
    out->private_data = held.release();
}

void copy_schema(const ArrowSchema& from, ArrowSchema* out) {
    ArrowSchemaNode node;
    node.format = from.format == nullptr ? "" : from.format;
    node.name = from.name == nullptr ? "" : from.name;
    node.metadata = copy_metadata(from.metadata);
    node.flags = from.flags;
    for (std::int64_t i = 0; from.children != nullptr && i < from.n_children; ++i) {
        node.children.emplace_back();
        copy_part(from.children[i], node.children.back());
    }
    copy_part(from.dictionary, node.dictionary);
    ArrowSchemaNode::give(std::move(node), out);
}

}  // namespace effaith
