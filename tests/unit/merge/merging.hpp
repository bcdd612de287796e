#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "json/pointer.hpp"
#include "json/value.hpp"
#include "merge/merger.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

namespace merging {

using edca::merge::Form;
using edca::merge::Merger;
using edca::merge::Options;
using edca::merge::Reason;
using edca::merge::Result;
using edca::merge::Rules;
using edca::merge::Strategy;

inline const Rules& rules(std::string_view profile = "ocds-1.1") {
  static const edca::schema::Catalog catalog;
  static const auto make = [](std::string_view name) {
    const edca::schema::Profile built(catalog, edca::schema::profile_named(catalog, name));
    return Rules(*built.schema("release"));
  };
  static const Rules newest = make("ocds-1.1");
  static const Rules oldest = make("ocds-1.0");
  return profile == "ocds-1.0" ? oldest : newest;
}

struct Merged {
  std::string text;
  Result result;

  Reason reason() const { return result.ok() ? Reason::none : result.failure->reason; }
  /// The codes of the warnings, in their order.
  std::vector<std::string_view> codes() const {
    std::vector<std::string_view> codes;
    for (const auto& warning : result.warnings) codes.emplace_back(warning.code.id());
    return codes;
  }
  bool warns(std::string_view code) const {
    const auto all = codes();
    return std::find(all.begin(), all.end(), code) != all.end();
  }
};

using Releases = std::vector<std::string_view>;

inline Merged merge(const Releases& releases, Form form, const Options& options = {},
                    std::string_view existing = {}) {
  Merger merger(rules(), options);
  Merged merged;
  merged.result = merger.merge(releases, form, merged.text, existing);
  return merged;
}

/// A release with that body: `"tender": {}`.
inline std::string release(int number, std::string_view body) {
  const std::string digit = std::to_string(number);
  std::string text = "{\"ocid\":\"o\",\"id\":\"" + digit + "\",\"date\":\"2020-01-0" + digit +
                     "T00:00:00Z\",\"tag\":[\"tender\"]";
  if (!body.empty()) (text += ',') += body;
  return text + '}';
}

inline Merged merge_bodies(const std::vector<std::string>& bodies, Form form,
                           const Options& options = {}) {
  std::vector<std::string> texts;
  for (const std::string& body : bodies) {
    texts.push_back(release(static_cast<int>(texts.size()) + 1, body));
  }
  return merge(Releases(texts.begin(), texts.end()), form, options);
}

inline Options strict() {
  Options options;
  options.strict = true;
  return options;
}

/// What stands behind `tag`, `id`, `date` and `ocid` in the compiled release of releases with these
/// bodies; "fails" when there is none.
inline std::string compiled(const std::vector<std::string>& bodies, const Options& options = {}) {
  const Merged merged = merge_bodies(bodies, Form::compiled, options);
  if (!merged.result.ok()) return merged.text.empty() ? "fails" : "fails and writes";
  constexpr std::string_view ocid = "\"ocid\":\"o\"";
  std::string rest = merged.text.substr(merged.text.find(ocid) + ocid.size());
  rest.pop_back();
  return rest.empty() ? rest : rest.substr(1);
}

/// What stands behind `ocid` in the versioned release, its versions written as `number=value`; or
/// "fails".
inline std::string versioned(const std::vector<std::string>& bodies, const Options& options = {}) {
  const Merged merged = merge_bodies(bodies, Form::versioned, options);
  if (!merged.result.ok()) return merged.text.empty() ? "fails" : "fails and writes";
  std::string text = merged.text.substr(std::string_view("{\"ocid\":\"o\"").size());
  text.pop_back();
  for (std::size_t at = 1; at <= bodies.size(); ++at) {
    const std::string digit = std::to_string(at);
    const std::string prefix = "{\"releaseID\":\"" + digit + "\",\"releaseDate\":\"2020-01-0" +
                               digit + "T00:00:00Z\",\"releaseTag\":[\"tender\"],\"value\":";
    for (std::size_t found = text.find(prefix); found != std::string::npos;
         found = text.find(prefix, found)) {
      text.replace(found, prefix.size(), digit + "=");
      // A version of a literal ends with its bracket.
      const std::size_t end = text.find('}', found);
      if (text.find_first_of("{[", found) > end) text.erase(end, 1);
    }
  }
  return text.empty() ? text : text.substr(1);
}

}  // namespace merging
