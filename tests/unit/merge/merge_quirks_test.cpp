#include "merge/merger.hpp"

#include "catch.hpp"
#include "unit/merge/merging.hpp"

// Where the reference implementation and the text of the standard differ: each case in both modes.
// `compiled` and `versioned` take the bodies of releases 1, 2, …

using merging::compiled;
using merging::strict;
using merging::versioned;

TEST_CASE("merge quirks: null over an object or array", "[merge]") {
  const std::vector<std::string> object = {R"("x":{"a":1,"b":{"c":2}})", R"("x":null)"};
  CHECK(compiled(object) == R"("x":{"a":1,"b":{"c":2}})");
  CHECK(compiled(object, strict()).empty());
  CHECK(versioned(object) == R"("x":{"a":[1=1],"b":{"c":[1=2]}})");
  CHECK(versioned(object, strict()) == R"("x":{"a":[1=1,2=null],"b":{"c":[1=2,2=null]}})");
  const std::vector<std::string> array = {R"("x":[{"id":"1","a":1}])", R"("x":null)",
                                          R"("x":[{"id":"2","a":3}])"};
  CHECK(compiled(array) == R"("x":[{"id":"1","a":1},{"id":"2","a":3}])");
  CHECK(compiled(array, strict()) == R"("x":[{"id":"2","a":3}])");
  CHECK(versioned(array, strict()) == R"("x":[{"id":"1","a":[1=1,2=null]},{"id":"2","a":[3=3]}])");
  CHECK(merging::merge_bodies(object, merging::Form::compiled).warns("merge.null-ignored"));
  CHECK(merging::merge_bodies(object, merging::Form::versioned).warns("merge.null-ignored"));
  CHECK(merging::merge_bodies(object, merging::Form::compiled, strict()).codes().empty());
}

TEST_CASE("merge quirks: null over literals and lists, which both remove", "[merge]") {
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled({R"("x":1,"y":2)", R"("x":null)"}, options) == R"("y":2)");
    CHECK(compiled({R"("x":["a"])", R"("x":null)"}, options).empty());
    CHECK(compiled({R"("x":{"a":null})"}, options) == R"("x":{})");
    CHECK(compiled({R"("x":null)"}, options).empty());
    CHECK(compiled({R"("x":1)", R"("x":null)", R"("x":2)"}, options) == R"("x":2)");
    CHECK(versioned({R"("x":1)", R"("x":null)", R"("x":null)", R"("x":2)"}, options) ==
          R"("x":[1=1,2=null,4=2])");
  }
}

TEST_CASE("merge quirks: a literal over an object", "[merge]") {
  for (const char* literal : {R"("x":1)", R"("x":["a"])"}) {
    const std::vector<std::string> bodies = {R"("x":{"a":1})", literal};
    CHECK(compiled(bodies) == R"("x":{"a":1})");
    CHECK(compiled(bodies, strict()) == literal);
    CHECK(versioned(bodies) == R"("x":{"a":[1=1]})");
    CHECK(versioned(bodies, strict()) == "fails");
    CHECK(merging::merge_bodies(bodies, merging::Form::compiled).warns("merge.type-clash"));
    CHECK(
        merging::merge_bodies(bodies, merging::Form::compiled, strict()).warns("merge.type-clash"));
  }
}

TEST_CASE("merge quirks: an array of objects over an array of strings", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":["a"])", R"("x":[{"id":1,"b":2}])"};
  CHECK(compiled(bodies) == R"("x":["a",{"id":1,"b":2}])");
  CHECK(compiled(bodies, strict()) == R"("x":[{"id":1,"b":2}])");
  CHECK(versioned(bodies).find(R"(["a"]},{"id":1,"b":[2=2]}])") != std::string::npos);
  CHECK(versioned(bodies, strict()) == "fails");
  CHECK(merging::merge_bodies(bodies, merging::Form::compiled).warns("merge.type-clash"));
}

TEST_CASE("merge quirks: objects, arrays and literals over one another", "[merge]") {
  const std::vector<std::string> object_over_literal = {R"("x":1)", R"("x":{"a":2})"};
  CHECK(compiled(object_over_literal) == "fails");
  CHECK(compiled(object_over_literal, strict()) == R"("x":{"a":2})");
  CHECK(versioned(object_over_literal) == "fails");
  CHECK(versioned(object_over_literal, strict()) == "fails");
  const std::vector<std::string> object_over_array = {R"("x":[{"id":1}])", R"("x":{"1":2})"};
  CHECK(compiled(object_over_array) == "fails");
  CHECK(compiled(object_over_array, strict()) == R"("x":{"1":2})");
  const std::vector<std::string> array_over_object = {R"("x":{"1":2})", R"("x":[{"id":1}])"};
  CHECK(compiled(array_over_object) == "fails");
  CHECK(compiled(array_over_object, strict()) == R"("x":[{"id":1}])");
  const std::vector<std::string> array_over_literal = {R"("x":1)", R"("x":[{"id":1}])"};
  CHECK(compiled(array_over_literal) == "fails");
  CHECK(compiled(array_over_literal, strict()) == R"("x":[{"id":1}])");
  CHECK(versioned(array_over_literal) == R"("x":[1=1,{"id":1}])");
  CHECK(versioned(array_over_literal, strict()) == "fails");
}

TEST_CASE("merge quirks: strictly, names in an array and in an object that replaces it",
          "[merge]") {
  CHECK(compiled({R"("x":[{"id":"a","n":1},{"id":"b"}])", R"("x":{"a":{"m":2},"b":3})"},
                 strict()) == R"("x":{"a":{"m":2},"b":3})");
  CHECK(compiled({R"("x":{"a":{"m":2},"b":3})", R"("x":[{"id":"a","n":1},{"id":"b","k":1}])"},
                 strict()) == R"("x":[{"id":"a","n":1},{"id":"b","k":1}])");
  CHECK(compiled({R"("x":[{"id":"a","n":{"m":1}}])", R"("x":[{"id":"a","n":[{"id":"m","k":1}]}])",
                  R"("x":null)", R"("x":{"a":null})"},
                 strict()) == R"("x":{})");
}

TEST_CASE("merge quirks: strictly, ids of any text and number", "[merge]") {
  CHECK(
      compiled({R"("x":[{"id":"\u00011","a":1},{"id":1,"a":2},{"id":10,"a":3},{"id":"10","a":4}])",
                R"("x":[{"id":1e1,"a":5},{"id":1.00,"a":6},{"id":0.5,"a":7},{"id":5e-1,"b":8}])"},
               strict()) ==
      R"("x":[{"id":"\u00011","a":1},{"id":1,"a":6},{"id":10,"a":5},{"id":"10","a":4},)"
      R"({"id":0.5,"a":7,"b":8}])");
}

TEST_CASE("merge quirks: an object after null", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":null)", R"("x":{"a":2})"};
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled(bodies, options) == R"("x":{"a":2})");
  }
  CHECK(versioned(bodies) == "fails");
  CHECK(versioned(bodies, strict()) == R"("x":{"a":[2=2]})");
}

TEST_CASE("merge quirks: ids 1 and \"1\"", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":[{"id":1,"a":1},{"id":"1","a":2,"b":3}])"};
  CHECK(compiled(bodies) == R"("x":[{"id":1,"a":2},{"id":"1","b":3}])");
  CHECK(compiled(bodies, strict()) == R"("x":[{"id":1,"a":1},{"id":"1","a":2,"b":3}])");
  const std::vector<std::string> two = {R"("x":[{"id":1,"a":1}])",
                                        R"("x":[{"id":"1","a":2,"b":3}])"};
  CHECK(compiled(two) == R"("x":[{"id":1,"a":2},{"id":"1","b":3}])");
  CHECK(compiled(two, strict()) == R"("x":[{"id":1,"a":1},{"id":"1","a":2,"b":3}])");
  CHECK(merging::merge_bodies(two, merging::Form::compiled).warns("merge.id-type"));
  CHECK(versioned(two) == R"("x":[{"id":1,"a":[1=1,2=2]},{"id":"1","b":[2=3]}])");
}

TEST_CASE("merge quirks: ids 1, 1.0 and true", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":[{"id":1,"a":1}])",
                                           R"("x":[{"id":1.0,"a":2,"b":2}])",
                                           R"("x":[{"id":true,"a":3,"c":3}])"};
  CHECK(compiled(bodies) == R"("x":[{"id":1,"a":1,"b":2,"c":3}])");
  CHECK(compiled(bodies, strict()) == R"("x":[{"id":1,"a":2,"b":2},{"id":true,"a":3,"c":3}])");
  CHECK(merging::merge_bodies(bodies, merging::Form::compiled).warns("merge.id-type"));
  CHECK(
      merging::merge_bodies(bodies, merging::Form::compiled, strict()).warns("merge.unusable-id"));
  CHECK(compiled({R"("x":[{"id":-0,"a":1}])", R"("x":[{"id":0,"b":1}])"}) ==
        R"("x":[{"id":-0,"a":1,"b":1}])");
}

TEST_CASE("merge quirks: values 1, 1.0 and true as versions", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":1)", R"("x":1.0)", R"("x":true)"};
  CHECK(versioned(bodies) == R"("x":[1=1])");
  CHECK(versioned(bodies, strict()) == R"("x":[1=1,3=true])");
  CHECK(merging::merge_bodies(bodies, merging::Form::versioned).warns("merge.hidden-change"));
  const std::vector<std::string> doubles = {R"("x":0.1)", R"("x":0.10000000000000000001)"};
  CHECK(versioned(doubles) == R"("x":[1=0.1])");
  CHECK(versioned(doubles, strict()) == R"("x":[1=0.1,2=0.10000000000000000001])");
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(versioned({R"("x":9007199254740993)", R"("x":9007199254740992)"}, options) ==
          R"("x":[1=9007199254740993,2=9007199254740992])");
    CHECK(versioned({R"("x":1.50)", R"("x":15e-1)"}, options) == R"("x":[1=1.50])");
  }
}

TEST_CASE("merge quirks: id null", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":[{"id":null,"a":1},{"id":null,"b":2}])",
                                           R"("x":[{"id":null,"a":3}])"};
  CHECK(compiled(bodies) == R"("x":[{"a":3,"b":2}])");
  CHECK(compiled(bodies, strict()) == R"("x":[{"a":1},{"b":2},{"a":3}])");
  CHECK(merging::merge_bodies(bodies, merging::Form::compiled).warns("merge.unusable-id"));
  CHECK(compiled({R"("x":[{"id":null,"a":1},{"id":"None","b":2}])"}) ==
        R"("x":[{"id":"None","a":1},{"id":"None","b":2}])");
  CHECK(compiled({R"("x":[{"id":null,"a":1},{"id":"None","a":2}])"}) ==
        R"("x":[{"id":"None","a":2}])");
  CHECK(compiled({R"("x":[{"id":null}])"}) == R"("x":[{}])");
}

TEST_CASE("merge quirks: an id that is an array or object", "[merge]") {
  for (const char* body : {R"("x":[{"id":[1],"a":1}])", R"("x":[{"id":{"b":1},"a":1}])"}) {
    CHECK(compiled({body}) == "fails");
    CHECK(versioned({body}) == "fails");
    CHECK(compiled({body}, strict()) == body);
    CHECK(merging::merge_bodies({body}, merging::Form::compiled).reason() ==
          merging::Reason::id_type);
  }
  // Nothing stands in it, so nothing is looked at.
  CHECK(compiled({R"("x":[{"id":[]}])"}).empty());
}

TEST_CASE("merge quirks: an id twice in one array", "[merge]") {
  const std::vector<std::string> bodies = {
      R"("parties":[{"id":"1","name":"a"},{"id":"1","roles":["buyer"]}])"};
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled(bodies, options) == R"("parties":[{"id":"1","name":"a","roles":["buyer"]}])");
    const auto merged = merging::merge_bodies(bodies, merging::Form::compiled, options);
    REQUIRE(merged.result.warnings.size() == 1);
    CHECK(merged.result.warnings[0].code.rule().id == "merge.duplicate-id");
    CHECK(merged.result.warnings[0].path == "/parties");
    CHECK(merged.result.warnings[0].detail == "1");
    CHECK(merged.result.warnings[0].releases == std::vector<std::string>{"1"});
  }
  // Of one release the last value counts, and only when it differs from the release before.
  CHECK(versioned({R"("x":[{"id":1,"a":1}])", R"("x":[{"id":1,"a":2},{"id":1,"a":1}])",
                   R"("x":[{"id":1,"a":1},{"id":1,"a":4}])"}) == R"("x":[{"id":1,"a":[1=1,3=4]}])");
}

TEST_CASE("merge quirks: empty objects and arrays", "[merge]") {
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled({R"("x":[{},{"id":1}],"y":{},"z":[])"}, options) == R"("x":[{"id":1}])");
    CHECK(compiled({R"("x":{"a":1},"y":[{"id":1}])", R"("x":{},"y":[])"}, options) ==
          R"("x":{"a":1},"y":[{"id":1}])");
    CHECK(compiled({R"("relatedProcesses":[{"id":"1","relationship":["a"]}])",
                    R"("relatedProcesses":[{"id":"1","relationship":[]}])"},
                   options) == R"("relatedProcesses":[{"id":"1","relationship":[]}])");
    CHECK(compiled({R"("x":1)", R"("x":{})"}, options) == R"("x":1)");
  }
}

TEST_CASE("merge quirks: objects without an id", "[merge]") {
  const std::vector<std::string> bodies = {R"("x":[{"a":1},{"a":1}])", R"("x":[{"a":1}])"};
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled(bodies, options) == R"("x":[{"a":1},{"a":1},{"a":1}])");
    CHECK(merging::merge_bodies(bodies, merging::Form::compiled, options).codes() ==
          std::vector<std::string_view>{"merge.missing-id"});
  }
}

TEST_CASE("merge quirks: an object where lists are whole", "[merge]") {
  const std::vector<std::string> bodies = {R"("parties":[{"id":"1","roles":{"a":1}}])",
                                           R"("parties":[{"id":"1","roles":{"b":2}}])"};
  CHECK(compiled(bodies) == R"("parties":[{"id":"1","roles":{"b":2}}])");
  CHECK(compiled(bodies, strict()) == R"("parties":[{"id":"1","roles":{"a":1,"b":2}}])");
}

TEST_CASE("merge quirks: whole lists and omitted fields of the standard", "[merge]") {
  const std::vector<std::string> bodies = {
      R"("buyer":{"id":"b","additionalIdentifiers":[{"id":1},{"id":2}]},"tender":{
      "submissionMethod":["a","b"],"id":"t"})",
      R"("buyer":{"additionalIdentifiers":[{"id":2}]},"tender":{
      "submissionMethod":["c"],"id":"u"})"};
  for (const auto& options : {merging::Options{}, strict()}) {
    CHECK(compiled(bodies, options) == R"("buyer":{"id":"b","additionalIdentifiers":[{"id":2}]},)"
                                       R"("tender":{"submissionMethod":["c"],"id":"u"})");
  }
}
