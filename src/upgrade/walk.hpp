#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "schema/profile.hpp"
#include "upgrade/changes.hpp"
#include "upgrade/document.hpp"
#include "upgrade/ids.hpp"

namespace edca::upgrade {

/// What a schema says of a value.
struct Visit {
  Document::Id id;
  const schema::Node* plan;
  const schema::Field* field = nullptr;  ///< of the member that holds it, also through an array
  bool required = false;
};

/// Goes through values side by side with their schema: brings names and codes of earlier editions
/// up to date and, if asked to, mends what can be mended without a doubt. What the schema does not
/// describe stays as it is, but for ids and what refers to them.
class Walk {
 public:
  /// `repair`: mends as well, and trims the ids that may be; nullptr: does not. Everything handed
  /// in must outlive the walk.
  Walk(Document& document, const schema::Profile& profile, const Ids* repair, Changes& changes)
      : document_(document), profile_(profile), repair_(repair), changes_(changes) {}

  /// Members of the root named in `lists` are left alone.
  void run(Document::Id root, const schema::Node* plan, const std::vector<std::string>& lists = {});

  /// For OC4IDS since 0.9.3, where nothing may be empty: removes what says nothing from what the
  /// last run went through.
  /// https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/
  void drop_empty();

 private:
  /// A repair of what is no error: it is taken back where it does harm.
  struct Repair {
    Document::Id id;
    std::size_t change;  ///< index
  };

  void value(Visit visit);
  void members(const Visit& visit);
  const schema::Property* rename(Document::Id member, const schema::Node& plan);
  void string(const Visit& visit);
  bool code(const Visit& visit, const std::string& value);
  void change(base::RuleId rule, Document::Id id, const std::string& text);
  void may_take_back(Document::Id id);
  void wrap(Document::Id id);

  // Repairs, in mends.cpp.
  void number(const Visit& visit);
  bool is_in_mexico(Document::Id member) const;
  void write_ids();
  bool is_own_text(std::string_view number) const;
  void wrong_string(const Visit& visit);
  void list_of_texts(const Visit& visit, const std::string& text);
  bool split_codes(const Visit& visit, const std::string& value);
  void coordinates(Document::Id id);
  void trim(Document::Id id, const std::string& value);
  void trim_ids(const std::vector<std::string>& lists);
  void keep_apart();
  std::vector<Repair>::iterator first_repair_in(Document::Id element);
  void keep_apart(Document::Id array);
  template <class Each>
  void each_repair_in(Document::Id element, Each each);
  void take_back(Document::Id element);
  void do_again(Document::Id element);
  void give_up(Document::Id element);

  Document& document_;
  const schema::Profile& profile_;
  const Ids* repair_;
  Changes& changes_;
  Document::Id root_ = 0;
  std::vector<Visit> stack_;
  std::vector<Visit> seen_;
  std::vector<Repair> repairs_;                 // of the run, but for ids
  std::unordered_set<std::string_view> names_;  // of the object whose members are looked at
  Document::Id named_ = Document::none;         // which object that is
  std::vector<Document::Id> numbers_;           // ids that want to be texts, of the run
};

/// The schema of an array's elements; nullptr when it says nothing. Of linked and embedded releases
/// of a record, the schema puts the linked ones first; embedded ones have an id.
const schema::Node* items_of(const Document& document, const Visit& visit);

/// Whether an object where a list belongs is its only element. An empty one is what some programs
/// write for an empty list; one that has not what elements need may be anything.
bool is_only_element(const Document& document, Document::Id object, const schema::Node& items);

/// Whether a value is an id or refers to one, told by names; the codes of identifiers and
/// classifications are none.
bool is_id(const Document& document, Document::Id id);

/// The first name in a value that only EDCA-MX defines or defined once; empty when there is none.
/// `repair`: as the value is after repair.
std::string mexican_field(const Document& document, Document::Id root,
                          const schema::Profile& edca_mx, const schema::Node* plan, bool repair);

/// What the schema of an object says of a member; nullptr when it does not declare it. Eight bytes
/// behind the key can be read.
const schema::Property* property_of(const schema::Node& plan, std::string_view padded_key);
const schema::Property* property_named(const schema::Node& plan, const std::string& name);

}  // namespace edca::upgrade
