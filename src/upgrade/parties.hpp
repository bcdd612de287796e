#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "upgrade/changes.hpp"
#include "upgrade/document.hpp"

namespace edca::upgrade {

/// Moves the organizations that OCDS 1.0 spells out in place to `parties` of their release and
/// leaves references behind, with the ids that ocdskit gives them.
/// https://standard.open-contracting.org/1.1/en/schema/changelog/
class Parties {
 public:
  Parties(Document& document, Document::Id release, Changes& changes);

  /// An organization in a role, which becomes a reference. None and what is no object is left.
  void add(Document::Id organization, std::string_view role);
  /// The identifier of a payer or payee of OCDS 1.0 (an object), which becomes a reference.
  void add_identifier(Document::Id identifier, std::string_view role);
  /// Puts the parties that were found into the release.
  void finish();

 private:
  struct Party {
    std::string id;                      ///< JSON text
    Document::Id node = Document::none;  ///< of one that was in `parties` before
    std::string rest;                    ///< of a new one: members but id and roles
    std::string survivor;                ///< JSON text without roles, to compare others with
    std::vector<std::string> roles;      ///< JSON texts
    bool used = false;                   ///< an organization in place refers to it
  };
  struct Organization;

  void add(Document::Id at, const Organization& organization, std::string_view role);
  void add_role(Party& party, std::string_view role);
  void finish_old(const Party& party);

  Document& document_;
  Document::Id release_;
  Changes& changes_;
  std::vector<Party> parties_;
  std::map<std::string, std::size_t> by_id_;  ///< indexes of parties_
};

}  // namespace edca::upgrade
