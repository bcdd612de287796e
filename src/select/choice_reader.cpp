#include "select/choice_reader.hpp"

#include "items/origin.hpp"
#include "json/members.hpp"

namespace edca::select {

void ChoiceReader::take(Kind kind, const Item& item) {
  if (kind != Kind::release && kind != Kind::compiled_release && kind != Kind::record) {
    if (readable(item))
      add("merge.no-releases", item).variant =
          kind == Kind::versioned_release ? "versioned" : "project";
    return;
  }
  if (kind == Kind::record) {
    if (!readable(item)) return;
  } else {
    ++log_.file(file_).releases;
    log_.add_releases(1);
  }
  std::optional<std::string> ocid;
  if (item.text.starts_with('{')) ocid = json::decoded(json::member_of(item.text, "ocid"));
  if (!ocid || !base::is_utf8(item.text)) {
    if (!readable(item)) return;
    add("merge.no-ocid", item).variant = item.text.starts_with('{') ? "" : "not-object";
    return;
  }
  if (item.bare) judged(ruleset_.item(kind, item.text));
  head_.clear();
  items::Origin{file_, item.package, false, item.place, item.base}.write(head_);
  grouper_.add(*ocid, head_, item.text);
}

std::uint64_t ChoiceReader::begin_package(Kind, const json::Value&) {
  packages_.emplace_back();
  return packages_.size() - 1;
}

void ChoiceReader::end_package(Kind kind, const json::Value& metadata, std::string_view first,
                               std::uint64_t number) {
  if (keep_) packages_[number] = json::write(metadata);
  if (kind != Kind::project_package) judged(ruleset_.package(kind, metadata, first));
}

void ChoiceReader::judged(const ocds::Decision& decision) {
  count(decision);
  for (const DeclaredExtension& extension : decision.extensions) {
    if (extension.status != "unknown" || !unknown_extensions_.insert(extension.url).second)
      continue;
    Finding& finding = add("merge.unknown-extension", {});
    finding.arguments = {{"url", extension.url}};
    finding.has_position = false;
  }
}

}  // namespace edca::select
