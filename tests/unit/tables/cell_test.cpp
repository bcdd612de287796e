#include "tables/cell.hpp"

#include <string>
#include <utility>

#include "catch.hpp"

namespace {

using edca::tables::Numbers;
using edca::tables::Type;

struct Written {
  bool exact = false;
  std::string cell;
};

Written written(const std::string& json, Type type, Numbers numbers = Numbers::texts) {
  edca::json::Tree tree;
  const auto read = tree.parse(json);
  REQUIRE(read.error == edca::json::ReadError::none);
  Written made;
  made.exact = write_cell(tree.at(read.root), type, numbers, made.cell);
  return made;
}

std::string read(const std::string& cell, Type type) {
  std::string json;
  return read_cell(cell, type, json) ? json : "refused";
}

/// A value that its cell alone gives back.
void check_exact(const std::string& json, Type type, const std::string& cell) {
  INFO(json);
  const Written made = written(json, type);
  CHECK(made.exact);
  CHECK(made.cell == cell);
  CHECK(read(made.cell, type) == json);
}

}  // namespace

TEST_CASE("a cell holds a value of its type as it was written") {
  check_exact(R"("Vía pública")", Type::text, "Vía pública");
  check_exact(R"(" x\n")", Type::text, " x\n");
  check_exact(R"("=1+1")", Type::text, "=1+1");
  for (const std::string number :
       {"1500000.10", "1e3", "-0", "1e400", "12345678901234567890123.45"})
    check_exact(number, Type::number, number);
  check_exact("12", Type::integer, "12");
  check_exact("true", Type::boolean, "true");
  check_exact("[-99.13,19.43]", Type::array, "[-99.13,19.43]");
}

TEST_CASE("texts of a list stand between semicolons where they can be told apart") {
  check_exact(R"(["tender","award"])", Type::list, "tender;award");
  check_exact(R"(["a,b"])", Type::list, "a,b");
  check_exact(R"(["a;b","c,d"])", Type::list, R"(["a;b","c,d"])");
  check_exact(R"(["[x","y"])", Type::list, R"(["[x","y"])");
  check_exact(R"([""," x"])", Type::list, R"([""," x"])");
  check_exact(R"(["\u0001"])", Type::list, R"(["\u0001"])");
  CHECK(read(" tender ; award;", Type::list) == R"(["tender","award"])");
}

TEST_CASE("what a cell cannot hold is said so") {
  for (const std::string json :
       {"null", R"("")", "{}", "[]", R"([{},1])", R"("\ud800")", R"("\u0000")"}) {
    INFO(json);
    for (const Type type : {Type::text, Type::number, Type::list, Type::array}) {
      CHECK_FALSE(written(json, type).exact);
      CHECK(written(json, type).cell.empty());
    }
  }
  CHECK_FALSE(written(R"("S/N")", Type::number).exact);
  CHECK(written(R"("S/N")", Type::number).cell.empty());
  CHECK_FALSE(written("3.7", Type::integer).exact);
  CHECK_FALSE(written("[1]", Type::list).exact);
}

TEST_CASE("a number among texts is shown, and kept as a number beside the table") {
  const Written made = written("2", Type::text);
  CHECK_FALSE(made.exact);
  CHECK(made.cell == "2");
}

TEST_CASE("a cell that does not fit its column is refused") {
  for (const std::string cell :
       {"$1,234.50", "1,5", "01", "1.", ".5", "+1", "1e", "NaN", "-", " 1"}) {
    INFO(cell);
    CHECK(read(cell, Type::number) == "refused");
  }
  CHECK(read("1.0", Type::integer) == "refused");
  CHECK(read("Sí", Type::boolean) == "refused");
  CHECK(read("[1", Type::list) == "refused");
  CHECK(read("1;2", Type::array) == "refused");
  CHECK(read(R"({"a":1})", Type::array) == "refused");
}

TEST_CASE("true and false are read as Data Packages and Excel in Spanish write them") {
  for (const std::string cell : {"true", "True", "TRUE", "1", "VERDADERO"}) {
    INFO(cell);
    CHECK(read(cell, Type::boolean) == "true");
  }
  for (const std::string cell : {"false", "False", "FALSE", "0", "FALSO"}) {
    INFO(cell);
    CHECK(read(cell, Type::boolean) == "false");
  }
  CHECK(read("quizá", Type::boolean) == "refused");
}

TEST_CASE(
    "numbers of more digits than spreadsheet programs keep are not left to a cell of a sheet") {
  const auto check = [](const std::string& number, bool exact) {
    INFO(number);
    const Written made = written(number, Type::number, Numbers::sheets);
    CHECK(made.cell == number);
    CHECK(made.exact == exact);
    CHECK(written(number, Type::number, Numbers::doubles).exact);
  };
  check("0.1", true);
  check("-99.133209", true);
  check("0.123456789012345", true);
  check("0.30000000000000004", false);
  check("-99.13320900000001", false);
}

TEST_CASE("a double stands in a cell where it is the number that was written") {
  const auto check = [](const std::string& number, const std::string& cell, bool exact) {
    INFO(number);
    const Written made = written(number, Type::number, Numbers::doubles);
    CHECK(made.cell == cell);
    CHECK(made.exact == exact);
  };
  check("0.1", "0.1", true);
  check("100000", "100000", true);
  check("1500000.10", "1500000.1", false);
  check("1e3", "1000", false);
  check("-0", "0", false);
  check("12345678901234567890123.45", "12345678901234567741440", false);
  check("9007199254740993", "9007199254740992", false);
  check("1e400", "", false);
  CHECK(written("12", Type::integer, Numbers::doubles).exact);
}
