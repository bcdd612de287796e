#include "portal/item_facts.hpp"

#include "base/text.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "portal/digest.hpp"

namespace edca::portal {
namespace {

/// The text of a member; nothing for other values.
std::optional<std::string> text_of(const json::Node& object, std::string_view key,
                                   std::string_view text) {
  const json::Node* value = json::find(object, key);
  if (value == nullptr || value->kind != json::NodeKind::string) return std::nullopt;
  if (base::is_utf8(value->view())) return std::string(value->view());
  return json::decoded(json::member_of(text, key));  // half a surrogate pair
}

/// The id of a release: a string, or whatever else stands there.
std::string id_of(const json::Node& release, std::string_view text) {
  auto id = text_of(release, "id", text);
  return id ? std::move(*id) : std::string(json::member_of(text, "id"));
}

std::uint64_t awards_and_contracts(const json::Node& release) {
  std::uint64_t count = 0;
  for (const std::string_view key : {"awards", "contracts"}) {
    const json::Node* list = json::find(release, key);
    if (list != nullptr && list->kind == json::NodeKind::array) count += list->size;
  }
  return count;
}

}  // namespace

const json::Node* ItemReader::parsed(std::string_view text) {
  tree_.clear();
  if (!base::is_utf8(text)) return nullptr;
  const json::Tree::Read read = tree_.parse(text);
  return read.error == json::ReadError::none ? &tree_.at(read.root) : nullptr;
}

ItemFacts ItemReader::read(ItemKind kind, std::string_view text, const json::Node* tree) {
  if (tree == nullptr) tree = parsed(text);
  if (tree == nullptr || tree->kind != json::NodeKind::object) return {};
  if (kind == ItemKind::release) return release(*tree, text);
  if (kind == ItemKind::record) return record(*tree, text);
  ItemFacts facts{true, text_of(*tree, "id", text), {}, {}};
  facts.date = text_of(*tree, "updated", text).value_or("");
  return facts;
}

ItemFacts ItemReader::release(const json::Node& release, std::string_view text) const {
  ItemFacts facts{true, text_of(release, "ocid", text), id_of(release, text),
                  text_of(release, "date", text).value_or("")};
  facts.awards_and_contracts = awards_and_contracts(release);
  if (digests_) append_digest(release, facts.digest);
  return facts;
}

ItemFacts ItemReader::record(const json::Node& record, std::string_view text) {
  ItemFacts facts{true, text_of(record, "ocid", text), {}, {}};
  const std::string_view releases = json::member_of(text, "releases");
  if (!facts.id || !releases.starts_with('[')) return facts;
  json::ElementScan scan(releases);
  while (const auto embedded = scan.next()) {
    // One that is linked has an address in the place of an OCID.
    if (!embedded->starts_with('{') || !json::decoded(json::member_of(*embedded, "ocid"))) continue;
    facts.releases.emplace_back(*embedded, read(ItemKind::release, *embedded));
  }
  return facts;
}

}  // namespace edca::portal
