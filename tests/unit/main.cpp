// For a Catch2 v2 that was built without its library with a main function.
#define CATCH_CONFIG_MAIN
#include "catch.hpp"
