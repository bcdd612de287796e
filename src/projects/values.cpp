#include "projects/values.hpp"

#include <algorithm>

#include "base/instant.hpp"
#include "base/number.hpp"
#include "json/canonical.hpp"

namespace edca::projects {

using json::NodeKind;

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
  std::vector<std::string_view> said;
  std::string list;
  for (const std::string& each : texts) {
    if (std::find(said.begin(), said.end(), each) != said.end()) continue;
    said.push_back(each);
    if (!list.empty()) list += ", ";
    list += shown(json::Value(each));
  }
  return list;
}

std::optional<base::Decimal> amount(const Node* value) {
  if (value == nullptr || (value->kind != NodeKind::string && value->kind != NodeKind::number))
    return std::nullopt;
  return base::Decimal::read(value->view());
}

void Sum::add(const Node* value) {
  const auto number = amount(at(value, "amount"));
  if (count_ == 0 && number) single_ = as_text(at(value, "amount"));
  add(number, as_text(at(value, "currency")));
}

void Sum::add(std::optional<base::Decimal> amount, const std::string& currency) {
  if (amount) {
    const auto total = total_.plus(*amount);
    too_large_ = too_large_ || !total;
    if (total) total_ = *total;
    ++count_;
  }
  if (!currency.empty() &&
      std::find(currencies_.begin(), currencies_.end(), currency) == currencies_.end())
    currencies_.push_back(currency);
}

std::string Sum::total() const {
  if (count_ == 1 && !single_.empty()) return single_;
  return total_.plain();
}

json::Value Sum::value() const {
  json::Value value = json::Object{{"amount", json::Number{total()}}};
  if (!currencies_.empty()) value["currency"] = currencies_.front();
  return value;
}

bool Once::add(const json::Value& value) {
  const base::Hash128 hash = json::canonical_hash(json::write(value));
  return hashes_.emplace(hash.low, hash.high).second;
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
