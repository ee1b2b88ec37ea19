// The rules of structs that cross the border: struct_size first, growth only at the end.
#pragma once

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "boundary.hpp"

namespace effaith::capi {

/// No struct will ever be larger; a size that says so was never set.
inline constexpr std::size_t kMostSize = 4096;

/// The size of a struct in the first release that had it; a smaller one is a mistake.
template <class Struct>
inline constexpr std::size_t kFirstSize = sizeof(Struct);

/// A struct of the caller as this library knows it: itself where it is of the same version, else a
/// copy in `place` with the members that it lacks as 0.
/// Errors: invalid_argument for a size that cannot be, and for members that are set and not known.
template <class Struct>
Result<const Struct*> read_struct(const Struct* given, Struct& place, const char* name) {
    static_assert(std::is_trivially_copyable_v<Struct>);
    if (given == nullptr) return misuse(std::string(name) + " is NULL.", name);
    const std::size_t size = given->struct_size;
    if (size == sizeof(Struct)) return given;
    if (size < kFirstSize<Struct> || size > kMostSize) {
        return misuse("struct_size of " + std::string(name) + " is " + std::to_string(size) +
                          "; set it to sizeof, which is " + std::to_string(sizeof(Struct)) + ".",
                      name);
    }
    const auto* bytes = reinterpret_cast<const unsigned char*>(given);
    if (size > sizeof(Struct) && std::any_of(bytes + sizeof(Struct), bytes + size,
                                             [](unsigned char byte) { return byte != 0; })) {
        return misuse(
            std::string(name) + " has members set that this version of the library does not know.",
            name);
    }
    place = Struct{};
    std::memcpy(&place, given, std::min(size, sizeof(Struct)));
    return &place;
}

/// Whether a struct can take an answer. Errors: as read_struct's.
template <class Struct>
Status check_out(const Struct* out, const char* name) {
    if (out == nullptr) return misuse(std::string(name) + " is NULL.", name);
    if (out->struct_size >= kFirstSize<Struct> && out->struct_size <= kMostSize) return Done{};
    return misuse("struct_size of " + std::string(name) + " is " +
                      std::to_string(out->struct_size) + "; set it to sizeof, which is " +
                      std::to_string(sizeof(Struct)) + ".",
                  name);
}

/// Writes an answer into a struct that passed check_out: as much of it as the caller knows; members
/// that only the caller knows become 0.
template <class Struct>
void write_struct(Struct answer, Struct* out) {
    const std::size_t size = out->struct_size;
    answer.struct_size = out->struct_size;
    std::memcpy(out, &answer, std::min(size, sizeof(Struct)));
    if (size > sizeof(Struct))
        std::memset(reinterpret_cast<std::byte*>(out) + sizeof(Struct), 0, size - sizeof(Struct));
}

}  // namespace effaith::capi
