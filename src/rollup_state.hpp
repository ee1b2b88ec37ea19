// The bytes of a roll-up's state: format version 1.
//
// The same records give the same bytes on every platform, however they were split and merged:
// numbers are little-endian, every list is sorted and free of repeats, and what is empty is left
// out. Bytes in any other form are refused, so that one state has one form.
//
//     state     magic, version, size, body, checksum
//     magic     8 bytes, "effaroll"
//     version   u32, 1; a later one is refused before anything else is looked at
//     size      u64, the bytes of the body
//     checksum  u64, SipHash-2-4 with kStateKey of all bytes before it: finds accidents, and is no
//               signature
//
//     body      digest, totals, by, keyed, counts, columns, parents, groups of each kept level
//     digest    text, the digest of the configuration
//     totals    u8, 1 where subtotals are shown, else 0
//     by        u32 n, n texts: the dimensions
//     keyed     u8, 1 where the configuration has an id_key and the state therefore ids, else 0
//     counts    i64 analysed, rejected, comparison records
//     columns   u32 n, n times: text name, u8 (1: has values) + (2: all of them are numbers);
//               ascending by name
//     parents   u64 n, n times: text year, u32 level of the hierarchy (from 1), text member, text
//               member of the level above; ascending by year, level and member
//     groups    u64 n, n times: key, totals; ascending by key, null last
//     key       for each part u8 1 and a text, or u8 0 for null
//     totals    8 x i64 records by outcome and cost (PlainSums); learners; i128 scheduled,
//               attended, hours_planned, hours_received, staff_hours, uncosted_hours, staff_cost,
//               capital_cost; i192 squares of hours received; i64 censored; u8 n and n x u64 roles;
//               carried; measures
//     learners  8 x i64 records without an id, by outcome and cost; where keyed: 8 times the ids of
//               the learners with such a record, u64 n and n x u64, ascending
//     carried   u32 n, n times: u32 position among columns, i64 n > 0, i128 sum; columns of numbers
//               that are no dimension, ascending
//     measures  u32 n, n times: text id; i64 records, pairs; i128 baseline, actual, gain; i192
//               squares of baseline, of actual, products of both; i64 with_target, targets_met,
//               ratio_gains; i192 ratio gains; 3 x i64 by ReliableChange; i64 costed_gains; i128
//               costed_gain, cost_of_gain; ascending by id
//
//     text      u32 n and n bytes; u8, u32, u64 without, i64, i128, i192 with a sign (two's
//               complement)
#pragma once

#include <cstdint>
#include <string_view>

#include "siphash.hpp"

namespace effaith {

inline constexpr std::string_view kStateMagic = "effaroll";
inline constexpr std::uint32_t kStateVersion = 1;
/// Above this many records a sum might not fit; nobody has them.
inline constexpr std::int64_t kMostRecords = std::int64_t{1} << 60;
inline constexpr SipKey kStateKey{0x6566666169746820U, 0x726F6C6C2D757073U};

}  // namespace effaith
