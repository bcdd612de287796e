#include "cli/merge/intake.hpp"
#include "cli/merge/members.hpp"
#include "edca/error.hpp"

#include <optional>

namespace edca::cli {
namespace {

bool is_linked(std::string_view release) {
  std::string_view values[2];
  if (release.starts_with('{')) find_members(release, {"url", "ocid"}, values);
  return !values[0].empty() && values[1].empty();
}

}  // namespace

void Intake::existing(const Item& item) {
  if (!item.text.starts_with('{') || !json::is_utf8(item.text)) refuse_existing();
  std::string_view values[3];
  find_members(item.text, {"ocid", "tag", "releases"}, values);
  const std::optional<std::string> ocid = decoded(values[0]);
  if (!ocid || !values[2].empty()) refuse_existing();
  if (values[1].empty() != versioned_) {
    throw Error(ErrorKind::usage, "merge.into-form", {{"path", log_.file(file_).file}});
  }
  count(versioned_ ? Kind::versioned_release : Kind::compiled_release);
  count_item();
  head_.clear();
  Origin{file_, 0, true, item.place, item.base}.write(head_);
  grouper_.add(*ocid, head_, item.text);
}

void Intake::refuse_existing() const {
  throw Error(ErrorKind::input, "merge.into", {{"path", log_.file(file_).file}});
}

void Intake::record(const Item& item) {
  std::string_view values[4];
  if (item.text.starts_with('{')) {
    find_members(item.text, {"ocid", "releases", "compiledRelease", "versionedRelease"}, values);
  }
  const std::string ocid = decoded(values[0]).value_or("");
  std::uint64_t linked = 0;
  std::uint64_t embedded = 0;
  if (values[1].starts_with('[')) {
    each_element(values[1], moved(item.place, item.text, values[1].data()), item.base + "/releases",
                 [&](Item element) {
                   if (is_linked(element.text)) {
                     ++linked;
                     return;
                   }
                   ++embedded;
                   element.bare = item.bare;
                   release(element, ocid);
                 });
  }
  const std::uint64_t errors = checker_->errors(findings_);
  check_around(item, values[1].starts_with('[') ? values[1] : std::string_view(), 0);
  if ((embedded > 0 && linked == 0) || checker_->errors(findings_) > errors) return;
  Finding& finding = add(linked > 0 ? "merge.linked-releases" : "merge.no-releases", item);
  finding.ocid = ocid;
  finding.arguments = {{"count", std::to_string(linked)}};
  finding.variant = linked == 0 ? "record" : embedded > 0 ? "some" : "";
}

void Intake::release(const Item& item, std::string_view record_ocid) {
  ++log_.file(file_).releases;
  log_.add_releases(1);
  std::optional<std::string> ocid;
  if (item.text.starts_with('{')) ocid = decoded(member_of(item.text, "ocid"));
  if (!ocid || !json::is_utf8(item.text)) {
    if (!readable(item)) return;
    add("merge.no-ocid", item).variant = item.text.starts_with('{') ? "" : "not-object";
    return;
  }
  if (item.bare) count(ruleset_.item(Kind::release, item.text));
  if (!record_ocid.empty() && record_ocid != *ocid) {
    Finding& finding = add("merge.record-ocid", item);
    finding.ocid = *ocid;
    finding.arguments = {{"ocid", *ocid}, {"record", std::string(record_ocid)}};
  }
  head_.clear();
  Origin{file_, item.package, false, item.place, item.base}.write(head_);
  grouper_.add(*ocid, head_, item.text);
}

}  // namespace edca::cli
