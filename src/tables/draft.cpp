#include "tables/draft.hpp"

#include <algorithm>

namespace edca::tables {
namespace {

/// Members of larger objects are looked up in an index.
constexpr std::size_t few_members = 24;

std::string unescaped(std::string_view token) {
  std::string key;
  for (std::size_t at = 0; at < token.size(); ++at) {
    const char next = at + 1 < token.size() ? token[at + 1] : '\0';
    if (token[at] == '~' && (next == '0' || next == '1')) {
      key += next == '0' ? '~' : '/';
      ++at;
    } else {
      key += token[at];
    }
  }
  return key;
}

}  // namespace

std::vector<std::string> keys_of(std::string_view name) {
  std::vector<std::string> keys;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    keys.push_back(unescaped(name.substr(at, end - at)));
    at = end + 1;
  }
  return keys;
}

void Drafts::clear() {
  drafts_.clear();
  texts_.clear();
}

Draft* Drafts::member(Draft& object, std::string_view key) {
  if (object.members.size() <= few_members) {
    const auto found =
        std::ranges::find(object.members, key, &std::pair<std::string_view, Draft*>::first);
    if (found != object.members.end()) return found->second;
  } else {
    for (std::size_t at = object.index.size(); at < object.members.size(); ++at) {
      object.index.emplace(object.members[at].first, static_cast<std::uint32_t>(at));
    }
    const auto found = object.index.find(key);
    if (found != object.index.end()) return object.members[found->second].second;
  }
  return object.members.emplace_back(keep(key), make()).second;
}

Draft* Drafts::at(Draft& object, std::span<const std::string> path) {
  Draft* draft = &object;
  for (const std::string& key : path) {
    if (draft->kind == Draft::Kind::none) draft->kind = Draft::Kind::object;
    if (draft->kind != Draft::Kind::object) return nullptr;
    draft = member(*draft, key);
  }
  return draft;
}

void Drafts::write(Draft& draft, json::Writer& out) {
  switch (draft.kind) {
    case Draft::Kind::text:
      return out.raw(draft.text);
    case Draft::Kind::array:
      std::ranges::stable_sort(draft.elements, {}, &std::pair<std::uint64_t, Draft*>::first);
      out.put('[');
      for (const auto& [place, element] : draft.elements) {
        write(*element, out);
        out.put(',');
      }
      return out.close(']');
    default:
      break;
  }
  out.put('{');
  for (const auto& [key, value] : draft.members) {
    out.escape(key);
    out.put(':');
    write(*value, out);
    out.put(',');
  }
  out.close('}');
}

}  // namespace edca::tables
