#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/profile.hpp"
#include "upgrade/changes.hpp"
#include "upgrade/document.hpp"

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
/// describe stays as it is.
class Walk {
 public:
  /// Everything handed in must outlive the walk.
  Walk(Document& document, const schema::Profile& profile, bool repair, Changes& changes)
      : document_(document), profile_(profile), repair_(repair), changes_(changes) {}

  /// Members of the root named in `lists` are left alone.
  void run(Document::Id root, const schema::Node* plan, const std::vector<std::string>& lists = {});

  /// For OC4IDS since 0.9.3, where nothing may be empty: removes what says nothing from what the
  /// last run went through.
  /// https://standard.open-contracting.org/infrastructure/0.9.5/en/reference/changelog/
  void drop_empty();

 private:
  void value(Visit visit);
  void members(const Visit& visit);
  const schema::Property* rename(Document::Id member, const schema::Node& plan);
  void string(const Visit& visit);
  bool code(const Visit& visit, const std::string& value);
  void wrong_string(const Visit& visit);
  bool split_codes(const Visit& visit, const std::string& value);
  void trim(Document::Id id, const std::string& value);
  bool is_taken(Document::Id id, const std::string& value);
  void change(std::string_view rule, Document::Id id, const std::string& text);

  Document& document_;
  const schema::Profile& profile_;
  bool repair_;
  Changes& changes_;
  std::vector<Visit> stack_;
  std::vector<Visit> seen_;
  std::unordered_set<std::string_view> names_;  // of the object whose members are looked at
  Document::Id named_ = Document::none;         // which object that is
  std::unordered_map<Document::Id, std::unordered_set<std::string>> ids_;  // by array
};

/// The first name in a value that only EDCA-MX defines or defined once; empty when there is none.
std::string mexican_field(const Document& document, Document::Id root,
                          const schema::Profile& edca_mx, const schema::Node* plan);

/// What the schema of an object says of a member; nullptr when it does not declare it. Eight bytes
/// behind the key can be read.
const schema::Property* property_of(const schema::Node& plan, std::string_view padded_key);
const schema::Property* property_named(const schema::Node& plan, const std::string& name);

}  // namespace edca::upgrade
