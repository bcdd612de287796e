#include "unit/semantics/judged.hpp"

#include "catch.hpp"

#include <map>
#include <string>

namespace {

using Figures = std::map<std::string, std::pair<std::uint64_t, std::uint64_t>>;

Figures figures(const edca::semantics::Coverage& coverage) {
  Figures list;
  for (const edca::FieldCoverage& field : coverage.list())
    list[field.path] = {field.count, field.of};
  return list;
}

}  // namespace

TEST_CASE("fields count where they say something") {
  edca::test::Judged judged;
  edca::semantics::Coverage coverage;
  judged.release(
      R"({"parties":[{"name":"A","id":0},{"name":" ","roles":[]}],"tender":{"title":null,"hasEnquiries":false}})");
  judged.judge().cover(coverage);
  judged.release(R"({"tender":{"title":"T"}})");
  judged.judge().cover(coverage);
  const Figures found = figures(coverage);
  CHECK(found.at("/parties") == std::pair<std::uint64_t, std::uint64_t>(1, 2));
  CHECK(found.at("/parties[]/name") == std::pair<std::uint64_t, std::uint64_t>(1, 2));
  CHECK(found.at("/parties[]/id") == std::pair<std::uint64_t, std::uint64_t>(1, 2));
  CHECK(found.at("/parties[]/roles") == std::pair<std::uint64_t, std::uint64_t>(0, 2));
  CHECK(found.at("/tender/title") == std::pair<std::uint64_t, std::uint64_t>(1, 2));
  CHECK(found.at("/tender/hasEnquiries") == std::pair<std::uint64_t, std::uint64_t>(1, 2));
}

TEST_CASE("fields that the schema knows and nobody fills count zero") {
  edca::test::Judged judged;
  edca::semantics::Coverage coverage;
  judged.release(R"({"tender":{"title":"T"}})");
  judged.judge().cover(coverage);
  coverage.complete(*judged.profile().plan("release"));
  const Figures found = figures(coverage);
  CHECK(found.at("/tender/description") == std::pair<std::uint64_t, std::uint64_t>(0, 1));
  CHECK(found.at("/awards") == std::pair<std::uint64_t, std::uint64_t>(0, 1));
  CHECK(found.count("/awards[]/id") == 0);
}

TEST_CASE("of a record, the compiled release counts, and counts can be added up") {
  edca::test::Judged judged;
  edca::semantics::Coverage coverage;
  judged.record(
      R"({"ocid":"o","releases":[{"ocid":"o","id":"1"}],"compiledRelease":{"ocid":"o","tender":{"id":"1"}}})");
  judged.judge().cover(coverage);
  edca::semantics::Coverage all;
  all.add(coverage);
  all.add(coverage);
  const Figures found = figures(all);
  CHECK(found.at("/tender/id") == std::pair<std::uint64_t, std::uint64_t>(2, 2));
  CHECK(found.count("/id") == 0);
}
