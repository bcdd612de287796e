#include "base/hash.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <random>

namespace edca::base {
namespace {

enum PartType : std::uint64_t { number_part = 1, hash_part, bytes_part };

std::uint64_t random_word() {
  std::random_device random;
  const std::uint64_t high = random();
  return high << 32 | random();
}

// A word in little endian, wherever it runs.
std::uint64_t load_word(const char* bytes) {
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
  return load_word(word);
}

// `before` bytes have gone into the state already.
Hash128 finish(SipState state, std::uint64_t before, std::string_view bytes) {
  const std::uint64_t size = before + bytes.size();
  for (; bytes.size() >= 8; bytes.remove_prefix(8)) state.absorb(load_word(bytes.data()));
  return state.finish(size << 56 | load_rest(bytes));
}

const KeyedHash& process_key() {
  static const KeyedHash key(random_word(), random_word());
  return key;
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

}  // namespace edca::base
