#include "process/package_facts.hpp"

#include <algorithm>
#include <unordered_set>

#include "items/run_log.hpp"
#include "ocds/package_members.hpp"

namespace edca::process {
namespace {

/// The strings of both, each once.
json::Value list_of(const json::Value* list, const std::vector<std::string>& more) {
  json::Array result;
  std::unordered_set<std::string> known;
  const auto add = [&](const std::string& text) {
    if (known.insert(text).second) result.emplace_back(text);
  };
  if (list != nullptr) {
    for (const json::Value& each : list->as_array()) {
      if (each.is_string()) add(each.as_string());
    }
  }
  for (const std::string& text : more) add(text);
  return result.empty() ? json::Value() : json::Value(std::move(result));
}

Finding complaint(std::string_view field, const char* variant) {
  Finding finding = items::RunLog::make("merge.package-metadata");
  finding.has_position = false;
  finding.variant = variant;
  finding.property = field;
  return finding;
}

}  // namespace

std::uint64_t PackageFacts::reserve() {
  if (uris_.empty()) uris_.emplace_back();
  uris_.emplace_back();
  return uris_.size() - 1;
}

void PackageFacts::complete(std::uint64_t number, const json::Value& metadata) {
  uris_[number] = metadata.text("uri");
  if (!uris_[number].empty()) packages_.push_back(uris_[number]);
  metadata_.add(metadata, {});
}

void PackageFacts::add_record_package(const json::Value& metadata) {
  if (const json::Value* packages = metadata.find("packages"); packages && packages->is_array()) {
    for (const json::Value& uri : packages->as_array()) {
      if (uri.is_string()) packages_.push_back(uri.as_string());
    }
  }
  metadata_.add(metadata, {});
}

const std::string& PackageFacts::uri(std::uint64_t number) const {
  static const std::string none;
  return number < uris_.size() ? uris_[number] : none;
}

std::string PackageFacts::open_package(const PackageMembers& options, const std::string& version,
                                       const std::vector<std::string>& more_extensions,
                                       std::vector<Finding>& findings) const {
  const json::Value given = ocds::read_package_file(options.file);
  json::Value package{json::Object{}};
  for (const char* key : {"uri", "version", "extensions", "publisher", "license",
                          "publicationPolicy", "publishedDate", "packages"}) {
    package[key] = json::Value();
  }
  if (!version.empty()) package["version"] = json::Value(version);
  const auto* extensions = metadata_.find("extensions");
  package["extensions"] = list_of(extensions ? &extensions->value : nullptr, more_extensions);
  package["packages"] = list_of(nullptr, packages_);
  const auto keep = [&](std::string_view key, bool replaced) {
    const ocds::Metadata::Member* member = metadata_.find(key);
    if (member == nullptr) return;
    if (!member->differs) {
      package[key] = member->value;
    } else if (!replaced && given.find(key) == nullptr) {
      findings.push_back(complaint(key, "differs"));
    }
  };
  keep("publishedDate", true);
  keep("publisher", !options.publisher_name.empty());
  keep("license", !options.license.empty());
  keep("publicationPolicy", !options.publication_policy.empty());
  ocds::apply(options, given, package);
  for (const char* key : {"uri", "publisher", "publishedDate"}) {
    const auto said = [&](const Finding& finding) { return finding.property == key; };
    if (package.find(key)->is_null() && std::none_of(findings.begin(), findings.end(), said)) {
      findings.push_back(complaint(key, "absent"));
    }
  }
  return ocds::text_before_items(std::move(package), "records");
}

}  // namespace edca::process
