#include "json/lookahead.hpp"

#include <algorithm>

#include "edca/error.hpp"
#include "json/scan.hpp"

namespace edca::json {
namespace {

constexpr std::size_t chunk = 1 << 20;

}  // namespace

Value read_members(std::string_view object, const std::vector<std::string>& lists) {
  Value members{Object{}};
  if (object.empty() || object[0] != '{') return members;
  MemberScan scan(object);
  while (const auto member = scan.next()) {
    const std::string key(member->key);
    if (member->value.starts_with('[') &&
        std::find(lists.begin(), lists.end(), key) != lists.end()) {
      continue;
    }
    try {
      members[key] = parse(member->value, key);
    } catch (const Error&) {
      // The text is judged later; here only what can be read counts.
    }
  }
  return members;
}

Value members_behind(io::Source& source, const std::vector<std::string>& lists) {
  constexpr std::size_t most = 16 << 20;
  std::vector<char> buffer(chunk);
  ValueSkipper list;
  bool inside = true;
  std::string rest = "{";
  std::size_t held = 0;
  try {
    while (rest.size() < most) {
      const std::size_t got = source.read(buffer.data() + held, buffer.size() - held);
      held += got;
      if (held < buffer.size() && got != 0) continue;
      std::size_t from = 0;
      if (inside) {
        const auto stop = list.feed({buffer.data(), held});
        inside = !stop.has_value();
        from = stop.value_or(held);
      }
      rest.append(buffer.data() + from, held - from);
      held = 0;
      if (got == 0 || (!inside && skip_value(rest.data(), rest.data() + rest.size()) != nullptr))
        break;
    }
  } catch (const io::InputFault&) {
    // Comes out again where the items are read.
  }
  return read_members(rest, lists);
}

}  // namespace edca::json
