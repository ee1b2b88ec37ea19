// The main() of the tests, where the installed library has none for this word size.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
