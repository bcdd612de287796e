#include "package/compose.hpp"

#include <algorithm>

#include "items/run_log.hpp"
#include "messages/messages.hpp"
#include "ocds/package_members.hpp"
#include "schema/standards.hpp"

namespace edca::package {
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

/// What packages of the newest standard give as their version.
json::Value newest_version(bool projects) {
  return schema::package_version(schema::newest_of(projects ? "oc4ids" : "ocds"));
}

Finding finding_on(base::RuleId rule, std::string_view field, std::string_view variant) {
  Finding finding = items::RunLog::make_general(rule);
  finding.property = field;
  finding.variant = variant;
  return finding;
}

/// The file; where that says too little, the place in it as well.
std::string named(const ocds::Source& source, bool with_place) {
  return with_place && !source.place.empty() ? source.file + ":" + source.place : source.file;
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
    ocds::apply(of_.members, of_.given, package_);
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
    const PackageMembers& options = of_.members;
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
      // By publisher they would still go together.
      const bool one = member.name == "publisher" && !member.value.text("name").empty() &&
                       member.value.text("name") == member.other.text("name");
      conflict(member.name, member.value, member.source, member.other, member.other_source,
               one ? "one-publisher" : member.name);
    } else {
      findings_.push_back(finding_on("package.metadata", member.name, "dropped"));
    }
  }

  bool said_by_all(const Member& member) const {
    return !part_.bare && member.count == part_.metadata.packages();
  }

  void conflict(std::string_view name, const json::Value& one, const ocds::Source& source,
                const json::Value& other, const ocds::Source& other_source,
                std::string_view variant) {
    Finding finding = finding_on("package.conflict", name, variant);
    const bool one_file = source.file == other_source.file;
    finding.arguments = {{"one", shown(one)},
                         {"source", named(source, one_file)},
                         {"other", shown(other)},
                         {"other_source", named(other_source, one_file)},
                         {"other_file", other_source.file}};
    findings_.push_back(std::move(finding));
  }

  /// Releases of OCDS 1.0 stand in packages without `version`; both together are no package.
  void add_version() {
    if (is_given("version")) return;
    const Member* declared = part_.metadata.find("version");
    if (declared != nullptr && declared->differs) {
      return conflict("version", declared->value, declared->source, declared->other,
                      declared->other_source, "version");
    }
    json::Value version;
    std::optional<ocds::Source> source = of_.projects ? part_.bare : part_.bare_new;
    if (source) version = newest_version(of_.projects);
    if (declared != nullptr) {
      if (source && !(version == declared->value)) {
        return conflict("version", declared->value, declared->source, version, *source, "version");
      }
      version = declared->value;
      source = declared->source;
    }
    if (!version.is_null() && !of_.projects && meets_old(version, *source)) return;
    if (version.is_null() && part_.items == 0 && part_.metadata.packages() == 0) {
      version =
          json::Value(schema::package_version(schema::newest_of(of_.projects ? "oc4ids" : "ocds")));
    }
    package_["version"] = version;
  }

  /// Whether some are of OCDS 1.0, where others are of this version: a conflict.
  bool meets_old(const json::Value& version, const ocds::Source& source) {
    if (const ocds::Source* old = part_.metadata.without_version()) {
      conflict("version", version, source, json::Value(), *old, "no-version");
    } else if (part_.bare_old) {
      conflict("version", version, source, "1.0", *part_.bare_old, "by-shape");
    } else {
      return false;
    }
    return true;
  }

  void add_extensions() {
    if (of_.extensions.empty()) return;
    json::Value& list = package_["extensions"];
    if (!list.is_array()) list = json::Array{};
    for (const std::string& url : of_.extensions) {
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

}  // namespace edca::package
