#include "json/equal.hpp"

#include "catch.hpp"
#include "json/canonical.hpp"
#include "json/value.hpp"
#include "merge/difference.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using edca::json::canonical_hash;
using edca::json::content_hash;
using edca::json::Tree;

namespace {

/// All that compares JSON values must agree; answers what it says.
bool same(const std::string& a, const std::string& b) {
  Tree tree;
  const auto first = tree.parse(a).root;
  const auto second = tree.parse(b).root;
  const edca::json::Node& left = tree.at(first);
  const edca::json::Node& right = tree.at(second);
  const bool equal = edca::json::equal(left, right);
  INFO(a << " and " << b);
  CHECK(edca::json::equal(right, left) == equal);
  CHECK((content_hash(left) == content_hash(right)) == equal);
  CHECK((canonical_hash(a) == canonical_hash(b)) == equal);
  CHECK((edca::json::parse(a, "") == edca::json::parse(b, "")) == equal);
  // Lists of objects with ids are the same in any order there.
  if (equal) CHECK(edca::merge::differences(left, right).empty());
  const std::string list = std::string("[").append(a).append(",").append(b).append("]");
  CHECK(edca::json::find_equal_elements(list).has_value() == equal);
  return equal;
}

/// A JSON value that can be written in many ways, each drawn by chance.
struct Made {
  enum class Kind { literal, number, text, array, object } kind = Kind::literal;
  std::string text;            ///< of a literal; decoded of a text; the digits of a number
  int exponent = 0;            ///< of a number
  std::vector<Made> children;  ///< elements, or the values of members
  std::vector<std::string> keys;
};

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}

  unsigned below(unsigned end) { return static_cast<unsigned>(random_() % end); }

  Made make(int depth) {
    Made made;
    made.kind = static_cast<Made::Kind>(below(depth > 0 ? 5 : 3));
    switch (made.kind) {
      case Made::Kind::literal:
        made.text = std::vector<std::string>{"null", "true", "false"}[below(3)];
        break;
      case Made::Kind::number:
        number(made);
        break;
      case Made::Kind::text:
        made.text = word();
        break;
      default:
        container(made, depth);
    }
    return made;
  }

  /// One place is another value.
  void change(Made& made) {
    if (!made.children.empty() && below(4) != 0) {
      return change(made.children[below(static_cast<unsigned>(made.children.size()))]);
    }
    switch (made.kind) {
      case Made::Kind::literal:
        made.text = made.text == "null" ? "false" : "null";
        break;
      case Made::Kind::number:
        made.text += "7";
        made.exponent -= below(2) == 0 ? 1 : 0;
        break;
      case Made::Kind::text:
        made.text += "x";
        break;
      case Made::Kind::array:
        made.children.push_back(make(0));
        break;
      case Made::Kind::object:
        made.keys.push_back("new");
        made.children.push_back(make(0));
    }
  }

  std::string write(const Made& made) {
    switch (made.kind) {
      case Made::Kind::literal:
        return made.text;
      case Made::Kind::number:
        return write_number(made);
      case Made::Kind::text:
        return write_text(made.text);
      default:
        return write_container(made);
    }
  }

 private:
  void number(Made& made) {
    // Around the widths at which programs change their way of counting.
    const unsigned sizes[] = {1, 2, 5, 15, 16, 18, 19, 20, 21, 40};
    for (unsigned size = sizes[below(10)]; size > 0; --size) {
      made.text += static_cast<char>('0' + below(below(3) == 0 ? 10 : 2));
    }
    made.exponent = static_cast<int>(below(50)) - 25;
    if (below(20) == 0) made.exponent *= 1000;
  }

  std::string word() {
    const std::vector<std::string> words = {"",
                                            "a",
                                            "ab",
                                            "año",
                                            "a/b\"c\\",
                                            "\n",
                                            "identifier",
                                            "\xF0\x9F\x98\x80",
                                            "seventeen letters",
                                            "x of more than two words of eight bytes"};
    return words[below(static_cast<unsigned>(words.size()))];
  }

  void container(Made& made, int depth) {
    for (unsigned count = below(5); count > 0; --count) {
      const std::string key = word() + std::to_string(count);
      made.children.push_back(make(depth - 1));
      if (made.kind == Made::Kind::object) made.keys.push_back(key);
    }
  }

  /// The same number: zeros behind, an exponent, a point.
  std::string write_number(const Made& made) {
    std::string digits = made.text;
    const std::size_t first = digits.find_first_not_of('0');
    digits = first == std::string::npos ? "0" : digits.substr(first);
    long exponent = made.exponent;
    const unsigned more = digits == "0" ? 0 : below(4);
    digits.append(more, '0');
    exponent -= more;
    if (exponent < 0 && exponent > -60 && below(2) == 0) {
      const auto places = static_cast<std::size_t>(-exponent);
      if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
      return digits.insert(digits.size() - places, ".");
    }
    if (exponent >= 0 && exponent < 60 && below(2) == 0) {
      return digits == "0" ? digits : digits.append(static_cast<std::size_t>(exponent), '0');
    }
    if (digits.size() > 1 && below(2) == 0) {
      exponent += static_cast<long>(digits.size()) - 1;
      digits.insert(1, ".");
    }
    const bool plus = exponent >= 0 && below(2) == 0;
    return digits + (below(2) == 0 ? "e" : "E") + (plus ? "+" : "") + std::to_string(exponent);
  }

  std::string write_text(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
      const bool plain = static_cast<unsigned char>(c) >= 0x20;
      if (!plain || ((c == '"' || c == '\\') && below(2) == 0) ||
          (static_cast<unsigned char>(c) < 0x80 && below(6) == 0)) {
        constexpr char digits[] = "0123456789abcdef";
        out.append("\\u00").append(1, digits[c >> 4]).append(1, digits[c & 15]);
      } else if (c == '"' || c == '\\' || (c == '/' && below(2) == 0)) {
        out.append(1, '\\').append(1, c);
      } else {
        out += c;
      }
    }
    return out + "\"";
  }

  std::string write_container(const Made& made) {
    const bool object = made.kind == Made::Kind::object;
    std::vector<std::size_t> order(made.children.size());
    for (std::size_t at = 0; at < order.size(); ++at) order[at] = at;
    if (object) std::shuffle(order.begin(), order.end(), random_);
    std::string out;
    for (const std::size_t at : order) {
      if (!out.empty()) out += below(3) == 0 ? " , " : ",";
      if (object) out += write_text(made.keys[at]) + ":";
      out += write(made.children[at]);
    }
    return (object ? "{" : "[") + out + (object ? "}" : "]");
  }

  std::mt19937 random_;
};

}  // namespace

TEST_CASE("equality: the same values, whatever compares them", "[equal]") {
  CHECK(same("10", "10.0"));
  CHECK(same("10", "1e1"));
  CHECK(same("0", "-0.00e7"));
  CHECK(same("1500000.10", "15000001e-1"));
  CHECK(same("1234567890123456789", "1234567890123456789.000"));
  CHECK(same("100000000000000000000", "1e20"));
  CHECK(same("1e99999999999999999999", "10e99999999999999999998"));
  CHECK(same(R"({"a":1,"b":[true]})", R"({"b":[true],"a":1e0})"));
  CHECK(same(R"("\u00f3\/")", "\"ó/\""));
  CHECK(same(R"({"\u0061":1})", R"({"a":1})"));
  CHECK(same(R"({"a":1,"b":2,"a":3})", R"({"a":3,"b":2})"));
}

TEST_CASE("equality: other values, whatever compares them", "[equal]") {
  CHECK_FALSE(same("1", "true"));
  CHECK_FALSE(same("0", "null"));
  CHECK_FALSE(same("1", "\"1\""));
  CHECK_FALSE(same("1", "-1"));
  CHECK_FALSE(same("0.1", "0.10000000000000000001"));
  CHECK_FALSE(same("10000000000000001", "10000000000000002"));
  CHECK_FALSE(same("1E400", "1e999"));
  CHECK_FALSE(same("[1,2]", "[2,1]"));
  CHECK_FALSE(same("[[]]", "[{}]"));
  CHECK_FALSE(same("[[],1]", "[[1]]"));
  CHECK_FALSE(same(R"({"a":1})", R"({"a":1,"b":null})"));
  CHECK_FALSE(same(R"({"a":"b"})", R"({"b":"a"})"));
  CHECK_FALSE(same(R"({"a":1,"b":2})", R"({"a":2,"b":1})"));
}

TEST_CASE("equality: values written in any way, and with one place changed", "[equal]") {
  Maker maker(7);
  for (int round = 0; round < 3000; ++round) {
    Made made = maker.make(4);
    const std::string text = maker.write(made);
    CHECK(same(text, maker.write(made)));
    maker.change(made);
    CHECK_FALSE(same(text, maker.write(made)));
  }
}

TEST_CASE("equality: short texts of any length have hashes of their own", "[equal]") {
  std::vector<std::uint64_t> hashes;
  for (int number = 0; number < 200000; ++number) {
    Tree tree;
    const auto root = tree.parse("{\"id\":\"" + std::to_string(number) + "\"}").root;
    hashes.push_back(content_hash(tree.at(root)));
  }
  std::sort(hashes.begin(), hashes.end());
  CHECK(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
}
