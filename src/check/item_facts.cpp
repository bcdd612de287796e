#include "check/item_facts.hpp"

#include "edca/error.hpp"
#include "json/lookahead.hpp"
#include "json/scan.hpp"
#include "json/value.hpp"
#include "messages/messages.hpp"

namespace edca::check {

namespace {

/// The text of a member that begins with `first`; empty when there is none. Of several of one name
/// the last counts.
std::string_view member(std::string_view object, std::string_view key, char first) {
  std::string_view found;
  if (!object.starts_with('{')) return found;
  json::MemberScan scan(object);
  while (const auto member = scan.next())
    if (member->key == key) found = member->value;
  return found.starts_with(first) ? found : std::string_view();
}

/// A member that is an object: of a release, else of the compiled or last release of a record.
std::string_view section(std::string_view item, std::string_view key) {
  std::string_view found = member(item, key, '{');
  if (found.empty()) found = member(member(item, "compiledRelease", '{'), key, '{');
  if (!found.empty()) return found;
  const std::string_view releases = member(item, "releases", '[');
  if (releases.empty()) return found;
  std::string_view last;
  json::ElementScan scan(releases);
  while (const auto release = scan.next()) last = *release;
  return member(last, key, '{');
}

}  // namespace

std::string buyer_of(std::string_view item) {
  const json::Value buyer = json::read_members(section(item, "buyer"), {});
  return std::string(buyer.text("name", buyer.text("id")));
}

std::string title_of(std::string_view item) {
  constexpr std::size_t longest = 4000;  // bytes
  constexpr std::size_t width = 80;
  std::string_view title = member(section(item, "tender"), "title", '"');
  if (title.empty()) title = member(item, "title", '"');
  if (title.empty() || title.size() > longest) return {};
  try {
    return messages::shorten(json::parse(title, "title").as_string(), width);
  } catch (const Error&) {
    // What is wrong with it was found; here only what can be read counts.
    return {};
  }
}

}  // namespace edca::check
