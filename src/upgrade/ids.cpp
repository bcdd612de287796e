#include "upgrade/ids.hpp"

#include <utility>

#include "json/escapes.hpp"
#include "upgrade/mend.hpp"

namespace edca::upgrade {
namespace {

/// Ids with white space that are kept, and bytes of one; longer texts are no ids.
constexpr std::size_t most_ids = 1U << 16U;
constexpr std::size_t most_bytes = 4096;

bool is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool is_white(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

}  // namespace

bool is_id_name(std::string_view name) {
  for (const std::string_view whole : {"id", "uid", "ocid", "identifier"}) {
    if (name == whole) return true;
  }
  for (const std::string_view end : {"ID", "Id", "IDs", "Ids", "_id", "_ids"}) {
    if (name.ends_with(end)) return true;
  }
  return name.starts_with("related");
}

/// Only quotes, colons and numbers are looked at.
void Ids::scan(std::string_view piece, bool comparing) {
  comparing_ = comparing;
  while (!piece.empty()) {
    piece.remove_prefix(in_string_ ? inside(piece) : outside(piece.front()));
  }
}

/// Reads on in a string and answers how far. A line break ends it, which it may not hold: a text
/// without its closing quote does not hide the next one.
std::size_t Ids::inside(std::string_view piece) {
  std::size_t size = 0;
  if (std::exchange(escaped_, false) && piece[0] != '\n') size = 1;
  while (size < piece.size() && piece[size] != '"' && piece[size] != '\\' && piece[size] != '\n') {
    ++size;
  }
  const bool more = size < piece.size();
  escaped_ = more && piece[size] == '\\';
  if (token_.size() <= most_bytes) token_ += piece.substr(0, size + (escaped_ ? 1 : 0));
  if (more && !escaped_) close_string();
  return size + (more ? 1 : 0);
}

std::size_t Ids::outside(char c) {
  if (c == '"') {
    value();
    in_string_ = true;
  } else if (is_number_byte(c) && !complete_) {
    if (token_.size() <= most_bytes) token_ += c;
  } else if (c == ':' && complete_) {
    is_id_ = is_id_name(token_);
    is_ocid_ = token_ == "ocid";
    token_.clear();
    complete_ = false;
  } else if (!is_white(c) || !complete_) {
    value();
  }
  return 1;
}

void Ids::end() {
  if (in_string_) close_string();
  value();
  is_id_ = is_ocid_ = false;
}

void Ids::close_string() {
  in_string_ = escaped_ = false;
  complete_ = token_.size() <= most_bytes;
  if (complete_ && token_.find('\\') != std::string::npos) {
    const auto size = json::decode_in_place(token_.data(), token_.size());
    complete_ = size.has_value();
    token_.resize(size.value_or(0));
  }
  if (!complete_) token_.clear();
}

/// A value is complete, or nothing is.
void Ids::value() {
  if (is_id_ && !token_.empty()) found(token_);
  token_.clear();
  complete_ = false;
}

void Ids::found(const std::string& text) {
  const std::string_view inner = trimmed(text);
  if (comparing_) {
    const auto known = known_.find(std::string(inner));
    if (known != known_.end() && (known->second != text || is_ocid_)) known->second.clear();
    return;
  }
  // An OCID may stand in other fields than its own.
  if (inner.size() == text.size() || inner.empty() || inner.starts_with("ocds-") ||
      inner.starts_with("oc4ids-")) {
    return;
  }
  if (known_.size() < most_ids) {
    known_.try_emplace(std::string(inner), text);
  } else {
    too_many_ = true;
  }
}

bool Ids::may_trim(std::string_view id) const {
  const auto known = known_.find(std::string(trimmed(id)));
  return !too_many_ && known != known_.end() && known->second == id;
}

}  // namespace edca::upgrade
