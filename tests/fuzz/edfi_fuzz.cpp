// Ed-Fi interchanges: read, written again from what was read, and read once more.
#include "interop_fuzz.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace effaith;
    const std::string_view text = fuzz::text_of(data, size);
    fuzz::check_question({"edfi_read", text, {}, {}, {}, DocumentFormat::json, {}});
    const Result<interop::Imported> read = interop::read_edfi(text);
    if (!read) return 0;
    const interop::Exported written = interop::write_edfi(fuzz::interop_tools(), read->records, {});
    const Result<interop::Imported> again = interop::read_edfi(written.xml);
    fuzz::require(again.ok(), "what is written is read back", written.xml);
    fuzz::require(again->loss.empty(), "nothing of it is lost", written.xml);
    fuzz::require(static_cast<std::int64_t>(again->records.size()) == written.written,
                  "it has as many records", written.xml);
    return 0;
}
