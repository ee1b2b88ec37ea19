// SipHash-2-4 (Aumasson & Bernstein 2012): a keyed 64-bit hash that cannot be read back without its
// key.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace effaith {

struct SipKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

namespace detail {

class SipState {
  public:
    explicit SipState(SipKey key)
        : v_{key.low ^ 0x736F6D6570736575U, key.high ^ 0x646F72616E646F6DU,
             key.low ^ 0x6C7967656E657261U, key.high ^ 0x7465646279746573U} {}

    void absorb(std::uint64_t word) {
        v_[3] ^= word;
        rounds(2);
        v_[0] ^= word;
    }
    std::uint64_t finish() {
        v_[2] ^= 0xFFU;
        rounds(4);
        return v_[0] ^ v_[1] ^ v_[2] ^ v_[3];
    }

  private:
    void rounds(int count) {
        auto& [a, b, c, d] = v_;
        for (int i = 0; i < count; ++i) {
            a += b;
            b = std::rotl(b, 13) ^ a;
            a = std::rotl(a, 32);
            c += d;
            d = std::rotl(d, 16) ^ c;
            a += d;
            d = std::rotl(d, 21) ^ a;
            c += b;
            b = std::rotl(b, 17) ^ c;
            c = std::rotl(c, 32);
        }
    }
    std::array<std::uint64_t, 4> v_;
};

}  // namespace detail

inline std::uint64_t siphash(SipKey key, std::string_view text) {
    detail::SipState state(key);
    std::uint64_t word = 0;
    unsigned shift = 0;
    for (const char c : text) {
        word |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
        shift += 8;
        if (shift == 64) {
            state.absorb(word);
            word = 0;
            shift = 0;
        }
    }
    state.absorb(word | (std::uint64_t{text.size() & 0xFFU} << 56U));
    return state.finish();
}

/// The key of 32 hex digits; all zero for text that is none.
inline SipKey sip_key(std::string_view hex) {
    SipKey key;
    if (hex.size() != 32) return key;
    for (std::size_t i = 0; i < 32; ++i) {
        const char c = hex[i];
        const auto digit = static_cast<std::uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        std::uint64_t& half = i < 16 ? key.low : key.high;
        half = half << 4U | digit;
    }
    return key;
}

/// 128 bits of hash as 32 hex digits.
inline std::string hex_digest(SipKey key, std::string_view text) {
    std::string digest;
    for (const std::uint64_t tweak : {std::uint64_t{0}, std::uint64_t{1}}) {
        const std::uint64_t hash = siphash({key.low ^ tweak, key.high}, text);
        for (int shift = 60; shift >= 0; shift -= 4)
            digest += "0123456789abcdef"[hash >> shift & 15U];
    }
    return digest;
}

}  // namespace effaith
