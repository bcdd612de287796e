#include "package/compose.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "catch.hpp"
#include "edca/rule.hpp"
#include "ocds/package_members.hpp"

namespace {

using edca::Finding;
using edca::json::parse;
using edca::json::Value;
using edca::package::Composition;
using edca::package::Part;

struct Composed {
  Value package;
  std::vector<Finding> findings;

  /// "variant: source, other_source" of the contradiction about a field; "" when there is none.
  std::string conflict(std::string_view field) const {
    for (const Finding& each : findings) {
      if (each.rule->id == "package.conflict" && each.property == field) {
        return each.variant + ": " + argument(each, "source") + ", " +
               argument(each, "other_source");
      }
    }
    return {};
  }
  bool has(std::string_view field, std::string_view variant) const {
    return std::ranges::any_of(findings, [&](const Finding& each) {
      return each.property == field && each.variant == variant;
    });
  }
  static std::string argument(const Finding& finding, std::string_view name) {
    for (const auto& [key, value] : finding.arguments) {
      if (key == name) return value;
    }
    return "?";
  }
};

Composed compose(const Part& part, const edca::PackageMembers& members = {}, bool single = true,
                 const Value& given = edca::json::Object{},
                 const std::vector<std::string>& extensions = {}) {
  const Composition composition{members, given, extensions, false, single};
  Composed composed;
  composed.package = edca::package::compose(composition, part, composed.findings);
  return composed;
}

Part part_of(const std::vector<std::pair<std::string, std::string>>& packages) {
  Part part;
  part.items = packages.size();
  std::uint64_t line = 0;
  for (const auto& [text, file] : packages) {
    part.metadata.add(parse(text, file), {file, std::to_string(++line)});
  }
  return part;
}

}  // namespace

TEST_CASE("a contradiction names who says what") {
  const auto composed = compose(
      part_of({{R"({"version":"1.1","license":"l:1"})", "a.json"},
               {R"({"version":"1.1","license":"l:1","publisher":{"name":"A"}})", "b.zip/1"},
               {R"({"version":"1.0","publisher":{"name":"B"},"license":"l:2"})", "c.json"}}));
  CHECK(composed.conflict("license") == "license: a.json, c.json");
  CHECK(composed.conflict("publisher") == "publisher: b.zip/1, c.json");
  CHECK(composed.conflict("version") == "version: a.json, c.json");
}

TEST_CASE("publishers of one name are no two publishers") {
  CHECK(compose(part_of({{R"({"publisher":{"name":"A"}})", "a"},
                         {R"({"publisher":{"name":"A","uid":"1"}})", "b"},
                         {R"({"publisher":{"name":"A","uid":"2"}})", "c"}}))
            .conflict("publisher") == "one-publisher: b, c");
}

TEST_CASE("a contradiction within one file names its lines") {
  CHECK(compose(part_of({{R"({"license":"l:1"})", "a.jsonl"}, {R"({"license":"l:2"})", "a.jsonl"}}))
            .conflict("license") == "license: a.jsonl:1, a.jsonl:2");
}

TEST_CASE("items of two versions without packages are told by the first of each") {
  Part part;
  part.items = 3;
  part.bare = part.bare_old = edca::ocds::Source{"old.json", "1"};
  part.bare_new = edca::ocds::Source{"new.json", "1"};
  CHECK(compose(part).conflict("version") == "by-shape: new.json, old.json");
  part.bare_old.reset();
  const auto composed = compose(part);
  CHECK(composed.conflict("version").empty());
  CHECK(composed.package.text("version") == "1.1");
}

TEST_CASE("packages of OCDS 1.0 have no version, and do not go together with others") {
  Part part = part_of({{R"({"uri":"u:1"})", "old.json"}});
  CHECK(compose(part).package.find("version")->is_null());
  part.bare = part.bare_new = edca::ocds::Source{"new.jsonl", "7"};
  CHECK(compose(part).conflict("version") == "no-version: new.jsonl, old.json");
  // A file that gives the version decides.
  CHECK(compose(part, {}, true, parse(R"({"version":"1.1"})", "")).conflict("version").empty());
}

TEST_CASE("what the options say is not asked of the inputs") {
  const Part part = part_of({{R"({"publisher":{"name":"A","uid":"1"},"license":"l:1"})", "a"},
                             {R"({"publisher":{"name":"B"},"license":"l:2"})", "b"}});
  edca::PackageMembers members;
  members.publisher_name = "C";
  members.license = "l:3";
  const auto composed = compose(part, members);
  CHECK(composed.conflict("publisher").empty());
  CHECK(composed.conflict("license").empty());
  CHECK(edca::json::write(*composed.package.find("publisher")) == R"({"name":"C"})");
}

TEST_CASE("the address of an input is kept only where one package becomes one") {
  const Part one = part_of({{R"({"uri":"u:1","publishedDate":"2025-01-01T00:00:00Z"})", "a"}});
  CHECK(compose(one).package.text("uri") == "u:1");
  CHECK(compose(one, {}, false).has("uri", "uri"));
  const auto two = compose(part_of({{R"({"uri":"u:1"})", "a"}, {R"({"uri":"u:1"})", "b"}}));
  CHECK(two.package.find("uri")->is_null());
  CHECK(two.has("uri", "uri"));
  CHECK(two.has("publishedDate", "absent"));
}

TEST_CASE("what holds for some inputs only is told, and what they do not agree about left out") {
  const auto composed =
      compose(part_of({{R"({"license":"l:1","x":1})", "a"}, {R"({"x":2})", "b"}}));
  CHECK(composed.has("license", "partial"));
  CHECK(composed.has("x", "dropped"));
  CHECK(composed.package.find("x")->is_null());
}

TEST_CASE("extensions are declared once") {
  const auto composed = compose(part_of({{R"({"extensions":["e:1"]})", "a"}}), {}, true,
                                edca::json::Object{}, {"e:2", "e:1"});
  CHECK(edca::json::write(*composed.package.find("extensions")) == R"(["e:1","e:2"])");
}
