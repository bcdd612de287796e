#include "base/csv.hpp"

#include <random>

#include "catch.hpp"
#include "edca/error.hpp"

namespace {

using edca::base::parse_csv;
using edca::base::Row;
using edca::base::write_csv_row;

using Rows = std::vector<Row>;

std::string line_of_error(std::string_view text) {
  try {
    parse_csv(text, "list.csv");
  } catch (const edca::Error& error) {
    CHECK(error.key() == "csv.syntax");
    CHECK(error.kind() == edca::ErrorKind::schema);
    CHECK(error.arguments().at(0) == std::pair<std::string, std::string>{"name", "list.csv"});
    CHECK(error.arguments().at(1).first == "line");
    return error.arguments().at(1).second;
  }
  return "none";
}

}  // namespace

TEST_CASE("CSV rows and fields") {
  CHECK(parse_csv("Code,Title\nopen,Abierta\n", "") ==
        Rows{{"Code", "Title"}, {"open", "Abierta"}});
  CHECK(parse_csv("\xEF\xBB\xBF\"Code\",b\r\n1,2", "") == Rows{{"Code", "b"}, {"1", "2"}});
  CHECK(parse_csv("a,,\n,\n", "") == Rows{{"a", "", ""}, {"", ""}});
  CHECK(parse_csv("\n\r\na\n\n\nb\n\n", "") == Rows{{"a"}, {"b"}});
  CHECK(parse_csv("", "").empty());
  CHECK(parse_csv("\"\"\n", "") == Rows{{""}});
  CHECK(parse_csv("a\r", "") == Rows{{"a"}});
  CHECK(parse_csv("a\rb", "") == Rows{{"a\rb"}});
}

TEST_CASE("CSV quotes") {
  CHECK(parse_csv("\"a \"\"b\"\",\r\nc\",d", "") == Rows{{"a \"b\",\r\nc", "d"}});
  CHECK(parse_csv("a\"b,\"c\"d", "") == Rows{{"a\"b", "cd"}});
}

TEST_CASE("an unterminated CSV quote is an error at its line") {
  CHECK(line_of_error("a\nb,\"c\nd") == "2");
  CHECK(line_of_error("\"x\ny\"\n\n\"") == "4");
  CHECK(line_of_error("\"a\"\"") == "1");
  CHECK(line_of_error("\"a\"") == "none");
}

TEST_CASE("CSV is quoted only where needed") {
  std::string out;
  write_csv_row({"a b", "c,d", "e\"f", "g\nh", ""}, out);
  write_csv_row({""}, out);
  write_csv_row({"", ""}, out);
  CHECK(out == "a b,\"c,d\",\"e\"\"f\",\"g\nh\",\n\"\"\n,\n");
}

TEST_CASE("CSV that is written is read back the same") {
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    Rows rows(random() % 5);
    std::string text;
    for (Row& row : rows) {
      row.resize(1 + random() % 4);
      for (std::string& field : row) {
        for (std::size_t k = random() % 6; k > 0; --k) field += ",\"\n\raé;"[random() % 8];
      }
      write_csv_row(row, text);
    }
    CHECK(parse_csv(text, "") == rows);
  }
}
