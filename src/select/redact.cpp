#include "select/redact.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "json/pointer.hpp"
#include "select/deals.hpp"
#include "semantics/values.hpp"

namespace edca::select {
namespace {

using base::is_digit;

constexpr std::size_t rfc_length = 13;
constexpr std::string_view removed = "[…]";

/// What may stand in a number; Ñ are two bytes beyond ASCII.
bool is_sign(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '&' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string upper(std::string_view word) {
  std::string text(word);
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  constexpr std::string_view small = "\xC3\xB1";
  for (auto at = text.find(small); at != std::string::npos; at = text.find(small, at))
    text[at + 1] = '\x91';
  return text;
}

/// "rfc" or "curp", or nullptr.
const char* kind_of(std::string_view word) {
  if (word.size() < rfc_length || word.size() > semantics::curp_length + 1) return nullptr;
  const std::string number = upper(word);
  if (semantics::is_curp(number)) return "curp";
  return is_natural(number) ? "rfc" : nullptr;
}

/// The numbers of natural persons in a text: offset and size.
struct Found {
  std::size_t at;
  std::size_t size;
  const char* kind;
};
std::vector<Found> numbers_in(std::string_view text) {
  std::vector<Found> found;
  for (std::size_t at = 0; at < text.size();) {
    if (!is_sign(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_sign(text[end])) ++end;
    if (const char* kind = kind_of(text.substr(at, end - at)))
      found.push_back({at, end - at, kind});
    at = end;
  }
  return found;
}

const json::Value* member(const json::Value* value, std::string_view key) {
  return value == nullptr ? nullptr : value->find(key);
}

/// The number of a natural person, in the parts that hyphens and spaces make of it too.
std::string natural_number(std::string_view id) {
  std::string number;
  for (const char c : id)
    if (c != '-' && c != ' ') number += c;
  number = upper(number);
  constexpr std::string_view scheme = "MXRFC";
  if (number.starts_with(scheme)) number.erase(0, scheme.size());
  return is_natural(number) || semantics::is_curp(number) ? number : std::string();
}

std::string number_at(const json::Value* object, std::string_view key) {
  const json::Value* id = member(object, key);
  return id != nullptr && id->is_string() ? natural_number(id->as_string()) : std::string();
}

bool is_person(const json::Value& object) {
  if (!number_at(&object, "id").empty()) return true;
  const json::Value* identifier = object.find("identifier");
  if (!number_at(identifier, "id").empty()) return true;
  if (identifier != nullptr && identifier->text("legalPersonality") == "naturalPerson") return true;
  const json::Value* more = object.find("additionalIdentifiers");
  return more != nullptr && more->is_array() &&
         std::ranges::any_of(more->as_array(), [](const json::Value& each) {
           return !number_at(&each, "id").empty();
         });
}

}  // namespace

bool Redactor::may_hold(std::string_view text) {
  if (text.find("naturalPerson") != std::string_view::npos || text.find('\\') != text.npos)
    return true;
  // Six digits behind a letter, as every RFC and CURP has them, whatever hyphens and spaces are in
  // it.
  std::size_t digits = 0;
  char before = '"';
  for (const char c : text) {
    if (c == '-' || c == ' ') continue;
    if (!is_digit(c)) {
      digits = 0;
      before = c;
    } else if (++digits == 6 && is_sign(before)) {
      return true;
    }
  }
  return false;
}

bool Redactor::redact(json::Value& item) {
  changed_ = false;
  std::string pointer;
  value(item, pointer);
  return changed_;
}

void Redactor::say(const std::string& pointer, const char* what) {
  changed_ = true;
  tell_(pointer, what);
}

const std::string& Redactor::name_of(const std::string& number) {
  const auto [found, is_new] = names_.try_emplace(number);
  if (is_new) found->second = "person-" + std::to_string(names_.size());
  return found->second;
}

// As deep as the reader of JSON lets data be, 512 levels.
void Redactor::value(json::Value& value, std::string& pointer) {
  const std::size_t length = pointer.size();
  if (value.is_object()) {
    object(value, pointer);
  } else if (value.is_array()) {
    std::size_t index = 0;
    for (json::Value& each : value.as_array()) {
      json::append_index(pointer, index++);
      this->value(each, pointer);
      pointer.resize(length);
    }
  } else if (value.is_string()) {
    text(value, pointer, false);
  }
}

void Redactor::object(json::Value& value, std::string& pointer) {
  if (is_person(value)) organization(value, pointer);
  const std::size_t length = pointer.size();
  for (auto& [key, member] : value.as_object()) {
    json::append_token(pointer, key);
    const bool id = key == "id" || key.ends_with("ID") || key.ends_with("Id");
    if (member.is_string()) {
      text(member, pointer, id);
    } else {
      this->value(member, pointer);
    }
    pointer.resize(length);
  }
}

/// A natural person: what stands beside the name goes.
void Redactor::organization(json::Value& value, std::string& pointer) {
  const auto take = [&](const char* key, const char* what) {
    if (value.find(key) == nullptr) return;
    value.erase(key);
    say(pointer + "/" + key, what);
  };
  take("address", "address");
  take("contactPoint", "contact");
  if (json::Value* identifier = value.find("identifier")) {
    if (identifier->is_object() && !number_at(identifier, "id").empty()) {
      identifier->erase("id");
      say(pointer + "/identifier/id", "rfc");
    }
  }
  json::Value* more = value.find("additionalIdentifiers");
  if (more == nullptr || !more->is_array()) return;
  const std::size_t before = more->as_array().size();
  std::erase_if(more->as_array(),
                [](const json::Value& each) { return !number_at(&each, "id").empty(); });
  if (more->as_array().size() != before) say(pointer + "/additionalIdentifiers", "rfc");
  if (more->as_array().empty()) value.erase("additionalIdentifiers");
}

/// `id`: the whole text names something, and goes on naming one thing only.
void Redactor::text(json::Value& value, const std::string& pointer, bool id) {
  const std::string& old = value.as_string();
  if (const std::string number = natural_number(old); !number.empty()) {
    const bool curp = semantics::is_curp(number);
    value = json::Value(id ? name_of(number) : std::string(removed));
    return say(pointer, curp ? "curp" : "rfc");
  }
  const std::vector<Found> numbers = numbers_in(old);
  if (numbers.empty()) return;
  std::string text;
  std::size_t from = 0;
  for (const Found& found : numbers) {
    text += old.substr(from, found.at - from);
    text +=
        id ? std::string_view(name_of(upper(std::string_view(old).substr(found.at, found.size))))
           : removed;
    from = found.at + found.size;
    say(pointer, found.kind);
  }
  text += old.substr(from);
  value = json::Value(std::move(text));
}

}  // namespace edca::select
