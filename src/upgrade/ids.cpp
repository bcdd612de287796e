#include "upgrade/ids.hpp"

#include <bit>
#include <utility>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/ascii.hpp"
#include "json/escapes.hpp"
#include "upgrade/mend.hpp"

namespace edca::upgrade {
namespace {

using base::is_white;

/// Ids with white space that are kept, and bytes of one; longer texts are no ids.
constexpr std::size_t most_ids = 1U << 16U;
constexpr std::size_t most_bytes = 4096;

bool is_number_byte(char c) {
  return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

bool ends_part(char c) {
  return c == '"' || c == '\\' || c == '\n';
}

/// Where in a string the next quote, backslash or line break stands, or its size.
std::size_t end_of_part(std::string_view text, std::size_t from) {
#ifdef __SSE2__
  constexpr std::size_t width = 16;
  for (; from + width <= text.size(); from += width) {
    const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
    const auto equal = [&](char c) { return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c)); };
    const int found =
        _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(equal('"'), equal('\\')), equal('\n')));
    if (found != 0)
      return from + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(found)));
  }
#endif
  while (from < text.size() && !ends_part(text[from])) ++from;
  return from;
}

}  // namespace

bool is_id_name(std::string_view name) {
  if (name.empty()) return false;
  if (name.front() == 'r' && name.starts_with("related")) return true;
  switch (name.back()) {
    case 'd':
      return name == "id" || name == "uid" || name == "ocid" || name.ends_with("Id") ||
             name.ends_with("_id");
    case 'D':
      return name.ends_with("ID");
    case 's':
      return name.ends_with("IDs") || name.ends_with("Ids") || name.ends_with("_ids");
    case 'r':
      return name == "identifier";
    default:
      return false;
  }
}

/// Only quotes, colons and numbers are looked at.
void Ids::scan(std::string_view piece, bool comparing) {
  comparing_ = comparing;
  while (!piece.empty()) {
    piece.remove_prefix(in_string_ ? inside(piece) : outside(piece));
  }
  // What is not complete yet must not hang on the piece.
  if (whole_.data() != nullptr) token_ = whole_;
  whole_ = {};
}

/// Reads on in a string and answers how far. A line break ends it, which it may not hold: a text
/// without its closing quote does not hide the next one.
std::size_t Ids::inside(std::string_view piece) {
  const bool escaped = std::exchange(escaped_, false);
  const std::size_t size = end_of_part(piece, escaped && piece[0] != '\n' ? 1 : 0);
  const bool more = size < piece.size();
  escaped_ = more && piece[size] == '\\';
  const std::string_view part = piece.substr(0, size + (escaped_ ? 1 : 0));
  const bool ends = more && !escaped_;
  if (ends && token_.empty() && !part.empty()) {
    whole_ = part;
  } else if (token_.size() <= most_bytes) {
    token_ += part;
  }
  if (ends) close_string();
  return size + (more ? 1 : 0);
}

/// Reads on up to the next string and answers how far.
std::size_t Ids::outside(std::string_view piece) {
  std::size_t size = 0;
  while (size < piece.size()) {
    const char c = piece[size++];
    if (c == '"') {
      value();
      in_string_ = true;
      break;
    }
    if (is_number_byte(c) && !complete_) {
      if (is_id_ && token_.size() <= most_bytes) token_ += c;
    } else if (c == ':' && complete_) {
      is_id_ = is_id_name(token());
      is_ocid_ = token() == "ocid";
      clear();
    } else if (!is_white(c) || !complete_) {
      value();
    }
  }
  return size;
}

void Ids::end() {
  if (in_string_) close_string();
  value();
  is_id_ = is_ocid_ = false;
}

void Ids::close_string() {
  in_string_ = escaped_ = false;
  complete_ = token().size() <= most_bytes;
  if (complete_ && token_.find('\\') != std::string::npos) {
    const auto size = json::decode_in_place(token_.data(), token_.size());
    complete_ = size.has_value();
    token_.resize(size.value_or(0));
  }
  if (!complete_) clear();
}

/// A value is complete, or nothing is.
void Ids::value() {
  if (is_id_ && !token().empty()) found(token());
  clear();
}

void Ids::clear() {
  token_.clear();
  whole_ = {};
  complete_ = false;
}

void Ids::found(std::string_view text) {
  const std::string_view inner = trimmed(text);
  if (comparing_) {
    const auto known = known_.find(inner);
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
  const auto known = known_.find(trimmed(id));
  return !too_many_ && known != known_.end() && known->second == id;
}

}  // namespace edca::upgrade
