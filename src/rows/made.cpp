#include "rows/made.hpp"

#include <utility>

#include "rows/values.hpp"

namespace edca::rows {
namespace {

/// Up to so many members are looked through faster than they are looked up.
constexpr std::size_t few = 16;

}  // namespace

Made* Made::find(std::string_view key) const {
  if (!inner) return nullptr;
  if (!inner->by_name.empty()) {
    const auto found = inner->by_name.find(key);
    return found == inner->by_name.end() ? nullptr : found->second;
  }
  for (const auto& [name, value] : inner->members)
    if (name == key) return value;
  return nullptr;
}

Made& MadeStore::make(Made::Kind kind, const CellAt& at) {
  Made& made = all_.emplace_back();
  made.kind = kind;
  made.at = at;
  if (kind != Made::Kind::value) made.inner = std::make_unique<Made::Inner>();
  return made;
}

Made* MadeStore::member(Made& object, std::string_view key, Made::Kind kind, const CellAt& at) {
  Made* found = object.find(key);
  if (found != nullptr) return found->kind == kind ? found : nullptr;
  Made& made = make(kind, at);
  add_member(object, key, made);
  return &made;
}

void MadeStore::add_member(Made& object, std::string_view key, Made& made) {
  auto name = names_.find(key);
  if (name == names_.end()) name = names_.emplace(key).first;
  Made::Inner& inner = *object.inner;
  inner.members.emplace_back(*name, &made);
  if (inner.members.size() == few + 1) {
    inner.by_name.insert(inner.members.begin(), inner.members.end());
  } else if (inner.members.size() > few) {
    inner.by_name.emplace(*name, &made);
  }
}

void write(const Made& made, std::string& out) {
  if (made.kind == Made::Kind::value) {
    out += made.text;
    return;
  }
  const bool list = made.kind == Made::Kind::list;
  out += list ? '[' : '{';
  bool first = true;
  for (const Made* element : made.elements()) {
    if (!std::exchange(first, false)) out += ',';
    write(*element, out);
  }
  for (const auto& [key, value] : made.members()) {
    if (!std::exchange(first, false)) out += ',';
    out.append(json_text(key)).append(1, ':');
    write(*value, out);
  }
  out += list ? ']' : '}';
}

}  // namespace edca::rows
