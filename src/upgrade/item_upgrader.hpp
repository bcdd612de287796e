#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "check/item_checker.hpp"
#include "items/item_reader.hpp"
#include "ocds/profile_choice.hpp"
#include "ocds/shape.hpp"
#include "upgrade/changes.hpp"
#include "upgrade/document.hpp"
#include "upgrade/ids.hpp"

namespace edca::upgrade {

/// Brings items and packages to today's edition of their standard.
class ItemUpgrader {
 public:
  using Kind = ocds::Kind;
  using Id = Document::Id;

  /// What something is brought to, and from where.
  struct Target {
    std::shared_ptr<const schema::Profile> profile;
    bool from_1_0 = false;
    ocds::Decision decision;
  };

  /// `repair`: mends as well, and trims the ids that may be; nullptr: does not. Both must outlive
  /// the upgrader.
  ItemUpgrader(const ocds::ProfileChoice& choice, const Ids* repair);

  /// Of a package; the items in it have the same. `first` is the text of its first item.
  Target package(Kind kind, const json::Value& given, std::string_view first);
  /// Of an item without a package.
  Target bare(const Document& document, Id id, Kind kind);
  /// Whether the metadata read before the list of items decides already.
  bool decided(const json::Value& metadata) const { return choice_.decider.decided(metadata); }

  struct Upgraded {
    std::string text;
    bool readable = false;      ///< it is JSON
    std::string mexican_field;  ///< of a bare one: the first that only EDCA-MX defines; or empty
  };
  /// A release: upgraded, or as it came where nothing changes or it is no JSON. `target`: of the
  /// package around it, if there is one.
  Upgraded release(std::string_view text, const Target* target, Changes& changes);

  void item(Document& document, Id id, Kind kind, const Target& target, Changes& changes) const;
  /// A package but for its items. `lacks_version`: no part of it has one.
  void around(Document& document, Id id, Kind kind, const Target& target, bool lacks_version,
              Changes& changes) const;

 private:
  Target target(ocds::Decision decision, bool from_1_0);
  json::Value repaired(Kind kind, const json::Value& metadata, std::string_view first) const;

  const ocds::ProfileChoice& choice_;
  const Ids* repair_;
  schema::ProfileCache profiles_;
  check::Scope scope_;  ///< nothing: whether a text is JSON is all that counts
  check::ItemChecker checker_;
};

/// Where a text stands whose changes are listed. `latin1`: its bytes beyond ASCII were one each;
/// `gap`: where it goes on elsewhere.
struct ChangedText {
  std::string_view text;
  base::Place place;
  const std::string& base;
  bool latin1 = false;
  std::size_t gap = ~std::size_t{0};
  base::Place after_gap = {};
};

/// Makes findings of changes, in the order of the text. `add` makes one of a rule at a place.
void list_changes(Changes& changes, const ChangedText& text,
                  const std::function<Finding&(base::RuleId, const items::Item&)>& add);

/// The kind of the items of a package.
ocds::Kind item_kind(ocds::Kind package);

}  // namespace edca::upgrade
