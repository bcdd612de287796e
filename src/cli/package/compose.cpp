#include "cli/package/compose.hpp"

#include <algorithm>

#include "cli/log.hpp"
#include "messages/messages.hpp"
#include "ocds/package_members.hpp"
#include "schema/standards.hpp"

namespace edca::cli {
namespace {

using Member = ocds::Metadata::Member;

constexpr std::size_t shown_bytes = 120;

/// Members that say who answers for the data and what may be done with them.
bool is_decisive(std::string_view name) {
  return name == "publisher" || name == "license" || name == "publicationPolicy" ||
         name == "version";
}

std::string shown(const json::Value& value) {
  return messages::shorten(json::write(value), shown_bytes);
}

Finding finding_on(base::RuleId rule, std::string_view field, const char* variant) {
  Finding finding = Log::make(rule);
  finding.has_position = false;
  finding.property = field;
  finding.variant = variant;
  return finding;
}

/// Composes one package.
class Composer {
 public:
  Composer(const Composition& composition, const Part& part, std::vector<Finding>& findings)
      : of_(composition), part_(part), findings_(findings) {}

  json::Value compose() {
    if (part_.metadata.packages() == 0) {
      for (const char* key : {"uri", "version", "extensions", "publishedDate", "publisher"}) {
        package_[key] = json::Value();
      }
    }
    for (const Member& member : part_.metadata.members()) add(member);
    add_version();
    ocds::apply(of_.command.package_options, of_.given, package_);
    add_extensions();
    for (const char* key : {"uri", "publishedDate", "publisher"}) {
      const json::Value* value = package_.find(key);
      if (value != nullptr && !value->is_null()) continue;
      const bool dropped = key == std::string_view("uri") && part_.metadata.find("uri") != nullptr;
      findings_.push_back(finding_on("package.metadata", key, dropped ? "uri" : "absent"));
    }
    return std::move(package_);
  }

 private:
  /// Whether an option or the package file says it.
  bool is_given(std::string_view name) const {
    const PackageMembers& options = of_.command.package_options;
    if (of_.given.find(name) != nullptr) return true;
    return (name == "uri" && !options.uri.empty()) ||
           (name == "publishedDate" && !options.published_date.empty()) ||
           (name == "publisher" && !options.publisher_name.empty()) ||
           (name == "license" && !options.license.empty()) ||
           (name == "publicationPolicy" && !options.publication_policy.empty());
  }

  void add(const Member& member) {
    if (member.name == "releases" || member.name == "records" || member.name == "projects") return;
    json::Value& value = package_[member.name];
    if (is_given(member.name) || member.name == "version") return;
    if (member.name == "uri" && (!of_.single || part_.bare || part_.metadata.packages() > 1)) {
      return;
    }
    if (!member.differs) {
      value = member.value;
      if (is_decisive(member.name) && member.count > 0 && !said_by_all(member)) {
        findings_.push_back(finding_on("package.metadata", member.name, "partial"));
      }
      return;
    }
    if (is_decisive(member.name)) {
      conflict(member.name, member.value, member.source, member.other, member.other_source);
    } else {
      findings_.push_back(finding_on("package.metadata", member.name, "dropped"));
    }
  }

  bool said_by_all(const Member& member) const {
    return !part_.bare && member.count == part_.metadata.packages();
  }

  void conflict(std::string_view name, const json::Value& one, const std::string& source,
                const json::Value& other, const std::string& other_source) {
    Finding finding = finding_on("package.conflict", name, other.is_null() ? "no-version" : "");
    finding.arguments = {{"one", shown(one)},
                         {"source", source},
                         {"other", shown(other)},
                         {"other_source", other_source}};
    findings_.push_back(std::move(finding));
  }

  /// Releases of OCDS 1.0 stand in packages without `version`; both together are no package.
  void add_version() {
    if (is_given("version")) return;
    const Member* declared = part_.metadata.find("version");
    const std::string* unversioned = part_.metadata.without_version();
    if (part_.bare_old && unversioned == nullptr) unversioned = &part_.bare_source;
    json::Value version;
    std::string source = part_.bare_source;
    if (part_.bare_new || (part_.bare && of_.projects))
      version =
          json::Value(schema::package_version(schema::newest_of(of_.projects ? "oc4ids" : "ocds")));
    if (declared != nullptr) {
      if (declared->differs) {
        return conflict("version", declared->value, declared->source, declared->other,
                        declared->other_source);
      }
      if (!version.is_null() && !(version == declared->value)) {
        return conflict("version", declared->value, declared->source, version, source);
      }
      version = declared->value;
      source = declared->source;
    }
    if (!version.is_null() && unversioned != nullptr && !of_.projects) {
      return conflict("version", version, source, json::Value(), *unversioned);
    }
    if (version.is_null() && part_.items == 0 && part_.metadata.packages() == 0) {
      version =
          json::Value(schema::package_version(schema::newest_of(of_.projects ? "oc4ids" : "ocds")));
    }
    package_["version"] = version;
  }

  void add_extensions() {
    if (of_.command.extensions.empty()) return;
    json::Value& list = package_["extensions"];
    if (!list.is_array()) list = json::Array{};
    for (const std::string& url : of_.command.extensions) {
      const json::Value value(url);
      const auto& known = list.as_array();
      if (std::find(known.begin(), known.end(), value) == known.end()) {
        list.as_array().push_back(value);
      }
    }
  }

  const Composition& of_;
  const Part& part_;
  std::vector<Finding>& findings_;
  json::Value package_{json::Object{}};
};

}  // namespace

json::Value compose(const Composition& composition, const Part& part,
                    std::vector<Finding>& findings) {
  return Composer(composition, part, findings).compose();
}

}  // namespace edca::cli
