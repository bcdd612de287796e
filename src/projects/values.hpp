#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "json/tree.hpp"
#include "json/value.hpp"
#include "semantics/value.hpp"

namespace edca::projects {

using semantics::at;
using semantics::elements;
using semantics::list;
using semantics::text;
using Node = json::Node;

/// A value of an input as one that can be changed. Numbers keep their text.
json::Value copy(const Node& node);

/// Whether there is something: null, false, zero and what is empty are nothing.
bool something(const Node* value);
/// The same of what is written already.
bool something(const json::Value* value);

/// A string or number as text; empty for everything else.
std::string as_text(const Node* value);

/// JSON text of an excerpt, for messages.
std::string shown(const json::Value& value);

/// Texts that differ, each once, in the order in which they came: "“A”, “B”"; "…" after ten.
std::string listed(const std::vector<std::string>& texts);

/// Whether an object tells an amount, be it one that cannot be read.
bool has_amount(const Node* value);

/// Amounts added up while they have one currency.
class Sum {
 public:
  /// An object of amount and currency.
  void add(const Node* value);

  bool empty() const { return count_ == 0; }
  /// Whether there are amounts that cannot be added up exactly. One number alone always can.
  bool inexact() const { return inexact_ && single_.empty(); }
  bool one_currency() const { return currencies_.size() < 2; }
  /// Whether all amounts say the same one, or none says any.
  bool sure_currency() const { return one_currency() && (currencies_.empty() || !bare_); }
  const std::vector<std::string>& currencies() const { return currencies_; }
  bool zero() const;
  /// As JSON writes it.
  std::string total() const;
  /// {"amount": …, "currency": …}, the currency only where there is one.
  json::Value value() const;

 private:
  base::Decimal total_;
  std::size_t count_ = 0;
  std::string single_;  ///< the only amount, where it is a number, as it is written
  bool inexact_ = false;
  bool bare_ = false;  ///< an amount came without a currency
  std::vector<std::string> currencies_;
};

/// JSON values, each once, whatever the order of members and the spelling of numbers.
class Once {
 public:
  /// False when an equal one came before; values nested too deeply to be compared are all new.
  bool add(const json::Value& value);

 private:
  std::set<std::pair<std::uint64_t, std::uint64_t>> hashes_;
};

/// Ids, each once.
class Names {
 public:
  /// The name itself, or `otherwise` where it is empty; with a number where it was given before.
  std::string add(const std::string& name, std::string_view otherwise);

 private:
  std::unordered_set<std::string> taken_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

/// The members of an object, found without looking at all of them.
class Fields {
 public:
  explicit Fields(const json::Value& object) {
    if (!object.is_object()) return;
    for (const auto& [name, value] : object.as_object()) fields_.emplace(name, &value);
  }
  /// Until the object changes.
  const json::Value* find(std::string_view name) const {
    const auto found = fields_.find(name);
    return found == fields_.end() ? nullptr : found->second;
  }

 private:
  std::unordered_map<std::string_view, const json::Value*> fields_;
};

/// The name of a file without its folders.
inline std::string_view file_name(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

constexpr std::size_t day_length = 10;  ///< of "2025-01-31"

/// The text of an id, string or number; empty for everything else.
std::string id_text(const json::Value* id);

/// Whether one date comes before another: as points in time where both are, else as texts.
bool before(std::string_view one, std::string_view other);

}  // namespace edca::projects
