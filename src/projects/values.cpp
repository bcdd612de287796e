#include "projects/values.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>

#include "base/instant.hpp"
#include "base/number.hpp"
#include "json/canonical.hpp"
#include "rows/values.hpp"

namespace edca::projects {

using json::NodeKind;

namespace {

/// Texts that a message names.
constexpr std::size_t most_listed = 10;

}  // namespace

json::Value copy(const Node& node) {
  switch (node.kind) {
    case NodeKind::null:
      return {};
    case NodeKind::no:
    case NodeKind::yes:
      return node.kind == NodeKind::yes;
    case NodeKind::number:
      return json::Number{std::string(node.view())};
    case NodeKind::string:
      return node.view();
    case NodeKind::array: {
      json::Array array;
      array.reserve(node.size);
      for (const Node& each : elements(&node)) array.push_back(copy(each));
      return array;
    }
    case NodeKind::object:
      break;
  }
  json::Object object;
  object.reserve(node.size);
  const semantics::Children members = semantics::members(&node);
  for (auto each = members.begin(); each != members.end(); ++each)
    object.emplace_back(std::string(each.key()), copy(*each));
  return object;
}

bool something(const Node* value) {
  if (value == nullptr || value->kind == NodeKind::null || value->kind == NodeKind::no)
    return false;
  if (value->kind == NodeKind::number) return base::compare(value->view(), "0") != 0;
  return value->kind == NodeKind::yes || value->size > 0;
}

bool something(const json::Value* value) {
  if (value == nullptr || value->is_null()) return false;
  if (value->is_string()) return !value->as_string().empty();
  if (value->is_array()) return !value->as_array().empty();
  return !value->is_object() || !value->as_object().empty();
}

std::string as_text(const Node* value) {
  if (value == nullptr || (value->kind != NodeKind::string && value->kind != NodeKind::number))
    return {};
  return std::string(value->view());
}

std::string shown(const json::Value& value) {
  constexpr std::size_t most = 80;
  std::string text = json::write(value);
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string listed(const std::vector<std::string>& texts) {
  std::set<std::string_view> said;
  std::string list;
  for (const std::string& each : texts) {
    if (!said.insert(each).second) continue;
    if (said.size() > most_listed) return list + ", …";
    if (!list.empty()) list += ", ";
    list += shown(json::Value(each));
  }
  return list;
}

bool has_amount(const Node* value) {
  const Node* amount = at(value, "amount");
  return something(amount) || (amount != nullptr && amount->kind == NodeKind::number);
}

void Sum::add(const Node* value) {
  const std::string currency = as_text(at(value, "currency"));
  if (has_amount(value)) {
    bare_ = bare_ || currency.empty();
    const std::string text = as_text(at(value, "amount"));
    const bool number = rows::is_json_number(text);
    single_ = number && count_ == 0 ? text : std::string();
    const auto amount = number ? base::Decimal::read(text) : std::nullopt;
    const auto total = amount ? total_.plus(*amount) : std::nullopt;
    inexact_ = inexact_ || !total;
    if (total) total_ = *total;
    ++count_;
  }
  if (!currency.empty() && currencies_.size() <= most_listed &&
      std::find(currencies_.begin(), currencies_.end(), currency) == currencies_.end())
    currencies_.push_back(currency);
}

bool Sum::zero() const {
  return single_.empty() ? total_.zero() : base::compare(single_, "0") == 0;
}

std::string Sum::total() const {
  return single_.empty() ? total_.plain() : single_;
}

json::Value Sum::value() const {
  json::Value value = json::Object{{"amount", json::Number{total()}}};
  if (!currencies_.empty()) value["currency"] = currencies_.front();
  return value;
}

bool Once::add(const json::Value& value) {
  try {
    const base::Hash128 hash = json::canonical_hash(json::write(value));
    return hashes_.emplace(hash.low, hash.high).second;
  } catch (const std::invalid_argument&) {
    return true;
  }
}

std::string Names::add(const std::string& name, std::string_view otherwise) {
  const std::string usual = name.empty() ? std::string(otherwise) : name;
  if (taken_.insert(usual).second) return usual;
  std::size_t& number = numbers_.try_emplace(usual, 1).first->second;
  for (;;) {
    std::string id = usual + "-" + std::to_string(++number);
    if (taken_.insert(id).second) return id;
  }
}

std::string id_text(const json::Value* id) {
  if (id == nullptr) return {};
  return id->is_string() ? id->as_string() : id->is_number() ? id->number_text() : std::string();
}

bool before(std::string_view one, std::string_view other) {
  const auto left = base::instant(one);
  const auto right = base::instant(other);
  return left && right ? *left < *right : one < other;
}

}  // namespace edca::projects
