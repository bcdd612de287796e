#include "select/redact.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tax_id.hpp"
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

/// A natural person's RFC, with a day of birth: "ADQU202501001" numbers something else.
bool is_rfc(std::string_view number) {
  return is_natural(number) && base::tax_id_has_day(number);
}

/// Whether the last character is the one that the others ask for: chance makes one of eleven so.
bool is_checked(std::string_view number) {
  return semantics::is_curp(number) || base::tax_id_check_digit(number) == number.back();
}

/// "rfc" or "curp", or nullptr.
const char* kind_of(std::string_view word) {
  if (word.size() < rfc_length || word.size() > semantics::curp_length + 1) return nullptr;
  const std::string number = upper(word);
  if (semantics::is_curp(number)) return "curp";
  return is_rfc(number) ? "rfc" : nullptr;
}

/// Where the word that begins here ends.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_sign(text[at])) ++at;
  return at;
}

/// The end of a number in three parts, "PEGJ-800101-AB1"; 0 where there is none. What hyphens part
/// are numbers of contracts as well, so it has to be one that is right.
std::size_t end_of_parts(std::string_view text, std::size_t at) {
  std::string number;
  for (int part = 0; part < 3; ++part) {
    const std::size_t end = end_of_word(text, at);
    if (end == at || end - at > semantics::curp_length) return 0;
    number += text.substr(at, end - at);
    at = end;
    if (part == 2) break;
    if (at == text.size() || (text[at] != '-' && text[at] != ' ')) return 0;
    ++at;
  }
  number = upper(number);
  return is_rfc(number) && is_checked(number) ? at : 0;
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
    std::size_t end = end_of_word(text, at);
    if (const char* kind = kind_of(text.substr(at, end - at))) {
      found.push_back({at, end - at, kind});
    } else if (const std::size_t parts = end_of_parts(text, at); parts != 0) {
      found.push_back({at, parts - at, "rfc"});
      end = parts;
    }
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
  return is_rfc(number) || semantics::is_curp(number) ? number : std::string();
}

std::string number_at(const json::Value* object, std::string_view key) {
  const json::Value* id = member(object, key);
  return id != nullptr && id->is_string() ? natural_number(id->as_string()) : std::string();
}

/// An organization, or a reference to one; not a contract or a document.
bool is_organization(const json::Value& object) {
  return object.find("name") != nullptr || object.find("roles") != nullptr ||
         object.find("identifier") != nullptr || object.as_object().size() == 1;
}

bool is_person(const json::Value& object) {
  if (is_organization(object) && !number_at(&object, "id").empty()) return true;
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

/// RFC and CURP of a person begin alike: letters of the name and the day of birth.
void Redactor::saw(std::string_view number) {
  constexpr std::size_t common = 10;
  if (!number.empty()) persons_.insert(std::string(number.substr(0, common)));
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
  const bool organization = is_organization(value);
  for (auto& [key, member] : value.as_object()) {
    json::append_token(pointer, key);
    const bool id = key == "id" || key.ends_with("ID") || key.ends_with("Id");
    const bool other = id && !organization && member.is_string();
    // "OBRA-250115-001" of a contract looks like one in parts.
    if (const std::string number = other ? natural_number(member.as_string()) : std::string();
        !number.empty() && !upper(member.as_string()).ends_with(number) && !is_checked(number)) {
      pointer.resize(length);
      continue;
    }
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
      saw(number_at(identifier, "id"));
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
    saw(number);
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
    saw(natural_number(std::string_view(old).substr(found.at, found.size)));
    say(pointer, found.kind);
  }
  text += old.substr(from);
  value = json::Value(std::move(text));
}

}  // namespace edca::select
