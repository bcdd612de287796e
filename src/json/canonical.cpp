#include "json/canonical.hpp"

#include <algorithm>
#include <stdexcept>

#include "base/number.hpp"
#include "base/text.hpp"
#include "json/escapes.hpp"
#include "json/rapidjson.hpp"

namespace edca::json {
namespace {

enum Tag : std::uint64_t {
  null_tag,
  true_tag,
  false_tag,
  number_tag,
  string_tag,
  array_tag,
  object_tag
};

void hash_text(std::string_view text, CanonicalHasher& hasher) {
  std::string mended;
  if (const Escapes escapes = scan_escapes(text); !escapes.surrogates.empty()) {
    mended = text;
    replace_surrogates(mended, escapes.surrogates);
    text = mended;
  }
  // One look at the whole text costs far less than the reader's check of every character.
  if (base::is_utf8(text) && read_events(text, hasher).ok()) return;
  hasher.clear();
  throw std::invalid_argument("not a JSON text within the limits");
}

}  // namespace

CanonicalHasher::CanonicalHasher(std::vector<base::Hash128>* elements)
    : elements_(elements), elements_before_(elements != nullptr ? elements->size() : 0) {}

bool CanonicalHasher::Null() {
  return add(hash_.hash(null_tag, {}));
}

bool CanonicalHasher::Bool(bool value) {
  return add(hash_.hash(value ? true_tag : false_tag, {}));
}

bool CanonicalHasher::Int(int value) {
  return add_number(std::to_string(value));
}

bool CanonicalHasher::Uint(unsigned value) {
  return add_number(std::to_string(value));
}

bool CanonicalHasher::Int64(std::int64_t value) {
  return add_number(std::to_string(value));
}

bool CanonicalHasher::Uint64(std::uint64_t value) {
  return add_number(std::to_string(value));
}

bool CanonicalHasher::Double(double) {
  return false;
}

bool CanonicalHasher::RawNumber(const char* text, unsigned size, bool) {
  return add_number({text, size});
}

bool CanonicalHasher::String(const char* text, unsigned size, bool) {
  return add(hash_.hash(string_tag, {text, size}));
}

bool CanonicalHasher::StartObject() {
  return start(true);
}

bool CanonicalHasher::Key(const char* text, unsigned size, bool) {
  open_.back().key = hash_.hash({text, size});
  return true;
}

bool CanonicalHasher::EndObject(unsigned) {
  Level& level = open_.back();
  const auto first = members_.begin() + static_cast<std::ptrdiff_t>(level.first_member);
  std::sort(first, members_.end(), [](const HashedMember& left, const HashedMember& right) {
    return left.key != right.key ? left.key < right.key : left.order < right.order;
  });
  for (auto member = first; member != members_.end(); ++member) {
    const auto next = member + 1;
    if (next != members_.end() && next->key == member->key) continue;
    level.mixer.add_bare(member->key).add_bare(member->value);
  }
  members_.erase(first, members_.end());
  const base::Hash128 hash = level.mixer.finish();
  open_.pop_back();
  return add(hash);
}

bool CanonicalHasher::StartArray() {
  return start(false);
}

bool CanonicalHasher::EndArray(unsigned) {
  const base::Hash128 hash = open_.back().mixer.finish();
  open_.pop_back();
  return add(hash, true);
}

void CanonicalHasher::clear() {
  open_.clear();
  members_.clear();
  if (elements_ != nullptr) elements_->resize(elements_before_);
  result_ = {};
  array_ = false;
}

bool CanonicalHasher::start(bool object) {
  // The elements of a list are texts of their own, each with the full depth.
  if (open_.size() == depth_limit + (elements_ != nullptr ? 1 : 0)) return false;
  open_.push_back({{hash_, object ? object_tag : array_tag}, members_.size(), {}, object});
  return true;
}

bool CanonicalHasher::add(const base::Hash128& hash, bool array) {
  if (open_.empty()) {
    result_ = hash;
    array_ = array;
    return true;
  }
  Level& level = open_.back();
  if (level.object) {
    members_.push_back({level.key, hash, members_.size()});
    return true;
  }
  level.mixer.add_bare(hash);
  if (open_.size() == 1 && elements_ != nullptr) elements_->push_back(hash);
  return true;
}

bool CanonicalHasher::add_number(std::string_view text) {
  return add(hash_.hash(number_tag, base::canonical(text)));
}

base::Hash128 canonical_hash(std::string_view json_text) {
  CanonicalHasher hasher;
  hash_text(json_text, hasher);
  return hasher.result();
}

void canonical_element_hashes(std::string_view json_array_text, std::vector<base::Hash128>& out) {
  CanonicalHasher hasher(&out);
  hash_text(json_array_text, hasher);
  if (hasher.array()) return;
  hasher.clear();
  throw std::invalid_argument("not a JSON array");
}

std::optional<EqualElements> find_equal(NumberedHashes elements) {
  std::sort(elements.begin(), elements.end());
  std::optional<EqualElements> found;
  for (std::size_t at = 1; at < elements.size(); ++at) {
    const auto& [hash, index] = elements[at];
    if (hash != elements[at - 1].first) continue;
    if (!found || index < found->second) found = {elements[at - 1].second, index};
  }
  return found;
}

std::optional<EqualElements> find_equal_elements(std::string_view json_array_text) {
  std::vector<base::Hash128> hashes;
  canonical_element_hashes(json_array_text, hashes);
  NumberedHashes elements;
  for (const base::Hash128& hash : hashes) elements.emplace_back(hash, elements.size());
  return find_equal(std::move(elements));
}

}  // namespace edca::json
