#include "pages/terms.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "catch.hpp"
#include "json/value.hpp"
#include "pages/shards.hpp"

namespace {

using edca::pages::Ordinals;
using edca::pages::Shard;
using edca::pages::Terms;

struct Made {
  std::vector<std::string> firsts;
  std::vector<std::string> bodies;
  std::map<std::string, std::string> postings;
};

/// The words of many processes: "every" in all of them, "third" in each third one, each one's own.
Made made(std::uint64_t memory, std::uint32_t processes) {
  Terms terms(memory, {});
  for (std::uint32_t at = 0; at < processes; ++at) {
    terms.add("every", at);
    if (at % 3 == 0) terms.add("third", at);
    terms.add("own" + std::to_string(at), at);
  }
  Made result;
  result.firsts = terms.finish([&](const Shard& shard) {
    CHECK(shard.name == "terms/" + std::to_string(result.bodies.size()));
    result.bodies.push_back(shard.body);
    const edca::json::Value body = edca::json::parse(shard.body, "");
    for (const auto& [word, text] : body.as_object())
      result.postings.emplace(word, text.as_string());
  });
  return result;
}

}  // namespace

TEST_CASE("words lead to their processes") {
  const Made terms = made(1 << 20, 10);
  Ordinals third;
  for (const std::uint32_t at : {0u, 3u, 6u, 9u}) third.add(at);
  CHECK(terms.postings.size() == 12);
  CHECK(terms.postings.at("third") == third.text());
  CHECK(terms.postings.at("third") == "AAMDAw==");
  CHECK(terms.postings.at("own9") == "CQ==");
  CHECK(terms.firsts == std::vector<std::string>{"every"});
}

TEST_CASE("shards of words have an order and a size, and memory changes nothing") {
  const Made usual = made(std::uint64_t{64} << 20, 20'000);
  const Made little = made(64 << 10, 20'000);
  CHECK(usual.bodies.size() > 3);
  CHECK(usual.bodies == little.bodies);
  CHECK(usual.firsts == little.firsts);
  CHECK(usual.firsts.size() == usual.bodies.size());
  CHECK(std::is_sorted(usual.firsts.begin(), usual.firsts.end()));
  CHECK(usual.postings.size() == 20'002);
}

TEST_CASE("no words make no shard") {
  CHECK(made(1 << 20, 0).firsts.empty());
  CHECK(made(1 << 20, 0).bodies.empty());
}

TEST_CASE("numbers in groups of seven bits come back") {
  std::string bytes;
  for (const std::uint32_t number : {0u, 127u, 128u, 300u, 0xFFFFFFFFu})
    edca::pages::append_varint(number, bytes);
  CHECK(bytes.size() == 1 + 1 + 2 + 2 + 5);
  std::string_view left = bytes;
  for (const std::uint32_t number : {0u, 127u, 128u, 300u, 0xFFFFFFFFu})
    CHECK(edca::pages::take_varint(left) == number);
  CHECK(left.empty());
}
