#include "tables/row_store.hpp"

#include <string>

#include "catch.hpp"

namespace {

using edca::tables::RowStore;
using edca::tables::StoredRow;

void fill(RowStore& store, std::uint32_t table, std::uint64_t rows) {
  for (std::uint64_t at = 0; at < rows; ++at) {
    store.begin(table, std::to_string(at), at);
    store.begin_cell(table) = std::string(at % 500, 'x');
    store.end_cell(table, 300);
    store.begin_cell(table) = "y";
    store.end_cell(table, 0);
    store.end(table);
  }
}

void check(const RowStore& store, std::uint32_t table, std::uint64_t rows) {
  RowStore::Reader reader(store, table);
  StoredRow row;
  for (std::uint64_t at = 0; at < rows; ++at) {
    REQUIRE(reader.next(row));
    REQUIRE(row.key == std::to_string(at));
    REQUIRE(row.place == at);
    // An empty cell is none.
    REQUIRE(row.cells.size() == (at % 500 == 0 ? 1 : 2));
    REQUIRE(row.cells.back().column == 0);
    REQUIRE(row.cells.back().text == "y");
    if (row.cells.size() == 2) REQUIRE(row.cells[0].text.size() == at % 500);
  }
  CHECK_FALSE(reader.next(row));
  CHECK_FALSE(reader.next(row));
}

}  // namespace

TEST_CASE("rows of each table come back in their order, from memory and from the file") {
  for (const std::uint64_t memory :
       {std::uint64_t{0}, std::uint64_t{300} << 10, std::uint64_t{1} << 30}) {
    RowStore store(memory, "");
    fill(store, 2, 3000);
    fill(store, 0, 10);
    fill(store, 2, 0);
    check(store, 2, 3000);
    check(store, 0, 10);
    check(store, 1, 0);
    check(store, 9, 0);
    check(store, 2, 3000);
  }
}

TEST_CASE("rows of several tables may be open at once") {
  RowStore store(1000, "");
  store.begin(0, "7", 7);
  store.begin(1, "7/awards/0", 0);
  store.begin_cell(1) = "inner";
  store.end_cell(1, 0);
  store.end(1);
  store.begin_cell(0) = "outer";
  store.end_cell(0, 0);
  store.end(0);
  StoredRow row;
  RowStore::Reader outer(store, 0);
  REQUIRE(outer.next(row));
  CHECK(row.cells.front().text == "outer");
  RowStore::Reader inner(store, 1);
  REQUIRE(inner.next(row));
  CHECK(row.key == "7/awards/0");
}
