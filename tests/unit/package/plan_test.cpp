#include "package/plan.hpp"

#include <functional>
#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/error.hpp"

namespace {

using edca::PackageGrouping;
using edca::PackageOptions;
using edca::package::Parts;
using edca::package::Planner;

PackageOptions options(PackageGrouping by, std::string name, std::uint64_t size = 0) {
  PackageOptions options;
  options.by = by;
  options.name = std::move(name);
  options.size = size;
  return options;
}

Parts parts(const std::vector<std::pair<std::string, std::uint64_t>>& items) {
  Parts parts;
  for (const auto& [key, count] : items) parts[key].items = count;
  return parts;
}

std::vector<std::string> names(const PackageOptions& options, const Parts& parts) {
  std::vector<std::string> names;
  for (const auto& planned : Planner(options).plan(parts)) names.push_back(planned.package.name);
  return names;
}

/// The key of the error, and what it proposes.
std::pair<std::string, std::string> refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const edca::Error& error) {
    for (const auto& [name, value] : error.arguments()) {
      if (name == "placeholder") return {error.key(), value};
    }
    return {error.key(), ""};
  }
  return {};
}

using Names = std::vector<std::string>;
using Refusal = std::pair<std::string, std::string>;

}  // namespace

TEST_CASE("a part is cut into packages that hold all of its items") {
  const Parts all = parts({{"2024", 7}, {"2025", 3}, {"undated", 1}});
  const PackageOptions asked = options(PackageGrouping::year, "{year}-{n}.json", 3);
  const Planner planner(asked);
  const auto packages = planner.plan(all);
  REQUIRE(packages.size() == 5);
  CHECK(names(asked, all) ==
        Names{"2024-1.json", "2024-2.json", "2024-3.json", "2025-1.json", "undated-1.json"});
  CHECK(packages[2].package.items == 1);
  CHECK(packages[2].part == &all.at("2024"));
  CHECK(packages[4].package.number == 5);
  // As many digits as the longest part needs, in each.
  CHECK(names(options(PackageGrouping::month, "{year}/{month}.{n}", 1),
              parts({{"2024-02", 10}, {"2025-11", 1}}))
            .back() == "2025/11.01");
}

TEST_CASE("a part without items is one package") {
  CHECK(names(options(PackageGrouping::together, "a.json", 5), parts({{"", 0}})) ==
        Names{"a.json"});
}

TEST_CASE("publishers whose names come to the same are told apart, others keep theirs") {
  const PackageOptions asked = options(PackageGrouping::publisher, "{publisher}.json");
  CHECK(names(asked, parts({{"Obras", 1}, {"Obras 2", 1}, {"obras", 1}, {"óbras", 1}})) ==
        Names{"obras.json", "obras-2.json", "obras-3.json", "obras-4.json"});
  // Nobody's name is nobody's.
  CHECK(names(asked, parts({{"", 1}, {"No publisher", 1}})) ==
        Names{"no-publisher.json", "no-publisher-2.json"});
  const std::string longest(60, 'x');
  CHECK(names(asked, parts({{longest + "a", 1}, {longest + "b", 1}})) ==
        Names{longest + ".json", longest + "-2.json"});
}

TEST_CASE("names that are not enough are refused, and told what they lack") {
  const auto planned = [](const PackageOptions& asked, const Parts& parts) {
    return refusal([&] { Planner(asked).plan(parts); });
  };
  const Parts months = parts({{"2024-01", 2}, {"2025-01", 2}});
  CHECK(planned(options(PackageGrouping::month, "{month}.json"), months) ==
        Refusal{"package.same-name", "{year}"});
  CHECK(planned(options(PackageGrouping::month, "{n}.json"), months) ==
        Refusal{"package.same-name", "{year}-{month}"});
  CHECK(planned(options(PackageGrouping::month, "{year}-{month}.json", 1), months) ==
        Refusal{"package.same-name", "{n}"});
  CHECK(planned(options(PackageGrouping::month, "all.json"), months) ==
        Refusal{"package.one-name", "{year}-{month}"});
  PackageOptions uri = options(PackageGrouping::publisher, "");
  uri.members.uri = "u:1";
  CHECK(planned(uri, parts({{"A", 1}, {"B", 1}})) == Refusal{"package.same-uri", "{publisher}"});
  // Who needs no names gives none.
  CHECK(planned(options(PackageGrouping::month, ""), months) == Refusal{});
  const PackageOptions nameless = options(PackageGrouping::together, "-", 1);
  CHECK(refusal([&] { Planner(nameless).need_names(2); }) == Refusal{"package.one-name", "{n}"});
  CHECK(refusal([&] { Planner(nameless).need_names(1); }) == Refusal{});
}

TEST_CASE("placeholders have a value only where packages are made by it") {
  const auto made = [](PackageGrouping by, const char* name) {
    return refusal([&] { const Planner planner(options(by, name)); }).first;
  };
  CHECK(made(PackageGrouping::together, "{year}") == "package.placeholder-by");
  CHECK(made(PackageGrouping::year, "{month}") == "package.placeholder-by");
  CHECK(made(PackageGrouping::month, "{publisher}") == "package.placeholder-by");
  CHECK(made(PackageGrouping::month, "{year}{month}{n}").empty());
}

TEST_CASE("{prefix} is that of all items of a package") {
  Parts one = parts({{"", 2}});
  one[""].prefixes = {"ocds-abc123"};
  const PackageOptions asked = options(PackageGrouping::together, "{prefix}.json");
  CHECK(names(asked, one) == Names{"ocds-abc123.json"});
  one[""].prefixes.insert("ocds-abc124");
  CHECK(refusal([&] { Planner(asked).plan(one); }).first == "package.prefixes");
  one[""].prefixes = {""};
  CHECK(refusal([&] { Planner(asked).plan(one); }).first == "package.no-prefix");
}
