#include "cli/diff/items.hpp"

#include <optional>

#include "json/members.hpp"

namespace edca::cli {

void DiffHead::write(std::string& out) const {
  out += newer ? '\1' : '\0';
  out += static_cast<char>(kind);
  origin.write(out);
}

DiffHead DiffHead::read(std::string_view bytes) {
  return {bytes[0] != '\0', static_cast<ocds::Kind>(bytes[1]),
          items::Origin::read(bytes.substr(2))};
}

DiffIntake::DiffIntake(const DiffCommand& command, io::Grouper& grouper, Log& log)
    : items::ItemReader(command.options.encoding, command.options.temporary_folder, log),
      grouper_(grouper) {
  accept_any_value();
}

bool DiffIntake::nothing_in_common() const {
  return kinds_[0].any() && kinds_[1].any() && (kinds_[0] & kinds_[1]).none();
}

void DiffIntake::take(Kind kind, const Item& item) {
  if (!readable(item)) return;
  const bool object = item.text.starts_with('{');
  // In the list of a package a compiled release can be told only by its shape.
  if (object && kind == Kind::release) {
    const Kind shape = ocds::shape_of(item.text).kind;
    if (shape == Kind::compiled_release || shape == Kind::versioned_release) kind = shape;
  }
  const bool project = kind == Kind::project;
  std::optional<std::string> id;
  if (object) id = json::decoded(json::member_of(item.text, project ? "id" : "ocid"));
  if (!id) {
    add("diff.no-id", item).variant = !object ? "not-object" : project ? "project" : "";
    return;
  }
  kinds_[newer_ ? 1 : 0].set(static_cast<std::size_t>(kind));
  key_ = project ? project_mark : process_mark;
  key_ += *id;
  head_.clear();
  DiffHead{newer_, kind, {file_, 0, false, item.place, item.base}}.write(head_);
  grouper_.add(key_, head_, item.text);
}

}  // namespace edca::cli
