#include "io/bytes.hpp"

#include <array>
#include <cstdint>

namespace effaith {
namespace {

// Code points of the bytes 0x80 to 0x9F; the five that Windows-1252 leaves open keep their number.
constexpr std::array<std::uint16_t, 32> kWindows1252{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

std::size_t put_utf8(unsigned point, char* into) {
    if (point < 0x80) {
        into[0] = static_cast<char>(point);
        return 1;
    }
    if (point < 0x800) {
        into[0] = static_cast<char>(0xC0U | (point >> 6U));
        into[1] = static_cast<char>(0x80U | (point & 0x3FU));
        return 2;
    }
    into[0] = static_cast<char>(0xE0U | (point >> 12U));
    into[1] = static_cast<char>(0x80U | ((point >> 6U) & 0x3FU));
    into[2] = static_cast<char>(0x80U | (point & 0x3FU));
    return 3;
}

/// Length of the well-formed UTF-8 sequence at `at`, 0 where there is none.
std::size_t sequence_length(const unsigned char* at, std::size_t left) {
    const unsigned lead = at[0];
    if (lead < 0x80) return 1;
    if (lead < 0xC2 || lead > 0xF4) return 0;
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (left < length) return 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (at[1] < low || at[1] > high) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((at[i] & 0xC0U) != 0x80) return 0;
    }
    return length;
}

}  // namespace

std::size_t Windows1252Source::read(char* into, std::size_t most) {
    std::array<char, 4096> block;
    const std::size_t third = most / 3;
    const std::size_t count =
        inner_.read(block.data(), third < block.size() ? third : block.size());
    std::size_t written = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto byte = static_cast<unsigned char>(block[i]);
        const bool mapped = byte >= 0x80 && byte <= 0x9F;
        written += put_utf8(mapped ? kWindows1252[byte - 0x80U] : byte, into + written);
    }
    return written;
}

std::string what_it_is(std::string_view first_bytes) {
    const auto starts_with = [&](std::string_view start) {
        return first_bytes.substr(0, start.size()) == start;
    };
    if (starts_with("PK\x03\x04")) {
        return "This is an Excel workbook or another archive; save the sheet as CSV.";
    }
    if (starts_with("\xD0\xCF\x11\xE0")) {
        return "This is an old Excel workbook; save the sheet as CSV.";
    }
    if (starts_with("\xFF\xFE") || starts_with("\xFE\xFF")) {
        return "This text is UTF-16; save it as UTF-8 ('CSV UTF-8' in Excel).";
    }
    const std::string_view head = first_bytes.substr(0, kHeadBytes);
    if (head.find('\0') != std::string_view::npos) {
        return "This is a binary file, not text.";
    }
    return "";
}

std::size_t first_not_utf8(std::string_view text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t i = 0;
    while (i < text.size()) {
        std::uint64_t eight = 0;
        if (i + sizeof eight <= text.size()) {
            std::memcpy(&eight, bytes + i, sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                i += sizeof eight;
                continue;
            }
        }
        const std::size_t length = sequence_length(bytes + i, text.size() - i);
        if (length == 0) return i;
        i += length;
    }
    return std::string_view::npos;
}

}  // namespace effaith
