// Loops over lanes for the widest instructions that the processor at hand has.
//
// What ships runs on every processor of its kind; a function marked EFFAITH_WIDE is compiled a
// second time for wider ones, and the choice is made once, when the library is loaded. Both give
// the same bits: + - * / are rounded the same at every width, and nothing is fused.
#pragma once

#include <cstdint>  // says which C library this is

#if defined(__x86_64__) && defined(__linux__) && defined(__GLIBC__) && defined(__GNUC__) && \
    !defined(__clang__) && !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
#define EFFAITH_WIDE __attribute__((target_clones("default", "avx2", "arch=x86-64-v4")))
#else
#define EFFAITH_WIDE
#endif
