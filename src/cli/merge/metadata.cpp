#include "cli/merge/metadata.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <unordered_set>

#include "cli/intake/log.hpp"
#include "edca/error.hpp"
#include "merge/dates.hpp"

namespace edca::cli {
namespace {

bool is_newer(const std::string& date, const std::string& than) {
  const auto time = merge::instant(date);
  const auto other = merge::instant(than);
  if (time && other) return *time > *other;
  return time.has_value() != other.has_value() ? time.has_value() : date > than;
}

json::Value read_package_file(const std::string& path) {
  if (path.empty()) return json::Object{};
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  if (!file) throw Error(ErrorKind::input, "merge.package-file", {{"path", path}});
  json::Value value = json::parse(text, path);
  if (!value.is_object()) throw Error(ErrorKind::input, "merge.package-file", {{"path", path}});
  for (const char* list : {"releases", "records"}) value.erase(list);
  return value;
}

json::Value list_of(const std::vector<std::string>& texts) {
  json::Array list;
  std::unordered_set<std::string_view> known;
  for (const std::string& text : texts) {
    if (known.insert(text).second) list.emplace_back(text);
  }
  return list;
}

void set(json::Value& object, std::string_view key, const std::string& text) {
  if (!text.empty()) object[key] = json::Value(text);
}

Finding complaint(std::string_view field, const char* variant) {
  Finding finding = Log::make("merge.package-metadata");
  finding.has_position = false;
  finding.variant = variant;
  finding.property = field;
  return finding;
}

}  // namespace

void PackageFacts::Common::add(const json::Value* other) {
  if (other == nullptr || other->is_null()) return;
  if (!value) {
    value = *other;
  } else if (!(*value == *other)) {
    differs = true;
  }
}

std::uint64_t PackageFacts::reserve() {
  if (uris_.empty()) uris_.emplace_back();
  uris_.emplace_back();
  return uris_.size() - 1;
}

void PackageFacts::complete(std::uint64_t number, const json::Value& metadata) {
  uris_[number] = metadata.text("uri");
  if (!uris_[number].empty()) packages_.push_back(uris_[number]);
  add_common(metadata);
}

std::uint64_t PackageFacts::add_release_package(const json::Value& metadata) {
  const std::uint64_t number = reserve();
  complete(number, metadata);
  return number;
}

void PackageFacts::add_record_package(const json::Value& metadata) {
  if (const json::Value* packages = metadata.find("packages"); packages && packages->is_array()) {
    for (const json::Value& uri : packages->as_array()) {
      if (uri.is_string()) packages_.push_back(uri.as_string());
    }
  }
  add_common(metadata);
}

void PackageFacts::add_common(const json::Value& metadata) {
  if (const json::Value* declared = metadata.find("extensions"); declared && declared->is_array()) {
    for (const json::Value& url : declared->as_array()) {
      if (url.is_string() &&
          std::find(extensions_.begin(), extensions_.end(), url.as_string()) == extensions_.end()) {
        extensions_.push_back(url.as_string());
      }
    }
  }
  const std::string published(metadata.text("publishedDate"));
  if (!published.empty() && (published_.empty() || is_newer(published, published_))) {
    published_ = published;
  }
  publisher_.add(metadata.find("publisher"));
  license_.add(metadata.find("license"));
  policy_.add(metadata.find("publicationPolicy"));
}

const std::string& PackageFacts::uri(std::uint64_t number) const {
  static const std::string none;
  return number < uris_.size() ? uris_[number] : none;
}

std::string PackageFacts::open_package(const PackageOptions& options, const std::string& version,
                                       const std::vector<std::string>& more_extensions,
                                       std::vector<Finding>& findings) const {
  const json::Value given = read_package_file(options.file);
  json::Value package{json::Object{}};
  std::vector<std::string> extensions = extensions_;
  extensions.insert(extensions.end(), more_extensions.begin(), more_extensions.end());
  for (const char* key : {"uri", "version", "extensions", "publisher", "license",
                          "publicationPolicy", "publishedDate", "packages"}) {
    package[key] = json::Value();
  }
  if (!version.empty()) package["version"] = json::Value(version);
  if (!extensions.empty()) package["extensions"] = list_of(extensions);
  if (!packages_.empty()) package["packages"] = list_of(packages_);
  set(package, "publishedDate", published_);
  const auto keep = [&](std::string_view key, const Common& common, bool replaced) {
    if (common.differs && !replaced && given.find(key) == nullptr) {
      findings.push_back(complaint(key, "differs"));
    } else if (common.value && !common.differs) {
      package[key] = *common.value;
    }
  };
  keep("publisher", publisher_, !options.publisher_name.empty());
  keep("license", license_, !options.license.empty());
  keep("publicationPolicy", policy_, !options.publication_policy.empty());
  for (const auto& [key, value] : given.as_object()) package[key] = value;
  set(package, "uri", options.uri);
  set(package, "publishedDate", options.published_date);
  set(package, "license", options.license);
  set(package, "publicationPolicy", options.publication_policy);
  // Another name is another publisher: what the inputs say of theirs does not belong to it.
  if (!options.publisher_name.empty()) package["publisher"] = json::Value();
  if (json::Value& publisher = package["publisher"]; publisher.is_null() || publisher.is_object()) {
    set(publisher, "name", options.publisher_name);
    set(publisher, "uri", options.publisher_uri);
    set(publisher, "scheme", options.publisher_scheme);
    set(publisher, "uid", options.publisher_uid);
  }
  for (const char* key : {"uri", "publisher", "publishedDate"}) {
    if (package.find(key)->is_null() &&
        std::none_of(findings.begin(), findings.end(),
                     [&](const Finding& finding) { return finding.property == key; })) {
      findings.push_back(complaint(key, "absent"));
    }
  }
  std::erase_if(package.as_object(),
                [](const json::Member& member) { return member.second.is_null(); });
  std::string text = json::write(package);
  text.back() = package.as_object().empty() ? '{' : ',';
  if (package.as_object().empty()) text = "{";
  return text + "\"records\":[";
}

}  // namespace edca::cli
