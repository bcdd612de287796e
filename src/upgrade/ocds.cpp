#include "upgrade/ocds.hpp"

#include <string>

#include "json/equal.hpp"
#include "json/tree.hpp"
#include "upgrade/parties.hpp"

namespace edca::upgrade {
namespace {

using Id = Document::Id;
using Kind = Document::Kind;

/// Calls `each(object)` for the objects in a list of an object, also for one that became a list.
template <class Each>
void each_object(const Document& document, Id parent, std::string_view key, Each each) {
  const Id list = document.find(parent, key);
  if (list == Document::none) return;
  if (document.is(list, Kind::object) && document.is_wrapped(list)) return each(list);
  if (!document.is(list, Kind::array)) return;
  for (Id id = document.first(list); id != Document::none; id = document.next(id)) {
    if (document.is(id, Kind::object)) each(id);
  }
}

template <class Each>
void each_transaction(const Document& document, Id release, Each each) {
  each_object(document, release, "contracts", [&](Id contract) {
    each_object(document, document.find(contract, "implementation", Kind::object), "transactions",
                each);
  });
}

bool holds(const Document& document, Id list, const std::string& text) {
  json::Tree tree;
  const std::size_t one = tree.parse(text).root;
  const std::size_t all = tree.parse(document.text(list)).root;
  const json::Node* element = &tree.at(all) + 1;
  for (std::uint32_t at = 0; at < tree.at(all).size; ++at, element = element->next()) {
    if (json::equal(*element, tree.at(one))) return true;
  }
  return false;
}

/// `amendment` becomes an element of `amendments`.
void amendment(Document& document, Id block, Changes& changes) {
  const Id old = document.find(block, "amendment", Kind::object);
  if (old == Document::none) return;
  const std::string text = document.text(old);
  const Id list = document.find(block, "amendments");
  if (list == Document::none) {
    changes.add("upgrade.amendment", document, old, text, "[" + text + "]");
    document.wrap(old, "[", "]");
    document.rename(old, "amendments");
  } else if (document.is(list, Kind::array) || document.is_wrapped(list)) {
    changes.add("upgrade.amendment", document, old, text, {}).variant = "joined";
    if (!holds(document, list, text)) {
      if (document.is_wrapped(list)) {
        document.append_behind(list, text);
      } else {
        document.append(list, {}, text);
      }
    }
    document.remove(old);
  }
}

void transaction(Document& document, Id id, Parties& parties, Changes& changes) {
  const auto rename = [&](std::string_view old, std::string_view today) {
    const Id member = document.find(id, old);
    if (member == Document::none || document.find(id, today) != Document::none) {
      return Document::none;
    }
    changes.add("upgrade.transaction", document, member, json_string(old), json_string(today));
    document.rename(member, today);
    return member;
  };
  const auto organization = [&](std::string_view old, std::string_view today) {
    if (document.find(id, old, Kind::object) == Document::none) return;
    const Id member = rename(old, today);
    if (member != Document::none) parties.add_identifier(member, today);
  };
  rename("amount", "value");
  organization("providerOrganization", "payer");
  organization("receiverOrganization", "payee");
}

}  // namespace

void release_to_1_1(Document& document, Id release, Changes& changes) {
  const Id had = document.find(release, "parties");
  if (had != Document::none && !document.is(had, Kind::array)) return;
  Parties parties(document, release, changes);
  const auto each_organization = [&](Id parent, std::string_view key, std::string_view role) {
    each_object(document, parent, key, [&](Id id) { parties.add(id, role); });
  };
  const Id tender = document.find(release, "tender", Kind::object);
  parties.add(document.find(release, "buyer"), "buyer");
  parties.add(document.find(tender, "procuringEntity"), "procuringEntity");
  each_organization(tender, "tenderers", "tenderer");
  each_object(document, release, "awards",
              [&](Id award) { each_organization(award, "suppliers", "supplier"); });
  if (tender != Document::none) amendment(document, tender, changes);
  for (const std::string_view list : {"awards", "contracts"}) {
    each_object(document, release, list, [&](Id id) { amendment(document, id, changes); });
  }
  each_transaction(document, release, [&](Id id) { transaction(document, id, parties, changes); });
  parties.finish();
}

void record_to_1_1(Document& document, Id record, Changes& changes) {
  each_object(document, record, "releases",
              [&](Id release) { release_to_1_1(document, release, changes); });
  const Id compiled = document.find(record, "compiledRelease", Kind::object);
  if (compiled != Document::none) release_to_1_1(document, compiled, changes);
}

void version_to_1_1(Document& document, Id package, bool missing, Changes& changes) {
  const Id version = document.find(package, "version");
  const std::string now = json_string("1.1");
  if (version != Document::none) {
    changes.add("upgrade.version", document, version, document.text(version), now);
    document.replace(version, now);
  } else if (missing) {
    changes.add("upgrade.version", document, package, {}, now).variant = "added";
    document.insert(package, "version", now, document.find(package, "uri"));
  }
}

bool is_1_0(const Document& document, Id item) {
  bool parties = document.find(item, "parties") != Document::none;
  const Id compiled = document.find(item, "compiledRelease");
  parties = parties || document.find(compiled, "parties") != Document::none;
  // One release, where a list of them belongs.
  const Id single = document.find(document.find(item, "releases"), "parties");
  parties = parties || single != Document::none;
  each_object(document, item, "releases", [&](Id release) {
    parties = parties || document.find(release, "parties") != Document::none;
  });
  return !parties;
}

}  // namespace edca::upgrade
