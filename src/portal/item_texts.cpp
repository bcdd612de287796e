#include "portal/item_texts.hpp"

#include <bit>
#include <cstring>

#include "edca/error.hpp"

namespace edca::portal {
namespace {

constexpr std::size_t most_open = 64;
constexpr std::size_t most_pending = std::size_t{1} << 20;

std::uint64_t word_at(const char* bytes, std::size_t size = sizeof(std::uint64_t)) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, size);
  return word;
}

std::uint64_t mixed(std::uint64_t sum, std::uint64_t word) {
  return std::rotl(sum ^ word, 29) * 0x9E3779B97F4A7C15;
}

/// Tells by accident changed bytes; eight sums side by side, as none waits for another.
std::uint64_t sum_of(std::string_view text) {
  std::uint64_t sums[8] = {1, 2, 3, 4, 5, 6, 7, text.size()};
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= sizeof sums; left -= sizeof sums) {
    for (std::uint64_t& sum : sums) {
      sum = mixed(sum, word_at(at));
      at += sizeof sum;
    }
  }
  std::uint64_t sum = 0;
  for (; left > 0;) {
    const std::size_t size = left < sizeof sum ? left : sizeof sum;
    sum = mixed(sum, word_at(at, size));
    at += size;
    left -= size;
  }
  for (const std::uint64_t each : sums) sum = mixed(sum, each);
  return sum ^ sum >> 32;
}

}  // namespace

std::uint32_t ItemTexts::add_file(std::string path) {
  files_.push_back({std::move(path), nullptr});
  return static_cast<std::uint32_t>(files_.size());
}

TextRef ItemTexts::refer(std::uint32_t file, std::uint64_t offset, std::string_view text) {
  return {offset, sum_of(text), static_cast<std::uint32_t>(text.size()), file};
}

TextRef ItemTexts::keep(std::string_view text) {
  const std::lock_guard lock(mutex_);
  if (!spill_) spill_.emplace(folder_, 0);
  const TextRef ref{spill_->size() + pending_.size(), 0, static_cast<std::uint32_t>(text.size()),
                    0};
  pending_ += text;
  if (pending_.size() >= most_pending) {
    const std::string_view all = pending_;
    spill_->append({&all, 1});
    pending_.clear();
    // A text of extraordinary size leaves no memory behind.
    if (pending_.capacity() > 4 * most_pending) pending_.shrink_to_fit();
  }
  return ref;
}

void ItemTexts::read(const TextRef& ref, char* to) {
  if (ref.file == 0) return read_kept(ref, to);
  bool same = false;
  try {
    same = opened(ref.file)->read_at(ref.offset, to, ref.size) == ref.size &&
           sum_of({to, ref.size}) == ref.sum;
  } catch (const io::InputFault&) {
    same = false;
  }
  if (same) return;
  throw Error(ErrorKind::input, "portal.input-changed", {{"path", files_[ref.file - 1].path}});
}

void ItemTexts::read_kept(const TextRef& ref, char* to) {
  const std::lock_guard lock(mutex_);
  if (ref.offset < spill_->size()) return spill_->read(ref.offset, to, ref.size);
  pending_.copy(to, ref.size, ref.offset - spill_->size());
}

std::shared_ptr<const io::File> ItemTexts::opened(std::uint32_t number) {
  const std::lock_guard lock(mutex_);
  File& file = files_[number - 1];
  if (file.open == nullptr) {
    if (open_.size() == most_open) {
      files_[open_.front() - 1].open.reset();
      open_.pop_front();
    }
    file.open = std::make_shared<io::File>(file.path);
    open_.push_back(number);
  }
  return file.open;
}

}  // namespace edca::portal
