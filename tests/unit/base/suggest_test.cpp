#include "base/suggest.hpp"

#include "catch.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace {

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& names) {
  return edca::base::nearest(typed, names);
}

}  // namespace

TEST_CASE("suggest: names that differ in case, accents and separators only", "[suggest]") {
  const std::vector<std::string_view> names = {"submissionMethodDetails", "id", "multiYear",
                                               "title", "procuringEntity"};
  CHECK(nearest("submissionmethoddetails", names) == "submissionMethodDetails");
  CHECK(nearest("submission_method_details", names) == "submissionMethodDetails");
  CHECK(nearest("Submission-Method Details", names) == "submissionMethodDetails");
  CHECK(nearest("ID", names) == "id");
  CHECK(nearest("m\xc3\xbaltiYear", names) == "multiYear");
  CHECK(nearest("T\xc3\x8dTLE", names) == "title");
  CHECK(nearest("licitaci\xc3\xb3n", {"licitacion"}) == "licitacion");
  CHECK(nearest("licitacion", {"Licitaci\xc3\xb3n"}) == "Licitaci\xc3\xb3n");
}

TEST_CASE("suggest: slips of the finger", "[suggest]") {
  const std::vector<std::string_view> names = {"tag",       "tags_",       "date",      "value",
                                               "suppliers", "description", "identifier"};
  CHECK(nearest("descripcion", names) == "description");
  CHECK(nearest("desrciption", names) == "description");
  CHECK(nearest("decription", names) == "description");
  CHECK(nearest("supplier", names) == "suppliers");
  CHECK(nearest("vlaue", names) == "value");
  CHECK(nearest("values", names) == "value");
  CHECK(nearest("dates", names) == "date");
}

TEST_CASE("suggest: how far a name may be depends on its length", "[suggest]") {
  CHECK(nearest("tg", {"tag"}).empty());
  CHECK(nearest("ids", {"id"}) == "id");
  CHECK(nearest("tags", {"tag"}) == "tag");
  CHECK(nearest("rol", {"roles"}) == "roles");
  CHECK(nearest("tagx", {"tag"}).empty());
  CHECK(nearest("dat", {"date"}) == "date");
  CHECK(nearest("dt", {"date"}).empty());
  CHECK(nearest("statos", {"status"}) == "status");
  CHECK(nearest("stados", {"status"}).empty());
  CHECK(nearest("amendmxx", {"amendment"}).empty());
  CHECK(nearest("amendmen", {"amendment"}) == "amendment");
  CHECK(nearest("amendme", {"amendment"}) == "amendment");
  CHECK(nearest("amendm", {"amendment"}).empty());
  // Unrestricted: a swap with a letter put in between counts two, not three.
  CHECK(nearest("wireTranfxser", {"wireTransfer"}) == "wireTransfer");
  CHECK(nearest("wireTranfxxser", {"wireTransfer"}).empty());
}

TEST_CASE("suggest: silent when it cannot know", "[suggest]") {
  CHECK(nearest("award", {"awards", "awardx"}).empty());
  CHECK(nearest("Title", {"title", "TITLE"}).empty());
  CHECK(nearest("Title", {"title", "title"}) == "title");
  CHECK(nearest("titles", {"title", "titlesxx", "Titles"}) == "Titles");
  CHECK(nearest("periods", {"perlods", "period", "periods"}).empty());
  CHECK(nearest("title", {"title"}).empty());
  CHECK(nearest("title", {}).empty());
  CHECK(nearest("", {"title", ""}).empty());
  CHECK(nearest("_- ", {"", "-"}).empty());
  CHECK(nearest("something", {"title", "description"}).empty());
}

TEST_CASE("suggest: a nearer name wins wherever it stands", "[suggest]") {
  CHECK(nearest("description", {"descriptionxx", "descriptions"}) == "descriptions");
  CHECK(nearest("description", {"descriptions", "descriptionxx"}) == "descriptions");
  CHECK(nearest("description", {"descriptionxx", "descriptionyy", "descriptions"}) ==
        "descriptions");
}

TEST_CASE("suggest: hostile names", "[suggest][hostile]") {
  const std::string big(2'000'000, 'a');
  const std::string bigger = big + 'b';
  const std::string shout(2'000'000, 'A');
  CHECK(nearest(big, {bigger, "a"}).empty());
  CHECK(nearest(shout, {big}) == big);
  const std::string edge(64, 'x');
  CHECK(nearest(edge + "y", {edge}).empty());
  CHECK(nearest(edge.substr(1), {edge}) == edge);
  std::string all;
  for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  CHECK(nearest(all, {"title", "description"}).empty());
  CHECK(nearest(std::string_view("ti\0tle", 6), {"title"}) == "title");
  for (int byte = 0; byte < 256; ++byte) {
    const std::string typed = std::string("ti") + static_cast<char>(byte) + "tle";
    (void)nearest(typed, {"title", typed.substr(0, 3), typed.substr(2)});
  }
}
