#include "projects/touched.hpp"

#include <unordered_map>
#include <vector>

#include "json/compact.hpp"
#include "json/members.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "projects/values.hpp"

namespace edca::projects {

void Touched::add(const std::string& pointer) {
  whole_.insert(pointer);
  for (std::size_t end = pointer.rfind('/'); end != pointer.npos && end > 0;
       end = pointer.rfind('/', end - 1))
    if (!around_.insert(pointer.substr(0, end)).second) return;
  around_.emplace();
}

void Touched::write(std::string_view text, const json::Value& now, std::string& out) const {
  std::string pointer;
  write(text, now, pointer, out);
}

void Touched::write(std::string_view text, const json::Value& now, std::string& pointer,
                    std::string& out) const {
  if (whole_.count(pointer) != 0) {
    out += json::write(now);
  } else if (around_.count(pointer) == 0) {
    json::append_compact(text, out);
  } else if (text.starts_with('{') && now.is_object()) {
    write_members(text, now, pointer, out);
  } else if (text.starts_with('[') && now.is_array()) {
    write_elements(text, now, pointer, out);
  } else {
    out += json::write(now);
  }
}

/// Those that were there in their order, then new ones. Of a name that stands twice, the last value
/// is the one that may have changed.
void Touched::write_members(std::string_view text, const json::Value& now, std::string& pointer,
                            std::string& out) const {
  std::vector<json::MemberScan::Member> members;
  std::unordered_map<std::string, std::size_t> last;
  json::MemberScan scan(text);
  while (const auto member = scan.next()) {
    last[json::decoded('"' + std::string(member->key) + '"').value_or("")] = members.size();
    members.push_back(*member);
  }
  const Fields fields(now);
  const std::size_t size = pointer.size();
  char before = '{';
  for (std::size_t at = 0; at < members.size(); ++at) {
    const std::string name = json::decoded('"' + std::string(members[at].key) + '"').value_or("");
    const json::Value* value = fields.find(name);
    out.append(1, before).append("\"").append(members[at].key).append("\":");
    before = ',';
    if (value == nullptr || last[name] != at) {
      json::append_compact(members[at].value, out);
      continue;
    }
    json::append_token(pointer, name);
    write(members[at].value, *value, pointer, out);
    pointer.resize(size);
  }
  for (const auto& [name, value] : now.as_object()) {
    if (last.count(name) != 0) continue;
    out += before;
    before = ',';
    json::write_string(name, out);
    out.append(1, ':').append(json::write(value));
  }
  out += before == '{' ? "{}" : "}";
}

void Touched::write_elements(std::string_view text, const json::Value& now, std::string& pointer,
                             std::string& out) const {
  const std::size_t size = pointer.size();
  const json::Array& elements = now.as_array();
  json::ElementScan scan(text);
  std::size_t at = 0;
  char before = '[';
  for (; at < elements.size(); ++at, before = ',') {
    const auto element = scan.next();
    if (!element) break;
    out += before;
    pointer.append("/").append(std::to_string(at));
    write(*element, elements[at], pointer, out);
    pointer.resize(size);
  }
  for (; at < elements.size(); ++at, before = ',')
    out.append(1, before).append(json::write(elements[at]));
  out += before == '[' ? "[]" : "]";
}

}  // namespace edca::projects
