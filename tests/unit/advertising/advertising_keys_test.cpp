#include "advertising/keys.hpp"

#include "catch.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>

using edca::advertising::Key;
using edca::advertising::key_of;
using edca::advertising::KeyRows;
using edca::advertising::Sums;
using edca::base::Decimal;

TEST_CASE("keys know the row in which they stand first") {
  KeyRows keys;
  for (std::uint64_t row = 1000; row > 0; --row) keys.add(key_of(std::to_string(row % 700)), row);
  keys.finish();
  CHECK(keys.first(key_of("5")) == 5);
  CHECK(keys.times(key_of("5")) == 2);
  CHECK(keys.first(key_of("500")) == 500);
  CHECK(keys.times(key_of("500")) == 1);
  CHECK(keys.first(key_of("700")) == 0);
  CHECK(keys.times(key_of("700")) == 0);
  CHECK(KeyRows().first(key_of("")) == 0);
}

TEST_CASE("sums are exact, and not there where a part is none") {
  Sums sums;
  const Decimal tenth = *Decimal::read("0.1");
  for (int time = 0; time < 3; ++time)
    for (int key = 0; key < 5000; ++key) sums.add(key_of(std::to_string(key)), &tenth);
  sums.add(key_of("7"), nullptr);
  for (int key = 0; key < 5000; ++key) {
    const Sums::Sum* sum = sums.find(key_of(std::to_string(key)));
    REQUIRE(sum != nullptr);
    CHECK(sum->value == *Decimal::read("0.3"));
    CHECK(sum->whole == (key != 7));
  }
  CHECK(sums.find(key_of("5000")) == nullptr);
  CHECK(Sums().find(Key{1}) == nullptr);
  const Decimal most = *Decimal::read("900000000000000000000000");
  Sums large;
  for (int time = 0; time < 200'000; ++time) large.add(1, &most);
  CHECK_FALSE(large.find(1)->whole);
}

TEST_CASE("what stands more than once is known of many keys") {
  for (const std::uint64_t count : {10u, 5000u, 100'000u}) {
    edca::advertising::RepeatedKeys keys;
    for (std::uint64_t at = 0; at < count; ++at) keys.add(key_of(std::to_string(at)));
    for (std::uint64_t at = 0; at < count; at += 7) keys.add(key_of(std::to_string(at)));
    keys.finish();
    std::uint64_t wrong = 0;
    for (std::uint64_t at = 0; at < count; ++at)
      wrong += keys.contains(key_of(std::to_string(at))) == (at % 7 == 0) ? 0 : 1;
    CHECK(wrong == 0);
  }
}

TEST_CASE("keys of texts of all lengths differ") {
  std::set<std::string> texts;
  for (const char sign : {'a', 'b', '\0'})
    for (std::size_t size = 0; size < 300; ++size) {
      std::string text(size, 'x');
      if (size > 0) text[size * 7 / 11] = sign;
      texts.insert(std::move(text));
    }
  std::set<Key> keys;
  for (const std::string& text : texts) keys.insert(key_of(text));
  for (const std::string& text : texts) keys.insert(edca::advertising::join(key_of(text), 1));
  CHECK(keys.size() == texts.size() * 2);
}
