#include "json/canonical.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <stdexcept>

#include "catch.hpp"

namespace {

using edca::base::Hash128;
using edca::base::KeyedHash;
using edca::json::canonical_element_hashes;
using edca::json::canonical_hash;

std::string repeated(std::string_view text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string hex(const Hash128& hash) {
  static constexpr char digits[] = "0123456789abcdef";
  std::string out;
  for (const std::uint64_t word : {hash.low, hash.high}) {
    for (unsigned i = 0; i < 8; ++i) {
      out += digits[word >> (8 * i + 4) & 15];
      out += digits[word >> (8 * i) & 15];
    }
  }
  return out;
}

// Writes one JSON value in a way of its own each time: order of members, white space, escapes,
// forms of numbers. `plain` gets the value in one fixed way.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : random_(seed) {}

  std::pair<std::string, std::vector<std::string>> value(int depth) {
    switch (random_() % (depth > 0 ? 5 : 3)) {
      case 0:
        return number();
      case 1:
        return string();
      case 2:
        return literal();
      case 3:
        return array(depth);
      default:
        return object(depth);
    }
  }

 private:
  using Forms = std::pair<std::string, std::vector<std::string>>;

  std::string space() { return std::string(random_() % 3, " \n\t\r"[random_() % 4]); }

  Forms number() {
    const std::string digits = std::to_string(1 + random_() % 99);
    return {"n" + digits,
            {digits, digits + ".0", digits + "0e-1",
             "0." + digits + "e" + std::to_string(digits.size()), digits + "E+00"}};
  }

  Forms string() {
    static const Forms forms[] = {{"s1", {"\"1\"", R"("\u0031")"}},
                                  {"sn", {"\"ñ\"", R"("\u00F1")", R"("\u00f1")"}},
                                  {"sq", {R"("\"\/")", R"("\u0022/")"}},
                                  {"se", {"\"😀\"", R"("\ud83d\ude00")"}},
                                  {"s", {"\"\""}}};
    return forms[random_() % 5];
  }

  Forms literal() {
    static const Forms forms[] = {{"t", {"true"}}, {"f", {"false"}}, {"z", {"null"}}};
    return forms[random_() % 3];
  }

  std::string pick(const std::vector<std::string>& forms) {
    return space() + forms[random_() % forms.size()] + space();
  }

  Forms array(int depth) {
    std::string plain = "[";
    std::vector<Forms> elements;
    for (std::size_t i = random_() % 4; i > 0; --i) elements.push_back(value(depth - 1));
    for (const Forms& element : elements) plain += element.first + ",";
    Forms forms{plain + "]", {}};
    for (int i = 0; i < 3; ++i) {
      std::string text;
      for (const Forms& element : elements)
        text += (text.empty() ? "" : ",") + pick(element.second);
      forms.second.push_back("[" + space() + text + "]");
    }
    return forms;
  }

  Forms object(int depth) {
    std::map<std::string, Forms> members;
    for (std::size_t i = random_() % 5; i > 0; --i) {
      members[std::string(1, "abcdef"[random_() % 6])] = value(depth - 1);
    }
    Forms forms{"{", {}};
    for (const auto& [key, member] : members) forms.first += key + ":" + member.first + ",";
    forms.first += "}";
    std::vector<std::string> keys;
    for (const auto& member : members) keys.push_back(member.first);
    for (int i = 0; i < 3; ++i) {
      std::shuffle(keys.begin(), keys.end(), random_);
      std::string text;
      for (const std::string& key : keys) {
        if (random_() % 4 == 0) text += "\"" + key + "\":\"overridden\",";
        text += space() + "\"" + key + "\"" + space() + ":" + pick(members[key].second) + ",";
      }
      if (!text.empty()) text.pop_back();
      forms.second.push_back("{" + text + space() + "}");
    }
    return forms;
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("SipHash-2-4-128 gives the published values") {
  const KeyedHash hash(0x0706050403020100, 0x0f0e0d0c0b0a0908);
  std::string bytes;
  for (int i = 0; i < 64; ++i) bytes += static_cast<char>(i);
  const std::string_view view = bytes;
  CHECK(hex(hash.hash(view.substr(0, 0))) == "a3817f04ba25a8e66df67214c7550293");
  CHECK(hex(hash.hash(view.substr(0, 1))) == "da87c1d86b99af44347659119b22fc45");
  CHECK(hex(hash.hash(view.substr(0, 7))) == "a1f1ebbed8dbc153c0b84aa61ff08239");
  CHECK(hex(hash.hash(view.substr(0, 8))) == "3b62a9ba6258f5610f83e264f31497b4");
  CHECK(hex(hash.hash(view.substr(0, 15))) == "5493e99933b0a8117e08ec0f97cfc3d9");
  CHECK(hex(hash.hash(view.substr(0, 63))) == "5150d1772f50834a503e069a973fbd7c");
  CHECK(hash.hash(0x0706050403020100, view.substr(8, 20)) == hash.hash(view.substr(0, 28)));
}

TEST_CASE("the key of the process is one, other keys give other hashes") {
  CHECK(KeyedHash().hash("text") == KeyedHash().hash("text"));
  CHECK(KeyedHash(1, 2).hash("text") != KeyedHash(1, 3).hash("text"));
  CHECK(KeyedHash(1, 2).hash("text") != KeyedHash(2, 2).hash("text"));
}

TEST_CASE("bytes of any length hash apart") {
  const KeyedHash hash;
  std::set<Hash128> seen;
  for (std::size_t size = 0; size < 600; ++size) {
    seen.insert(hash.hash(std::string(size, '\0')));
    seen.insert(hash.hash(7, std::string(size, 'x')));
  }
  CHECK(seen.size() == 1200);
}

TEST_CASE("typed parts do not run into one another") {
  const KeyedHash hash;
  using Mixer = KeyedHash::Mixer;
  const std::set<Hash128> seen = {
      Mixer(hash, 0).finish(),
      Mixer(hash, 1).finish(),
      Mixer(hash, 0).add(std::uint64_t{1}).finish(),
      Mixer(hash, 0).add(std::uint64_t{1}).add(std::uint64_t{1}).finish(),
      Mixer(hash, 0).add(std::string_view("a")).add(std::string_view("bc")).finish(),
      Mixer(hash, 0).add(std::string_view("ab")).add(std::string_view("c")).finish(),
      Mixer(hash, 0).add(std::string_view("abc")).finish(),
      Mixer(hash, 0).add(hash.hash("abc")).finish(),
      Mixer(hash, 0).add(Hash128{1, 1}).finish()};
  CHECK(seen.size() == 9);
  Mixer mixer(hash, 5);
  mixer.add(std::string_view("x"));
  CHECK(mixer.finish() == mixer.finish());
  CHECK(mixer.finish() == Mixer(hash, 5).add(std::string_view("x")).finish());
}

TEST_CASE("equal JSON values hash equal") {
  const auto same = [](std::string_view left, std::string_view right) {
    return canonical_hash(left) == canonical_hash(right);
  };
  CHECK(same(R"({"a":1,"b":[2.50,"x"]})", " { \"b\" : [ 25e-1 , \"\\u0078\" ] , \"a\" : 1.0 }\n"));
  CHECK(same(R"({"a":1,"a":2})", R"({"a":2})"));
  CHECK(same(R"({"a":1,"\u0061":2,"b":0})", R"({"b":0,"a":2})"));
  CHECK(same("-0.0", "0e999999999999999999999"));
  CHECK(same("1e400", "10e399"));
  CHECK(same("[1e400,1]", "[10e399,1.0]"));
  CHECK_FALSE(same(R"({"a":1,"a":2})", R"({"a":1})"));
  CHECK_FALSE(same("1e400", "1e401"));
  CHECK_FALSE(same("[1,2]", "[2,1]"));
  CHECK_FALSE(same("9007199254740993", "9007199254740992"));
}

TEST_CASE("different JSON values hash apart") {
  const char* const texts[] = {"null",
                               "true",
                               "false",
                               "0",
                               "1",
                               "-1",
                               "\"1\"",
                               "\"true\"",
                               "\"null\"",
                               "\"\"",
                               "[]",
                               "{}",
                               "[[]]",
                               "[{}]",
                               "[null]",
                               "[0]",
                               "[1]",
                               "[\"1\"]",
                               "[1,1]",
                               "[[1],1]",
                               "[1,[1]]",
                               "[[1,1]]",
                               "{\"\":null}",
                               "{\"a\":1}",
                               "{\"1\":\"a\"}",
                               "{\"a\":\"1\"}",
                               "{\"a\":{}}",
                               "{\"a\":[]}",
                               "{\"a\":1,\"b\":2}",
                               "{\"a\":2,\"b\":1}",
                               "[\"a\",1]",
                               "[\"a\",1,\"b\",2]",
                               "\"1e0\"",
                               "[\"ab\",\"c\"]",
                               "[\"a\",\"bc\"]",
                               "{\"a\":{\"b\":1}}",
                               "{\"a\":{},\"b\":1}",
                               "\"\\u0000\""};
  std::set<Hash128> seen;
  for (const char* text : texts) seen.insert(canonical_hash(text));
  CHECK(seen.size() == std::size(texts));
}

TEST_CASE("hashes of random values agree exactly with equality") {
  RandomText random(2024);
  std::map<std::string, Hash128> by_value;
  std::map<Hash128, std::string> by_hash;
  for (int i = 0; i < 3000; ++i) {
    const auto [plain, forms] = random.value(4);
    for (const std::string& text : forms) {
      INFO(text);
      const Hash128 hash = canonical_hash(text);
      CHECK(by_value.emplace(plain, hash).first->second == hash);
      CHECK(by_hash.emplace(hash, plain).first->second == plain);
    }
  }
  CHECK(by_value.size() > 500);
}

TEST_CASE("elements of an array hash as they would alone") {
  std::vector<Hash128> hashes{Hash128{1, 2}};
  canonical_element_hashes(R"([1, "1", [1,[2]], {"a":[1]}, 1.0, 1e400, []])", hashes);
  REQUIRE(hashes.size() == 8);
  CHECK(hashes[0] == Hash128{1, 2});
  const char* const texts[] = {"1", "\"1\"", "[1,[2]]", "{\"a\":[1]}", "1", "1e400", "[]"};
  for (std::size_t i = 0; i < 7; ++i) CHECK(hashes[i + 1] == canonical_hash(texts[i]));
  hashes.clear();
  canonical_element_hashes(" [ ] ", hashes);
  CHECK(hashes.empty());
}

TEST_CASE("what is no JSON text cannot be hashed") {
  for (const std::string text : {"", " ", "[", "1 2", "[1,]", "\"\xFF\"", "\"\\ud80\"", "nul"}) {
    CHECK_THROWS_AS(canonical_hash(text), std::invalid_argument);
  }
  CHECK_THROWS_AS(canonical_hash(std::string_view("1\0", 2)), std::invalid_argument);
  CHECK_NOTHROW(canonical_hash(repeated("[", 512) + repeated("]", 512)));
  CHECK_THROWS_AS(canonical_hash(repeated("[", 513) + repeated("]", 513)), std::invalid_argument);
  CHECK_THROWS_AS(canonical_hash(repeated("{\"a\":", 513) + "1" + repeated("}", 513)),
                  std::invalid_argument);
  std::vector<Hash128> hashes{Hash128{1, 2}};
  for (const char* text : {"{}", "{\"a\":[1]}", "1", "[1,2", "[1] 2", "[1,1e400", "[1e400,2"}) {
    CHECK_THROWS_AS(canonical_element_hashes(text, hashes), std::invalid_argument);
    CHECK(hashes == std::vector<Hash128>{{1, 2}});
  }
}

TEST_CASE("half a surrogate pair counts as U+FFFD") {
  const Hash128 replaced = canonical_hash(R"(["\uFFFD", "a\uFFFD"])");
  CHECK(canonical_hash(R"(["\ud800","a\uDFFF"])") == replaced);
  CHECK(canonical_hash(R"(["\udc00","a\ud83d"])") == replaced);
  CHECK(canonical_hash(R"(["\\ud800","a\uFFFD"])") != replaced);
  CHECK(canonical_hash(R"("\ud83d\ude00")") == canonical_hash("\"\xF0\x9F\x98\x80\""));
}

TEST_CASE("an object of many members is hashed in no time") {
  std::string forwards;
  std::string backwards;
  for (int i = 0; i < 100000; ++i) {
    forwards += ",\"k" + std::to_string(i) + "\":" + std::to_string(i);
    backwards += ",\"k" + std::to_string(99999 - i) + "\":" + std::to_string(99999 - i);
  }
  forwards[0] = backwards[0] = '{';
  CHECK(canonical_hash(forwards + "}") == canonical_hash(backwards + "}"));
}

TEST_CASE("Of several equal elements those are told that come first") {
  using edca::json::find_equal_elements;
  CHECK_FALSE(find_equal_elements("[]"));
  CHECK_FALSE(find_equal_elements(R"([1, "1", [1], {"a": 1}])"));
  const auto found =
      find_equal_elements(R"([7, 8, {"a": 1, "b": 2}, {"b": 2.0, "a": 1}, 8, 7, 7])");
  REQUIRE(found);
  CHECK(found->first == 2);
  CHECK(found->second == 3);
  std::string pairs = "[0, 0";
  for (int at = 1; at < 64; ++at) {
    pairs += ", " + std::to_string(at) + ", " + std::to_string(at);
  }
  const auto first = find_equal_elements(pairs + "]");
  REQUIRE(first);
  CHECK(first->second == 1);
}
