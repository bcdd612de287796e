#include "projects/place_index.hpp"

#include <string>

#include "catch.hpp"

namespace edca::projects {
namespace {

void agree(const base::Place& found, const base::Place& meant) {
  CHECK(found.offset == meant.offset);
  CHECK(found.line == meant.line);
  CHECK(found.column == meant.column);
  CHECK(found.code_points == meant.code_points);
}

TEST_CASE("places are those of going there from the start, in any order") {
  std::string text;
  for (int line = 0; line < 4000; ++line) text += "línea " + std::to_string(line) + " ñandú\n";
  base::Place start;
  start.advance("ab\nc");
  PlaceIndex index;
  index.begin(text, start);
  for (const std::size_t offset :
       {text.size(), std::size_t{0}, std::size_t{4096}, std::size_t{4095}, std::size_t{70000},
        std::size_t{3}, text.size() + 9}) {
    base::Place meant = start;
    meant.advance(std::string_view(text).substr(0, offset));
    agree(index.at(offset), meant);
  }
  index.begin("x", base::Place());
  agree(index.at(0), base::Place());
}

}  // namespace
}  // namespace edca::projects
