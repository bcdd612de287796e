#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/hash.hpp"

namespace edca::advertising {

/// What stands for a key: a hash that nobody can make collide.
using Key = std::uint64_t;

namespace keys {

/// What nobody knows, of this process.
inline const base::Hash128& secret() {
  static const base::Hash128 drawn = base::KeyedHash().hash("advertising");
  return drawn;
}

template <class Number>
Number load(const char* bytes) {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

/// The last bytes of a text, less than eight, behind its whole words.
inline std::uint64_t load_rest(const char* text, std::size_t size) {
  const std::size_t rest = size % 8;
  if (rest == 0) return 0;
  if (size > 8) return load<std::uint64_t>(text + size - 8) >> (8 * (8 - rest));
  const auto byte = [text](std::size_t at) {
    return std::uint64_t{static_cast<unsigned char>(text[at])} << (8 * at);
  };
  if (size < 4) return byte(0) | byte(size / 2) | byte(size - 1);
  return load<std::uint32_t>(text) | std::uint64_t{load<std::uint32_t>(text + size - 4)}
                                         << (8 * (size - 4));
}

}  // namespace keys

/// SipHash-2-4 of a text: as base::KeyedHash, without a call. Millions of them are made.
inline Key key_of(std::string_view text) {
  const base::Hash128& secret = keys::secret();
  base::SipState state(secret.low, secret.high);
  for (std::size_t at = 0; at + 8 <= text.size(); at += 8)
    state.absorb(keys::load<std::uint64_t>(text.data() + at));
  return state.finish(std::uint64_t{text.size()} << 56 | keys::load_rest(text.data(), text.size()))
      .low;
}
/// Of a key of several fields.
inline Key join(Key left, Key right) {
  const base::Hash128& secret = keys::secret();
  base::SipState state(~secret.low, secret.high);
  state.absorb(left);
  state.absorb(right);
  return state.finish(0).low;
}

/// Things that are added one by one in large numbers, in blocks: nothing moves while they grow.
template <class Each>
class Blocks {
 public:
  void add(const Each& each) {
    if (size_ % block == 0) blocks_.push_back(std::make_unique_for_overwrite<Each[]>(block));
    blocks_.back()[size_++ % block] = each;
  }
  std::size_t size() const { return size_; }
  Each& operator[](std::size_t at) { return blocks_[at / block][at % block]; }
  const Each& operator[](std::size_t at) const { return blocks_[at / block][at % block]; }
  /// Calls something with each, and gives the memory of a block back once it is through.
  template <class Take>
  void take(Take take) {
    for (std::size_t at = 0; at < size_; ++at) {
      take((*this)[at]);
      if ((at + 1) % block == 0) blocks_[at / block].reset();
    }
    blocks_.clear();
    size_ = 0;
  }

 private:
  static constexpr std::size_t block = std::size_t{1} << 14;

  std::vector<std::unique_ptr<Each[]>> blocks_;
  std::size_t size_ = 0;
};

/// Sorts by numbers that are spread evenly: first into groups by their first bits, which fit into
/// the cache.
template <class Each, class KeyOf>
std::vector<Each> sort_spread(Blocks<Each>& all, KeyOf key_of) {
  const std::size_t size = all.size();
  const unsigned bits = size < 4096 ? 1 : static_cast<unsigned>(std::bit_width(size)) - 8;
  const auto group = [&](const Each& each) {
    return static_cast<std::size_t>(key_of(each) >> (64 - bits));
  };
  std::vector<std::size_t> next((std::size_t{1} << bits) + 1, 0);
  for (std::size_t at = 0; at < size; ++at) ++next[group(all[at]) + 1];
  for (std::size_t at = 1; at < next.size(); ++at) next[at] += next[at - 1];
  std::vector<Each> sorted(size);
  all.take([&](const Each& each) { sorted[next[group(each)]++] = each; });
  // Each group ends now where the next one began.
  std::size_t begin = 0;
  for (std::size_t at = 0; at + 1 < next.size(); begin = next[at++])
    std::sort(sorted.begin() + static_cast<std::ptrdiff_t>(begin),
              sorted.begin() + static_cast<std::ptrdiff_t>(next[at]));
  return sorted;
}

/// Which keys stand more than once: eight bytes a key until all are there.
class RepeatedKeys {
 public:
  void add(Key key) { all_.add(key); }
  /// After the last add().
  void finish() {
    const std::vector<Key> sorted = sort_spread(all_, [](Key key) { return key; });
    for (std::size_t at = 1; at < sorted.size(); ++at) {
      const bool known = !keys_.empty() && keys_.back() == sorted[at];
      if (sorted[at] == sorted[at - 1] && !known) keys_.push_back(sorted[at]);
    }
  }
  bool empty() const { return keys_.empty(); }
  bool contains(Key key) const { return std::ranges::binary_search(keys_, key); }

 private:
  Blocks<Key> all_;
  std::vector<Key> keys_;
};

/// Keys with the row in which each stands first: sixteen bytes a key, sorted once all are there.
class KeyRows {
 public:
  void add(Key key, std::uint64_t row) {
    all_.add({key, static_cast<std::uint32_t>(std::min<std::uint64_t>(row, UINT32_MAX))});
  }
  /// After the last add().
  void finish() {
    rows_ = sort_spread(all_, [](const Entry& entry) { return entry.key; });
    // Some eight keys begin with the same bits: where they stand is known without a search.
    bits_ = rows_.size() < 64 || rows_.size() > UINT32_MAX
                ? 0
                : static_cast<unsigned>(std::bit_width(rows_.size())) - 3;
    if (bits_ == 0) return;
    starts_.assign((std::size_t{1} << bits_) + 1, 0);
    for (const Entry& entry : rows_) ++starts_[(entry.key >> (64 - bits_)) + 1];
    for (std::size_t at = 1; at < starts_.size(); ++at) starts_[at] += starts_[at - 1];
  }
  /// The row where a key stands first; 0 for none.
  std::uint32_t first(Key key) const {
    const auto found = find(key);
    return found == rows_.end() || found->key != key ? 0 : found->row;
  }
  /// Whether each key stands in one row only.
  bool unique() const { return std::ranges::adjacent_find(rows_, {}, &Entry::key) == rows_.end(); }
  /// In how many rows it stands, up to two.
  unsigned times(Key key) const {
    const auto found = find(key);
    if (found == rows_.end() || found->key != key) return 0;
    const auto after = found + 1;
    return after != rows_.end() && after->key == key ? 2 : 1;
  }

 private:
  struct Entry {
    Key key;
    std::uint32_t row;

    bool operator<(const Entry& other) const {
      return key != other.key ? key < other.key : row < other.row;
    }
  };

  std::vector<Entry>::const_iterator find(Key key) const {
    auto begin = rows_.begin();
    auto end = rows_.end();
    if (bits_ != 0) {
      const std::size_t group = key >> (64 - bits_);
      end = begin + static_cast<std::ptrdiff_t>(starts_[group + 1]);
      begin += static_cast<std::ptrdiff_t>(starts_[group]);
    }
    return std::ranges::lower_bound(begin, end, key, {}, &Entry::key);
  }

  Blocks<Entry> all_;                  ///< until finish()
  std::vector<Entry> rows_;            ///< from then on
  std::vector<std::uint32_t> starts_;  ///< of the keys with the same first bits
  unsigned bits_ = 0;                  ///< how many; 0: there are too few keys
};

/// Sums by key: some forty bytes a key, in an open table of their numbers.
class Sums {
 public:
  struct Sum {
    Key key = 0;
    bool whole = true;  ///< all of its parts could be read, and their sum fits
    base::Decimal value;
  };

  /// `amount` is nullptr for a part that is no amount.
  void add(Key key, const base::Decimal* amount) {
    if (last_ == nullptr || last_->key != key) last_ = &sum_of(key);
    const auto more = amount == nullptr ? std::nullopt : last_->value.plus(*amount);
    last_->whole = last_->whole && more.has_value();
    if (more) last_->value = *more;
  }
  /// nullptr where nothing was added.
  const Sum* find(Key key) const {
    if (places_.empty()) return nullptr;
    const std::uint32_t number = places_[place(key)];
    return number == 0 ? nullptr : &sums_[number - 1];
  }

 private:
  Sum& sum_of(Key key) {
    if ((sums_.size() + 1) * 4 > places_.size() * 3) grow();
    std::uint32_t& number = places_[place(key)];
    if (number == 0) {
      sums_.add({key, true, {}});
      number = static_cast<std::uint32_t>(sums_.size());
    }
    return sums_[number - 1];
  }
  std::size_t place(Key key) const {
    std::size_t at = key & (places_.size() - 1);
    while (places_[at] != 0 && sums_[places_[at] - 1].key != key)
      at = (at + 1) & (places_.size() - 1);
    return at;
  }
  void grow() {
    places_.assign(std::max<std::size_t>(places_.size() * 2, 64), 0);
    for (std::size_t at = 0; at < sums_.size(); ++at)
      places_[place(sums_[at].key)] = static_cast<std::uint32_t>(at + 1);
  }

  Blocks<Sum> sums_;
  std::vector<std::uint32_t> places_;  ///< numbers of sums, from 1; 0: free
  Sum* last_ = nullptr;                ///< the one added to last: it does not move
};

}  // namespace edca::advertising
