#pragma once

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edca/validator.hpp"
#include "json/lookahead.hpp"
#include "json/members.hpp"
#include "json/patch.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"
#include "merge/rules.hpp"
#include "portal/item_facts.hpp"
#include "portal/portal.hpp"
#include "schema/catalog.hpp"
#include "schema/profile.hpp"

// Brings files to the portal's builder, in the simple way that is enough for tests.

namespace edca::portal_test {

inline std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// Adds an item with its facts.
inline void add_item(portal::Builder& builder, portal::ItemKind kind, std::string_view text,
                     std::uint64_t package, std::optional<std::uint64_t> offset = {}) {
  portal::ItemReader reader(true);
  builder.add({kind, text, package, offset, reader.read(kind, text)});
}

/// Adds a package, or one package or bare item a line.
inline void add_text(portal::Builder& builder, std::string_view text, const std::string& name) {
  constexpr std::pair<std::string_view, portal::ItemKind> kinds[] = {
      {"releases", portal::ItemKind::release},
      {"records", portal::ItemKind::record},
      {"projects", portal::ItemKind::project}};
  const std::uint64_t package = builder.add_package(name);
  const bool is_record = !json::member_of(text, "compiledRelease").empty();
  for (const auto& [list, kind] : kinds) {
    const std::string_view items = json::member_of(text, list);
    if (is_record || !items.starts_with('[')) continue;
    builder.describe(package, kind, json::read_members(text, {std::string(list)}));
    json::ElementScan scan(items);
    while (const auto item = scan.next()) add_item(builder, kind, *item, package);
    return;
  }
  add_item(builder, is_record ? portal::ItemKind::record : portal::ItemKind::release, text,
           package);
}

inline void add_file(portal::Builder& builder, const std::string& path) {
  const std::string text = read_text(path);
  const std::string name = path.substr(path.rfind('/') + 1);
  if (!path.ends_with(".jsonl")) return add_text(builder, text, name);
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size() - 1) + 1;
    if (end > 1) add_text(builder, rest.substr(0, end), name);
    rest.remove_prefix(end);
  }
}

/// The merge rules of EDCA-MX.
inline merge::Rules edca_mx_rules() {
  const schema::Catalog catalog;
  const schema::ProfileKey key = schema::profile_named(catalog, "edca-mx");
  json::Value release = catalog.schema(key.standard + "/release-schema.json");
  for (const schema::Extension* extension : key.extensions) {
    if (const json::Value* patch = extension->patch("release")) json::merge_patch(release, *patch);
  }
  return merge::Rules(release);
}

class Counter : public FindingSink {
 public:
  void finding(const Finding& finding) override { findings.push_back(finding); }
  void file(const FileSummary& file) override { summary = file; }
  std::vector<Finding> findings;
  FileSummary summary;
};

/// Validates a file of the portal as `edca validate` does.
inline portal::Verdict validate(const std::string& path, Counter& counter) {
  const Validator validator({});
  const Summary sum = validator.run({path}, counter);
  return {counter.summary.profile, counter.summary.version, sum.errors, sum.warnings, sum.notes};
}

}  // namespace edca::portal_test
