#include "io/csv_marks.hpp"

#include <bit>
#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define EFFAITH_SSE2
#endif

namespace effaith {
namespace {

/// A bit for each of 64 bytes that is the character.
class Block64 {
  public:
#ifdef EFFAITH_SSE2
    explicit Block64(const char* text) {
        for (int i = 0; i < 4; ++i)
            part_[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + 16 * i));
    }
    std::uint64_t where(char c) const {
        const __m128i wanted = _mm_set1_epi8(c);
        std::uint64_t bits = 0;
        for (int i = 0; i < 4; ++i) {
            const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(part_[i], wanted));
            bits |= std::uint64_t{static_cast<std::uint32_t>(mask)} << (16 * i);
        }
        return bits;
    }

  private:
    __m128i part_[4];
#else
    explicit Block64(const char* text) : text_(text) {}
    std::uint64_t where(char c) const {
        std::uint64_t bits = 0;
        for (unsigned i = 0; i < 64; ++i)
            bits |= std::uint64_t{text_[i] == c ? 1U : 0U} << i;
        return bits;
    }

  private:
    const char* text_;
#endif
};

/// Each bit becomes the parity of itself and those below it.
std::uint64_t parity_up_to(std::uint64_t bits) {
    for (unsigned shift = 1; shift < 64; shift *= 2)
        bits ^= bits << shift;
    return bits;
}

/// What 64 bytes have, and what is carried from one to the next.
class MarkScan {
  public:
    explicit MarkScan(char delimiter) : delimiter_(delimiter) {}

    void take(const char* text) {
        const Block64 block(text);
        const std::uint64_t quotes = block.where('"');
        const std::uint64_t newlines = block.where('\n');
        const std::uint64_t delimiters = block.where(delimiter_);
        const std::uint64_t inside = parity_up_to(quotes) ^ inside_;
        const std::uint64_t opening = quotes & inside;
        const std::uint64_t may_precede = quotes | newlines | delimiters;
        irregular_ |= opening & ~(may_precede << 1U | may_precede_);
        cells = (newlines | delimiters) & ~inside;
        rows = newlines & ~inside;
        inner_newlines |= newlines & inside;
        any_quotes |= quotes;
        may_precede_ = may_precede >> 63U;
        inside_ = inside >> 63U == 0 ? 0 : ~std::uint64_t{0};
    }
    bool regular() const { return irregular_ == 0; }
    bool is_inside() const { return inside_ != 0; }

    std::uint64_t cells = 0;  ///< ends of cells in the block taken last
    std::uint64_t rows = 0;   ///< ends of rows
    std::uint64_t inner_newlines = 0;
    std::uint64_t any_quotes = 0;

  private:
    char delimiter_;
    std::uint64_t inside_ = 0;       // all ones inside quotes
    std::uint64_t may_precede_ = 1;  // the text begins where a cell does
    std::uint64_t irregular_ = 0;
};

/// Calls `use(scan, at)` for every 64 bytes; the last ones are filled up with zeros.
template <class Use>
void scan_blocks(std::string_view text, MarkScan& scan, const Use& use) {
    std::size_t at = 0;
    for (; at + 64 <= text.size(); at += 64) {
        scan.take(text.data() + at);
        use(at);
    }
    if (at == text.size()) return;
    char rest[64] = {};
    std::memcpy(rest, text.data() + at, text.size() - at);
    scan.take(rest);
    use(at);
}

}  // namespace

void find_csv_marks(std::string_view text, char delimiter, CsvMarks& marks) {
    MarkScan scan(delimiter);
    marks.ends.resize(text.size() + 64);
    std::uint32_t* end = marks.ends.data();
    scan_blocks(text, scan, [&](std::size_t at) {
        for (std::uint64_t bits = scan.cells; bits != 0; bits &= bits - 1)
            *end++ =
                static_cast<std::uint32_t>(at) + static_cast<std::uint32_t>(std::countr_zero(bits));
    });
    marks.ends.resize(static_cast<std::size_t>(end - marks.ends.data()));
    marks.regular = scan.regular() && !scan.is_inside();
    marks.quotes = scan.any_quotes != 0;
    marks.inner_newlines = scan.inner_newlines != 0;
}

bool find_whole_rows(std::string_view text, char delimiter, std::size_t& whole) {
    MarkScan scan(delimiter);
    whole = 0;
    scan_blocks(text, scan, [&](std::size_t at) {
        if (scan.rows != 0) whole = at + 64 - static_cast<std::size_t>(std::countl_zero(scan.rows));
    });
    return scan.regular();
}

}  // namespace effaith
