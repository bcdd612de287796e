#include "merge/merger.hpp"

#include "catch.hpp"
#include "unit/merge/merging.hpp"

#include <string>

using merging::Form;
using merging::merge;
using merging::Options;
using merging::Releases;
using merging::strict;

namespace {

std::string joined(int count, const std::string& before, const std::string& after) {
  std::string text;
  for (int at = 0; at < count; ++at) {
    if (at > 0) text += ',';
    text += before + std::to_string(at * 7919 % count) + after;
  }
  return text;
}

std::string first(const std::string& body) {
  return R"({"ocid":"o","id":"1","date":"2020-01-01T00:00:00Z",)" + body + "}";
}

std::string second(const std::string& body) {
  return R"({"ocid":"o","id":"2","date":"2020-01-02T00:00:00Z",)" + body + "}";
}

/// In every mode. Quadratic work would take longer than a test may.
void merges(const Releases& releases) {
  for (const Options& options : {Options{}, strict()}) {
    for (const Form form : {Form::compiled, Form::versioned}) {
      const auto merged = merge(releases, form, options);
      // Written whole, or refused with nothing written.
      CHECK(merged.text.ends_with('}') == merged.result.ok());
      CHECK(merged.text.empty() != merged.result.ok());
    }
  }
}

}  // namespace

TEST_CASE("merge hostile: an array of 100,000 ids, in another order in the next release",
          "[merge]") {
  constexpr int count = 100000;
  const std::string one = first("\"x\":[" + joined(count, "{\"id\":\"", "\",\"a\":1}") + "]");
  std::string reversed;
  for (int at = count; at-- > 0;) {
    reversed += "{\"id\":\"" + std::to_string(at) + "\",\"a\":2}" + (at > 0 ? "," : "");
  }
  const std::string two = second("\"x\":[" + reversed + "]");
  merges({one, two});
  const auto merged = merge({one, two}, Form::compiled);
  CHECK(merged.text.find("\"a\":1") == std::string::npos);
  CHECK(merged.result.warnings.empty());
}

TEST_CASE("merge hostile: many keys, ids of all types, no ids, one id", "[merge]") {
  constexpr int count = 50000;
  const std::string keys = joined(count, "\"k", "\":1");
  merges({first("\"x\":{" + keys + "}"), second("\"y\":1,\"x\":{\"k7\":2," + keys + "}")});
  merges({first("\"x\":[" + joined(count, "{\"a\":", "}") + "]")});
  merges({first("\"x\":[" + joined(count, "{\"id\":", ".5}") + "]"),
          second("\"x\":[" + joined(count, "{\"id\":\"", ".5\",\"b\":1}") + "]")});
  merges({first("\"x\":[" + joined(count, "{\"id\":1,\"k", "\":1}") + "]")});
  merges({first("\"x\":[" + joined(count, "{\"id\":null,\"k", "\":1}") + "]")});
  merges({first("\"x\":[" + joined(count, "{\"id\":true,\"k", "\":1}") + "]"),
          second("\"x\":[" + joined(count, "{\"id\":1,\"k", "\":2}") + "]")});
}

TEST_CASE("merge hostile: thousands of releases of one process", "[merge]") {
  std::vector<std::string> texts;
  for (int at = 0; at < 3000; ++at) {
    const std::string number = std::to_string(at);
    const std::string day = std::to_string(10 + at % 17);
    texts.push_back("{\"ocid\":\"o\",\"id\":\"" + number + "\",\"date\":\"2020-01-" + day +
                    "T00:00:00Z\",\"t\":" + (at % 2 == 0 ? "null" : "{\"k\":" + number + "}") +
                    ",\"a\":[{\"id\":\"" + number +
                    "\",\"k\":{\"v\":1}},{\"id\":\"0\",\"k\":null}]}");
  }
  merges(Releases(texts.begin(), texts.end()));
}

TEST_CASE("merge hostile: nesting up to the limit", "[merge]") {
  const auto nested = [](const std::string& open, const std::string& inner, char close, int depth) {
    std::string text;
    for (int at = 0; at < depth; ++at) text += open;
    text += inner;
    for (int at = depth; at-- > 0;) text += close == ']' ? "}]" : "}";
    return text;
  };
  const std::string objects = "\"x\":" + nested("{\"a\":", "1", '}', 500);
  const std::string arrays = "\"x\":" + nested("[{\"id\":1,\"a\":", "1", ']', 250);
  merges({first(objects), second(objects)});
  merges({first(arrays), second(arrays)});
  merges({first(objects), second(arrays)});
  CHECK(merge({first(arrays)}, Form::compiled).text.find(arrays) != std::string::npos);
  const std::string deep = first("\"x\":" + nested("{\"a\":", "1", '}', 512));
  CHECK(merge({deep}, Form::compiled).reason() == merging::Reason::too_deep);
}

TEST_CASE("merge hostile: every prefix of a release is refused", "[merge]") {
  const std::string text = first(R"("x":[{"id":"\u00e1\ud83d\ude00","n":-1.5e+3},true,null])");
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto merged = merge({std::string_view(text).substr(0, size)}, Form::compiled);
    CHECK(merged.reason() == merging::Reason::unreadable);
  }
}
