#include "sheets/csv_reader.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "catch.hpp"

namespace {

/// A text that comes in pieces of a few bytes.
class Pieces final : public edca::io::Source {
 public:
  Pieces(std::string text, std::size_t piece) : text_(std::move(text)), piece_(piece) {}
  std::size_t read(char* data, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, text_.size() - at_});
    std::memcpy(data, text_.data() + at_, count);
    at_ += count;
    return count;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

using Rows = std::vector<std::vector<std::string>>;

Rows read(const std::string& text, std::size_t piece = 1000,
          std::vector<std::uint64_t>* lines = nullptr) {
  edca::sheets::CsvReader reader(std::make_unique<Pieces>(text, piece), {});
  Rows rows;
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    rows.emplace_back(fields.begin(), fields.end());
    if (lines != nullptr) lines->push_back(reader.line());
  }
  return rows;
}

}  // namespace

TEST_CASE("records of CSV come out field by field, whatever the pieces") {
  const std::string text =
      "\xEF\xBB\xBF"
      "a,b,c\r\n1,\"x,\"\"y\"\"\r\nz\",\r\n\r\n,,\n\"\",q\"r,\"s\"t\"u\rlast";
  const Rows expected = {
      {"a", "b", "c"}, {"1", "x,\"y\"\r\nz", ""}, {"", "", ""}, {"", "q\"r", "st\"u"}, {"last"}};
  for (const std::size_t piece : {1u, 2u, 3u, 7u, 1000u}) {
    INFO(piece);
    CHECK(read(text, piece) == expected);
  }
}

TEST_CASE("a record is where its line begins") {
  std::vector<std::uint64_t> lines;
  read("a\r\n\"x\n\ny\"\nb\r\rc\n", 1000, &lines);
  CHECK(lines == std::vector<std::uint64_t>{1, 2, 5, 7});
}

TEST_CASE("a quote that is not closed takes the rest") {
  edca::sheets::CsvReader reader(std::make_unique<Pieces>("a,\"b\nc", 2), {});
  std::vector<std::string_view> fields;
  REQUIRE(reader.next(fields));
  CHECK(reader.unclosed());
  CHECK(fields == std::vector<std::string_view>{"a", "b\nc"});
  CHECK_FALSE(reader.next(fields));
}

TEST_CASE("long texts are read as those that come byte by byte") {
  // Quotes in all places where they may stand, and line breaks of all kinds, behind and in front of
  // enough bytes to be looked at in blocks.
  const std::vector<std::string> cells = {
      "",         "plain",        "\"quoted\"", "\"a \"\"b\"\", c\"", "\"two\nlines\"", "q\"r",
      "\"s\"t\"", "\"\"\"\"",     "á, é",       "\"x\r\ny\"",         "\"\"",           "1234.5",
      "\"a\" b",  "\"\"\"a\"\"\""};
  const std::vector<std::string> ends = {"\n", "\r\n", "\r", "\n\n"};
  std::string text;
  for (std::size_t at = 0; text.size() < 600'000; ++at) {
    for (std::size_t column = 0; column < at % 7 + 1; ++column) {
      text += cells[(at * 31 + column * 17 + at / 13) % cells.size()];
      text += ',';
    }
    text += ends[(at + at / 5) % ends.size()];
  }
  std::vector<std::uint64_t> lines;
  std::vector<std::uint64_t> expected;
  const Rows slow = read(text, 1, &expected);
  REQUIRE(slow.size() > 10'000);
  for (const std::size_t piece : {100u, 4096u, 1'000'000u}) {
    lines.clear();
    CHECK((read(text, piece, &lines) == slow));
    CHECK((lines == expected));
  }
}
