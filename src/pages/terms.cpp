#include "pages/terms.hpp"

#include <span>
#include <utility>

#include "base/base64.hpp"
#include "base/packed.hpp"
#include "json/value.hpp"

namespace edca::pages {
namespace {

/// What a word takes beside its bytes and postings.
constexpr std::uint64_t of_a_word = 128;
constexpr std::size_t bytes_of_terms = std::size_t{96} << 10;  ///< of a shard, before it is packed

}  // namespace

Terms::Terms(std::uint64_t memory, const std::string& temporary_folder)
    : memory_(memory / 2), groups_({memory / 2, temporary_folder, 0}) {}

void Terms::add(std::string_view word, std::uint32_t ordinal) {
  if (used_ > memory_) spill();
  const auto [found, is_new] = postings_.try_emplace(std::string(word));
  Posting& posting = found->second;
  if (is_new) {
    posting.first = posting.last = ordinal;
    used_ += of_a_word + word.size();
    return;
  }
  if (posting.last == ordinal) return;
  const std::size_t before = posting.bytes.capacity();
  append_varint(ordinal - posting.last, posting.bytes);
  posting.last = ordinal;
  used_ += posting.bytes.capacity() - before;
}

void Terms::spill() {
  std::string head;
  for (const auto& [word, posting] : postings_) {
    head.clear();
    base::pack(posting.first, head);
    base::pack(posting.last, head);
    groups_.add(word, head, posting.bytes);
  }
  postings_.clear();
  used_ = 0;
}

/// The postings of a word, of parts that follow one another.
std::string Terms::joined(std::span<const io::Entry> parts) {
  std::string all;
  std::uint32_t last = 0;
  for (const io::Entry& part : parts) {
    std::string_view head = part.head;
    const auto first = base::unpack<std::uint32_t>(head);
    append_varint(first - last, all);
    all += part.text;
    last = base::unpack<std::uint32_t>(head);
  }
  return base::base64(all);
}

std::vector<std::string> Terms::finish(const TakeShard& take) {
  spill();
  groups_.finish();
  std::vector<std::string> firsts;
  std::string body;
  const auto hand_on = [&] {
    take({"terms/" + std::to_string(firsts.size() - 1), std::exchange(body, {}) + "}"});
  };
  io::GroupBatch batch;
  while (groups_.next(batch, io::batch_bytes)) {
    for (const io::Group& group : batch.groups) {
      if (body.size() > bytes_of_terms) hand_on();
      if (body.empty()) firsts.emplace_back(group.key);
      body += body.empty() ? '{' : ',';
      json::write_string(group.key, body);
      const auto parts = std::span(batch.entries).subspan(group.first, group.count);
      body.append(":\"").append(joined(parts)).append("\"");
    }
  }
  if (!body.empty()) hand_on();
  return firsts;
}

}  // namespace edca::pages
