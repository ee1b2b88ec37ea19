// Configurations: one that is read makes an engine or says why not, and its digest depends on what
// it says alone; one that is not read has an error that a person can use.
#include <algorithm>
#include <string>

#include "config_digest.hpp"
#include "effaith/engine.hpp"
#include "effaith/io/config_reader.hpp"
#include "fuzz_support.hpp"
#include "io/json_tree.hpp"
#include "io/json_writer.hpp"

namespace {

using namespace effaith;
using fuzz::require;

void write_tree(JsonWriter& out, const JsonNode& node, bool backwards) {
    switch (node.kind) {
        case JsonNode::Kind::null:
            out.null();
            return;
        case JsonNode::Kind::boolean:
        case JsonNode::Kind::number:
            out.raw(node.text);
            return;
        case JsonNode::Kind::text:
            out.text(node.text);
            return;
        case JsonNode::Kind::list:
            out.begin_list();
            for (const JsonNode& item : node.items)
                write_tree(out, item, false);
            out.end_list();
            return;
        case JsonNode::Kind::object:
            break;
    }
    auto members = node.members;
    if (backwards) std::reverse(members.begin(), members.end());
    out.begin_object();
    for (const auto& [name, value] : members) {
        out.line();
        out.key(name);
        write_tree(out, value, false);
    }
    out.end_object();
}

/// The configuration with other blanks and, on request, its keys in the other order.
std::string rewritten(const JsonNode& tree, bool backwards) {
    JsonWriter out;
    write_tree(out, tree, backwards);
    return out.take();
}

std::string digest_of(std::string_view json) {
    const Result<Config> config = read_config(json);
    require(config.ok(), "a configuration written differently is read", json);
    return config_digest(*config);
}

void check_code_sets(std::string_view json) {
    const Result<CodeSets> sets = read_code_sets(json);
    if (!sets) fuzz::require_readable(sets.error());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view json = fuzz::text_of(data, size);
    check_code_sets(json);
    const Result<JsonNode> tree = read_json(json);
    Result<Config> config = read_config(json);
    if (!config) {
        fuzz::require_readable(config.error());
        return 0;
    }
    require(tree.ok(), "a configuration is JSON", json);
    const std::string digest = config_digest(*config);
    require(
        digest.size() == 32 && digest.find_first_not_of("0123456789abcdef") == std::string::npos,
        "a digest has 32 hex digits", digest);
    require(digest_of(json) == digest, "a digest does not change", json);
    require(digest_of(rewritten(*tree, false)) == digest, "blanks do not change a digest", json);
    require(digest_of(rewritten(*tree, true)) == digest, "order does not change a digest", json);
    const Result<Engine> engine = Engine::create(std::move(*config));
    if (!engine) {
        fuzz::require_readable(engine.error());
        return 0;
    }
    require(engine->config_digest() == digest, "an engine has the digest of its configuration",
            json);
    return 0;
}
