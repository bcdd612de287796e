#include "process/release_reader.hpp"

#include <optional>

#include "base/moved.hpp"
#include "edca/error.hpp"
#include "items/origin.hpp"
#include "json/members.hpp"

namespace edca::process {
namespace {

bool is_linked(std::string_view release) {
  std::string_view values[2];
  if (release.starts_with('{')) json::find_members(release, {"url", "ocid"}, values);
  return !values[0].empty() && values[1].empty();
}

}  // namespace

void ReleaseReader::read_existing(const io::Input& input, bool versioned, const Proceed& progress) {
  existing_ = true;
  versioned_ = versioned;
  read(input, progress);
  existing_ = false;
}

void ReleaseReader::take(Kind kind, const Item& item) {
  switch (kind) {
    case Kind::release:
    case Kind::compiled_release:
      return release(item, {});
    case Kind::record:
      return record(item);
    default:
      if (!readable(item)) return;
      if (kind == Kind::project && projects_) return projects_(item, file_);
      add("merge.no-releases", item).variant =
          kind == Kind::versioned_release ? "versioned" : "project";
  }
}

void ReleaseReader::upgrade_with(const ocds::ProfileChoice& choice) {
  upgrader_ = std::make_unique<upgrade::ItemUpgrader>(choice, nullptr);
  reader_.decided = [this](const json::Value& metadata) { return upgrader_->decided(metadata); };
}

upgrade::ItemUpgrader::Upgraded ReleaseReader::upgraded(const Item& item) {
  upgrade::Changes changes;
  auto result = upgrader_->release(item.text, item.bare ? nullptr : &target_, changes);
  upgrade::list_changes(
      changes, {item.text, item.place, item.base},
      [this](base::RuleId rule, const Item& place) -> Finding& { return add(rule, place); });
  return result;
}

std::uint64_t ReleaseReader::begin_package(Kind kind, const json::Value& metadata) {
  if (upgrader_) target_ = upgrader_->package(kind, metadata, {});
  return kind == Kind::release_package ? packages_.reserve() : 0;
}

void ReleaseReader::end_package(Kind kind, const json::Value& metadata, std::string_view first,
                                std::uint64_t number) {
  if (kind == Kind::project_package) return;
  if (kind == Kind::release_package) {
    packages_.complete(number, metadata);
  } else {
    packages_.add_record_package(metadata);
  }
  judged(ruleset_.package(kind, metadata, first));
}

void ReleaseReader::judged(const ocds::Decision& decision) {
  count(decision);
  for (const DeclaredExtension& extension : decision.extensions) {
    if (extension.status != "unknown" || !unknown_extensions_.insert(extension.url).second) {
      continue;
    }
    Finding& finding = add("merge.unknown-extension", {});
    finding.arguments = {{"url", extension.url}};
    finding.has_position = false;
  }
}

bool ReleaseReader::takes(const json::Unit& unit) {
  if (existing_) existing(unit);
  return existing_;
}

void ReleaseReader::existing(const json::Unit& unit) {
  if (unit.kind != json::Unit::Kind::text || !unit.text.starts_with('{') ||
      !base::is_utf8(unit.text)) {
    refuse_existing();
  }
  std::string_view values[3];
  json::find_members(unit.text, {"ocid", "tag", "releases"}, values);
  const std::optional<std::string> ocid = json::decoded(values[0]);
  if (!ocid && projects_ && ocds::shape_of(unit.text).kind == Kind::project) {
    const Item project{unit.text, unit.place, unit.base};
    if (!readable(project)) refuse_existing();
    count(Kind::project);
    ++log_.file(file_).items;
    return projects_(project, file_);
  }
  if (!ocid || !values[2].empty()) refuse_existing();
  if (values[1].empty() != versioned_) {
    throw Error(ErrorKind::usage, "merge.into-form", {{"path", log_.file(file_).file}});
  }
  count(versioned_ ? Kind::versioned_release : Kind::compiled_release);
  ++log_.file(file_).items;
  head_.clear();
  items::Origin{file_, 0, true, unit.place, unit.base}.write(head_);
  grouper_.add(*ocid, head_, unit.text);
}

void ReleaseReader::refuse_existing() const {
  throw Error(ErrorKind::input, "merge.into", {{"path", log_.file(file_).file}});
}

void ReleaseReader::record(const Item& item) {
  std::string_view values[4];
  if (item.text.starts_with('{')) {
    json::find_members(item.text, {"ocid", "releases", "compiledRelease", "versionedRelease"},
                       values);
  }
  const std::string ocid = json::decoded(values[0]).value_or("");
  std::uint64_t linked = 0;
  std::uint64_t embedded = 0;
  if (values[1].starts_with('[')) {
    each_element(values[1], base::moved(item.place, item.text, values[1].data()),
                 item.base + "/releases", [&](Item element) {
                   if (is_linked(element.text)) {
                     ++linked;
                     return;
                   }
                   ++embedded;
                   element.bare = item.bare;
                   release(element, ocid);
                 });
  }
  if (accepts_compiled_ && embedded == 0 && values[2].starts_with('{')) {
    Item compiled = item;
    compiled.text = values[2];
    compiled.place = base::moved(item.place, item.text, values[2].data());
    compiled.base += "/compiledRelease";
    return release(compiled, ocid);
  }
  const std::uint64_t before = errors();
  check_around(item, values[1].starts_with('[') ? values[1] : std::string_view(), 0);
  if ((embedded > 0 && linked == 0) || errors() > before) return;
  Finding& finding = add(
      linked > 0 ? base::RuleId("merge.linked-releases") : base::RuleId("merge.no-releases"), item);
  finding.ocid = ocid;
  finding.arguments = {{"count", std::to_string(linked)}};
  finding.variant = linked == 0 ? "record" : embedded > 0 ? "some" : "";
}

void ReleaseReader::release(const Item& item, std::string_view record_ocid) {
  ++log_.file(file_).releases;
  log_.add_releases(1);
  std::optional<std::string> ocid;
  if (item.text.starts_with('{')) ocid = json::decoded(json::member_of(item.text, "ocid"));
  if (!ocid || !base::is_utf8(item.text)) {
    if (!readable(item)) return;
    add("merge.no-ocid", item).variant = item.text.starts_with('{') ? "" : "not-object";
    return;
  }
  std::string_view text = item.text;
  upgrade::ItemUpgrader::Upgraded today;
  if (upgrader_) {
    today = upgraded(item);
    text = today.text;
  }
  if (item.bare) {
    judged(upgrader_ && today.readable ? ruleset_.release(text, today.mexican_field)
                                       : ruleset_.item(Kind::release, text));
  }
  if (!record_ocid.empty() && record_ocid != *ocid) {
    Finding& finding = add("merge.record-ocid", item);
    finding.ocid = *ocid;
    finding.arguments = {{"ocid", *ocid}, {"record", std::string(record_ocid)}};
  }
  head_.clear();
  items::Origin{file_, item.package, false, item.place, item.base}.write(head_);
  grouper_.add(*ocid, head_, text);
}

}  // namespace edca::process
