#pragma once
// Catch2 v2 (one header, Debian 12) and v3 (split headers) alike.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif
