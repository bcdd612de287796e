#include "diff/snapshot_reader.hpp"

#include <optional>

#include "json/members.hpp"

namespace edca::diff {

void Head::write(std::string& out) const {
  out += newer ? '\1' : '\0';
  out += static_cast<char>(kind);
  origin.write(out);
}

Head Head::read(std::string_view bytes) {
  return {bytes[0] != '\0', static_cast<ocds::Kind>(bytes[1]),
          items::Origin::read(bytes.substr(2))};
}

SnapshotReader::SnapshotReader(Encoding encoding, const std::string& temporary_folder,
                               io::Grouper& grouper, items::RunLog& log)
    : items::ItemReader(encoding, temporary_folder, log), grouper_(grouper) {
  accept_any_value();
}

bool SnapshotReader::nothing_in_common() const {
  return kinds_[0].any() && kinds_[1].any() && (kinds_[0] & kinds_[1]).none();
}

void SnapshotReader::take(Kind kind, const Item& item) {
  if (!readable(item)) return;
  const bool object = item.text.starts_with('{');
  // In the list of a package a compiled release can be told only by its shape. All else there is a
  // release, whatever it looks like, as it is for the merge.
  if (object && kind == Kind::release && ocds::shape_of(item.text).kind == Kind::compiled_release) {
    kind = Kind::compiled_release;
  }
  const bool project = kind == Kind::project;
  std::optional<std::string> id;
  if (object) id = json::decoded(json::member_of(item.text, project ? "id" : "ocid"));
  if (!id || (project && id->empty())) {
    add("diff.no-id", item).variant = !object ? "not-object" : project ? "project" : "";
    return;
  }
  kinds_[newer_ ? 1 : 0].set(static_cast<std::size_t>(kind));
  key_ = project ? project_mark : process_mark;
  key_ += *id;
  head_.clear();
  Head{newer_, kind, {file_, 0, false, item.place, item.base}}.write(head_);
  grouper_.add(key_, head_, item.text);
}

}  // namespace edca::diff
