// How many times a program has asked for memory: its operator new counts.
#pragma once

#include <cstddef>

std::size_t counted_allocations();
