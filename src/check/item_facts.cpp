#include "check/item_facts.hpp"

#include "edca/error.hpp"
#include "json/lookahead.hpp"
#include "json/scan.hpp"
#include "json/tree.hpp"
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

const json::Node* member(const json::Node* object, std::string_view key, json::NodeKind kind) {
  const json::Node* found = object == nullptr ? nullptr : json::find(*object, key);
  return found != nullptr && found->kind == kind ? found : nullptr;
}

/// The same of an item that was parsed.
const json::Node* section(const json::Node* item, std::string_view key) {
  constexpr json::NodeKind object = json::NodeKind::object;
  const json::Node* found = member(item, key, object);
  if (found == nullptr) found = member(member(item, "compiledRelease", object), key, object);
  if (found != nullptr) return found;
  const json::Node* releases = member(item, "releases", json::NodeKind::array);
  const json::Node* last = nullptr;
  for (std::uint32_t at = 0; releases != nullptr && at < releases->size; ++at)
    last = last == nullptr ? releases + 1 : last->next();
  return member(last, key, object);
}

constexpr std::size_t longest_title = 4000;  // bytes
constexpr std::size_t title_width = 80;

}  // namespace

std::string buyer_of(std::string_view item) {
  const json::Value buyer = json::read_members(section(item, "buyer"), {});
  return std::string(buyer.text("name", buyer.text("id")));
}

std::string title_of(std::string_view item) {
  std::string_view title = member(section(item, "tender"), "title", '"');
  if (title.empty()) title = member(item, "title", '"');
  if (title.empty() || title.size() > longest_title) return {};
  try {
    return messages::shorten(json::parse(title, "title").as_string(), title_width);
  } catch (const Error&) {
    // What is wrong with it was found; here only what can be read counts.
    return {};
  }
}

std::string title_of(std::string_view item, const json::Node* tree) {
  if (tree == nullptr) return title_of(item);
  const json::Node* title = member(section(tree, "tender"), "title", json::NodeKind::string);
  if (title == nullptr) title = member(tree, "title", json::NodeKind::string);
  if (title == nullptr) return {};
  // How long a text with escapes was, only the item tells.
  constexpr std::size_t longest_escape = 6;
  if (title->size > longest_title / longest_escape - 2) return title_of(item);
  return messages::shorten(std::string(title->view()), title_width);
}

}  // namespace edca::check
