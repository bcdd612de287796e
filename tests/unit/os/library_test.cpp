#include "os/library.hpp"

#include "catch.hpp"
#include "os/pages.hpp"
#include "os/processor.hpp"

TEST_CASE("the first library that is there is taken, and its functions are found") {
  const edca::os::Library none{"libno-such-thing.so.9"};
  CHECK_FALSE(none);
  CHECK(none.function<int (*)(int)>("abs") == nullptr);
  const edca::os::Library c{"libno-such-thing.so.9", "libc.so.6", "libSystem.dylib"};
  REQUIRE(c);
  const auto absolute = c.function<int (*)(int)>("abs");
  REQUIRE(absolute != nullptr);
  CHECK(absolute(-7) == 7);
  CHECK(c.function<int (*)(int)>("no_such_function_at_all") == nullptr);
}

TEST_CASE("pages are zeros, and go with what they are moved to") {
  edca::os::Pages pages(1 << 16, false);
  CHECK(pages.data()[0] == 0);
  pages.data()[65535] = 'x';
  edca::os::Pages other = std::move(pages);
  CHECK(other.data()[65535] == 'x');
  CHECK(other.size() == 1 << 16);
  CHECK(edca::os::processors() >= 1);
}
