#include "tables/selection.hpp"

#include "catch.hpp"

using edca::tables::Selection;

TEST_CASE("without a choice everything is taken") {
  Selection all;
  CHECK(all.takes("releases/tender/title"));
  CHECK(all.takes_whole("releases/tender"));
  CHECK_FALSE(all.chooses());
}

TEST_CASE("what is named is taken with all below it, and what leads to it") {
  Selection selection({"awards", "releases/tender/title"}, {"awards/items"});
  CHECK(selection.chooses());
  CHECK(selection.takes_whole("releases/awards/title"));
  CHECK(selection.takes("releases/awards"));
  CHECK_FALSE(selection.takes_whole("releases/awards"));
  CHECK_FALSE(selection.takes("releases/awards/items"));
  CHECK_FALSE(selection.takes("releases/awards/items/id"));
  CHECK(selection.takes("releases/awards/itemsX"));
  CHECK(selection.takes("releases/tender"));
  CHECK_FALSE(selection.takes_whole("releases/tender"));
  CHECK(selection.takes_whole("releases/tender/title"));
  CHECK_FALSE(selection.takes("releases/tender/title_es"));
  CHECK_FALSE(selection.takes("releases/awardsX"));
  CHECK_FALSE(selection.takes("releases/contracts"));
}

TEST_CASE("what was chosen and not met is told, but for what stands below what was") {
  Selection selection({"awards", "awards/items", "tender/titel"}, {"parties", "buyer"});
  CHECK(selection.unmet().size() == 5);
  static_cast<void>(selection.takes("releases/awards"));
  static_cast<void>(selection.takes("releases/buyer"));
  static_cast<void>(selection.takes("releases/tender"));
  const auto unmet = selection.unmet();
  REQUIRE(unmet.size() == 2);
  CHECK(unmet[0].path == "tender/titel");
  CHECK(unmet[0].above == "tender");
  CHECK(unmet[1].path == "parties");
  CHECK(unmet[1].above.empty());
}
