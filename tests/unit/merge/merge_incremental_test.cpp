#include "merge/merger.hpp"

#include "catch.hpp"
#include "unit/merge/merging.hpp"

#include <string>

using merging::Form;
using merging::merge;
using merging::Merged;
using merging::Merger;
using merging::Options;
using merging::Reason;
using merging::release;
using merging::Releases;
using merging::Strategy;
using merging::strict;

namespace {

const std::string one =
    release(1, R"("tender":{"title":"a","items":[{"id":"1","q":1}]},"x":["a"])");
const std::string two =
    release(2, R"("tender":{"title":"b","items":[{"id":"1","q":2},{"id":"2"}]})");
const std::string three =
    release(3, R"("tender":{"title":"b","items":[{"id":"2","q":1.50}]},"x":null)");

std::string merged(const Releases& releases, Form form, const Options& options = {},
                   std::string_view existing = {}) {
  const Merged result = merge(releases, form, options, existing);
  return result.result.ok() ? result.text : "fails";
}

}  // namespace

TEST_CASE("merge: releases added later give what all at once give", "[merge]") {
  for (const Options& options : {Options{}, strict()}) {
    for (const Form form : {Form::compiled, Form::versioned}) {
      const std::string first = merged({one, two}, form, options);
      const auto all = edca::json::parse(merged({three, one, two}, form, options), "all");
      CHECK(edca::json::parse(merged({three}, form, options, first), "added") == all);
    }
  }
}

TEST_CASE("merge: an existing versioned release", "[merge]") {
  const char* existing = R"({"ocid":"o","x":[{"releaseID":"0","releaseDate":"d","releaseTag":null,)"
                         R"("value":1}],"y":[{"id":"1","z":"kept"}],"w":"literal"})";
  const std::string added = release(1, R"("x":1.0,"y":[{"id":"1","z":2}],"w":2)");
  CHECK(merged({added}, Form::versioned, {}, existing) ==
        R"({"ocid":"o","x":[{"releaseID":"0","releaseDate":"d","releaseTag":null,"value":1}],)"
        R"("y":[{"id":"1","z":"kept"}],"w":"literal"})");
  const std::string changed = merged({release(1, R"("x":null)")}, Form::versioned, {}, existing);
  CHECK(changed.find(R"("value":1},{"releaseID":"1","releaseDate":"2020-01-01T00:00:00Z",)"
                     R"("releaseTag":["tender"],"value":null}])") != std::string::npos);
  for (const char* list : {R"({"x":["a"]})", R"({"parties":[{"id":"1","roles":[]}]})"}) {
    const std::string more = release(1, R"("x":1,"parties":[{"id":"1","roles":["a"]}])");
    CHECK(merge({more}, Form::versioned, {}, list).reason() == Reason::not_versioned);
  }
  CHECK(merged({}, Form::versioned, {}, existing) == existing);
}

TEST_CASE("merge: an existing release that cannot be one", "[merge]") {
  CHECK(merge({one}, Form::compiled, {}, "[]").reason() == Reason::not_object);
  const Merged broken = merge({one}, Form::compiled, {}, "{");
  CHECK(broken.reason() == Reason::unreadable);
  CHECK(broken.result.failure->releases.empty());
  CHECK(merged({}, Form::compiled, {}, R"({"tag":["old"],"id":"1","x":{"y":1}})") ==
        R"({"x":{"y":1},"tag":["compiled"]})");
}

TEST_CASE("merge: both forms from one reading", "[merge]") {
  Merger merger(merging::rules());
  const Releases releases = {two, one};
  std::string first;
  std::string second;
  std::string third;
  CHECK(merger.merge(releases, Form::compiled, first).ok());
  CHECK(merger.again(Form::versioned, second).ok());
  CHECK(merger.again(Form::compiled, third, first).ok());
  CHECK(first == merged(releases, Form::compiled));
  CHECK(second == merged(releases, Form::versioned));
  CHECK(edca::json::parse(third, "third") == edca::json::parse(first, "first"));
  // A failure leaves the text and the next merge alone.
  std::string text = "before";
  CHECK_FALSE(merger.merge(Releases{"{}", "{}"}, Form::compiled, text).ok());
  CHECK_FALSE(merger.again(Form::versioned, text).ok());
  CHECK(text == "before");
  CHECK(merger.merge(releases, Form::compiled, text).ok());
  CHECK(text == "before" + first);
}

TEST_CASE("merge: what to do with ids that a release names twice", "[merge]") {
  const auto bodies =
      std::vector<std::string>{R"("x":[{"id":1,"a":1},{"id":1,"b":2}],"y":[{"id":1,"a":1}])",
                               R"("x":[{"id":2,"c":3}],"y":[{"id":1,"b":2}])"};
  Options options;
  CHECK(merging::compiled(bodies, options) ==
        R"("x":[{"id":1,"a":1,"b":2},{"id":2,"c":3}],"y":[{"id":1,"a":1,"b":2}])");
  options.on_duplicate_id = Strategy::append;
  CHECK(merging::compiled(bodies, options) ==
        R"("x":[{"id":1,"a":1},{"id":1,"b":2},{"id":2,"c":3}],"y":[{"id":1,"a":1,"b":2}])");
  CHECK(merging::merge_bodies(bodies, Form::compiled, options).codes() ==
        std::vector<std::string_view>{"merge.duplicate-id"});
  options.on_duplicate_id = Strategy::position;
  CHECK(merging::compiled(bodies, options) ==
        R"("x":[{"id":1,"a":1,"c":3},{"id":1,"b":2}],"y":[{"id":1,"a":1,"b":2}])");
  options.on_duplicate_id = Strategy::merge;
  options.strategies = {{"/y", Strategy::append}};
  CHECK(merging::compiled(bodies, options) ==
        R"("x":[{"id":1,"a":1,"b":2},{"id":2,"c":3}],"y":[{"id":1,"a":1},{"id":1,"b":2}])");
}

TEST_CASE("merge: blame", "[merge]") {
  Options options;
  options.blame = true;
  const auto blame = [&](const std::vector<std::string>& bodies) {
    const Merged result = merging::merge_bodies(bodies, Form::compiled, options);
    const edca::json::Value parsed = edca::json::parse(result.result.blame, "blame");
    std::string text;
    for (const auto& [pointer, by] : parsed.as_object()) {
      CHECK(edca::json::resolve(edca::json::parse(result.text, "compiled"), pointer) != nullptr);
      CHECK(by.text("date") == "2020-01-0" + std::string(by.text("id")) + "T00:00:00Z");
      (text += pointer + "=") += std::string(by.text("id")) + " ";
    }
    return text;
  };
  CHECK(blame({R"("x":{"a":1,"b":1,"n":1},"y":[{"id":"u","c":1}])",
               R"("x":{"a":1.0,"b":2,"n":null},"y":[{"id":"v","c":["z"]},{"id":"u","c":1}])",
               R"("x":{"a":1},"q/~":"\"","parties":[{"name":"k"}])"}) ==
        "/id=3 /date=3 /ocid=1 /x/a=1 /x/b=2 /y/0/id=1 /y/0/c=1 /y/1/id=2 /y/1/c=2 /q~1~0=3 "
        "/parties/0/name=3 ");
  // Also where the order of leaves decides.
  CHECK(blame({R"("x":["a"],"y":[{"id":1,"a":1}])",
               R"("x":[{"id":1,"b":2}],"y":[{"id":"1","a":2}])"}) ==
        "/id=2 /date=2 /ocid=1 /x/0=1 /x/1/id=2 /x/1/b=2 /y/0/id=1 /y/0/a=2 ");
  const Merged added = merge({two}, Form::compiled, options, merge({one}, Form::compiled).text);
  CHECK(edca::json::parse(added.result.blame, "blame").find("/x")->text("id") ==
        "o-2020-01-01T00:00:00Z");
  CHECK(merge({one}, Form::versioned, options).result.blame.empty());
}
