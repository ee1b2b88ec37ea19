// Exports of provision maps; what stands before a line of `---` is their mapping.
#include "interop_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    constexpr std::string_view kBetween = "\n---\n";
    const std::string_view text = fuzz::text_of(data, size);
    const std::size_t between = text.find(kBetween);
    const bool has_mapping = between != std::string_view::npos;
    const std::string_view mapping = has_mapping ? text.substr(0, between) : std::string_view();
    const std::string_view csv = has_mapping ? text.substr(between + kBetween.size()) : text;
    fuzz::check_question({"provision_read", csv, {}, {}, mapping, DocumentFormat::json, {}});
    const Result<interop::Mapping> read = interop::read_mapping(mapping);
    if (!read) return 0;
    const std::string written = interop::write_mapping(*read);
    const Result<interop::Mapping> again = interop::read_mapping(written);
    fuzz::require(again.ok() && *again == *read, "a mapping is read back", written);
    return 0;
}
