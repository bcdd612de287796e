#include "json/hash.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <random>
#include <stdexcept>

#include "json/escapes.hpp"
#include "json/number.hpp"
#include "json/rapidjson.hpp"
#include "json/text.hpp"

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

enum PartType : std::uint64_t { number_part = 1, hash_part, bytes_part };

std::uint64_t random_word() {
  std::random_device random;
  const std::uint64_t high = random();
  return high << 32 | random();
}

// A word in little endian, wherever it runs.
std::uint64_t load(const char* bytes) {
  std::uint64_t word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof word);
  } else {
    for (unsigned i = 0; i < 8; ++i) {
      word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
  }
  return word;
}

std::uint64_t load_rest(std::string_view bytes) {
  char word[8] = {};
  std::copy(bytes.begin(), bytes.end(), word);
  return load(word);
}

// `before` bytes have gone into the state already.
Hash128 finish(SipState state, std::uint64_t before, std::string_view bytes) {
  const std::uint64_t size = before + bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.absorb(load(bytes.data()));
  return state.finish(size << 56 | load_rest(bytes));
}

const KeyedHash& process_key() {
  static const KeyedHash key(random_word(), random_word());
  return key;
}

void hash_text(std::string_view text, CanonicalHasher& hasher) {
  std::string mended;
  if (const Escapes escapes = scan_escapes(text); !escapes.surrogates.empty()) {
    mended = text;
    replace_surrogates(mended, escapes.surrogates);
    text = mended;
  }
  // One look at the whole text costs far less than the reader's check of every character.
  if (is_utf8(text) && read_events(text, hasher).ok()) return;
  hasher.clear();
  throw std::invalid_argument("not a JSON text within the limits");
}

}  // namespace

KeyedHash::KeyedHash() : KeyedHash(process_key()) {}

Hash128 KeyedHash::hash(std::string_view bytes) const noexcept {
  return finish(SipState(key_low_, key_high_), 0, bytes);
}

Hash128 KeyedHash::hash(std::uint64_t tag, std::string_view bytes) const noexcept {
  SipState state(key_low_, key_high_);
  state.absorb(tag);
  return finish(state, sizeof tag, bytes);
}

KeyedHash::Mixer::Mixer(const KeyedHash& key, std::uint64_t tag) noexcept
    : key_(&key), state_(key.key_low_, key.key_high_) {
  absorb(tag);
}

void KeyedHash::Mixer::absorb(std::uint64_t word) noexcept {
  state_.absorb(word);
  ++words_;
}

KeyedHash::Mixer& KeyedHash::Mixer::add(std::uint64_t number) noexcept {
  absorb(number_part);
  absorb(number);
  return *this;
}

KeyedHash::Mixer& KeyedHash::Mixer::add(const Hash128& hash) noexcept {
  absorb(hash_part);
  return add_bare(hash);
}

KeyedHash::Mixer& KeyedHash::Mixer::add(std::string_view bytes) noexcept {
  const Hash128 hash = key_->hash(bytes);
  absorb(bytes_part);
  return add_bare(hash);
}

KeyedHash::Mixer& KeyedHash::Mixer::add_bare(const Hash128& hash) noexcept {
  absorb(hash.low);
  absorb(hash.high);
  return *this;
}

Hash128 KeyedHash::Mixer::finish() const noexcept {
  SipState state = state_;
  return state.finish(words_ << 59);
}

CanonicalHasher::CanonicalHasher(std::vector<Hash128>* elements)
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
  const Hash128 hash = level.mixer.finish();
  open_.pop_back();
  return add(hash);
}

bool CanonicalHasher::StartArray() {
  return start(false);
}

bool CanonicalHasher::EndArray(unsigned) {
  const Hash128 hash = open_.back().mixer.finish();
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

bool CanonicalHasher::add(const Hash128& hash, bool array) {
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
  return add(hash_.hash(number_tag, canonical(text)));
}

Hash128 canonical_hash(std::string_view json_text) {
  CanonicalHasher hasher;
  hash_text(json_text, hasher);
  return hasher.result();
}

void canonical_element_hashes(std::string_view json_array_text, std::vector<Hash128>& out) {
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
  std::vector<Hash128> hashes;
  canonical_element_hashes(json_array_text, hashes);
  NumberedHashes elements;
  for (const Hash128& hash : hashes) elements.emplace_back(hash, elements.size());
  return find_equal(std::move(elements));
}

}  // namespace edca::json
