#include "io/grouper.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>

#include "io/sorted_run.hpp"

namespace edca::io {
namespace {

constexpr std::size_t alignment = 8;
constexpr std::size_t smallest_block = std::size_t{256} << 10;
constexpr std::size_t first_table = 1024;

std::size_t aligned(std::size_t size) {
  return (size + alignment - 1) & ~(alignment - 1);
}

}  // namespace

/// An entry in memory: behind it head and text.
struct Grouper::Node {
  Node* next;
  EntrySizes sizes;

  std::string_view stored() const {
    return {reinterpret_cast<const char*>(&sizes),
            sizeof sizes + std::size_t{sizes.head} + sizes.text};
  }
  Entry entry() const {
    const char* head = reinterpret_cast<const char*>(&sizes) + sizeof sizes;
    return {{head, sizes.head}, {head + sizes.head, sizes.text}};
  }
};

/// A key in memory: its text behind it.
struct Grouper::Key {
  Node* first;
  Node* last;
  std::uint64_t hash;
  KeySizes sizes;

  std::string_view stored() const {
    return {reinterpret_cast<const char*>(&sizes), sizeof sizes + sizes.key};
  }
  std::string_view text() const {
    return {reinterpret_cast<const char*>(&sizes) + sizeof sizes, sizes.key};
  }
};

class Grouper::Run : public RunReader {
 public:
  using RunReader::RunReader;
  static bool later(const std::unique_ptr<Run>& a, const std::unique_ptr<Run>& b) {
    return a->is_after(*b);
  }
};

void GroupBatch::clear() {
  groups.clear();
  entries.clear();
  bytes = 0;
  // A group of extraordinary size leaves no memory behind.
  std::erase_if(blocks_, [](const Block& block) { return block.size > 16 * smallest_block; });
  block_ = used_ = 0;
}

char* GroupBatch::allocate(std::size_t size) {
  while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) ++block_, used_ = 0;
  if (block_ == blocks_.size()) {
    const std::size_t next = std::max(size, smallest_block);
    blocks_.push_back({std::make_unique_for_overwrite<char[]>(next), next});
  }
  char* const result = blocks_[block_].bytes.get() + used_;
  used_ += size;
  return result;
}

Grouper::Grouper(Options options) : options_(std::move(options)) {}

Grouper::~Grouper() = default;

/// Bytes asked from the system at a time.
std::size_t Grouper::usual_chunk() const {
  return static_cast<std::size_t>(std::clamp<std::uint64_t>(options_.memory / 16, 4096, 4 << 20));
}

bool Grouper::has_room(std::size_t size) const {
  if (chunk_ < chunks_.size() && chunks_[chunk_].size() - used_ >= size) return true;
  if (chunk_ + 1 < chunks_.size() && chunks_[chunk_ + 1].size() >= size) return true;
  const std::uint64_t table = table_.size() * sizeof(Key*);
  return allocated_ + table + std::max(size, usual_chunk()) <= options_.memory;
}

char* Grouper::allocate(std::size_t size) {
  size = aligned(size);
  if (chunk_ < chunks_.size() && chunks_[chunk_].size() - used_ < size) ++chunk_, used_ = 0;
  if (chunk_ < chunks_.size() && chunks_[chunk_].size() < size) {
    // What stands there is too small for this one; it would only be in the way.
    for (std::size_t at = chunk_; at < chunks_.size(); ++at) allocated_ -= chunks_[at].size();
    chunks_.erase(chunks_.begin() + static_cast<std::ptrdiff_t>(chunk_), chunks_.end());
  }
  if (chunk_ == chunks_.size()) {
    const std::size_t next = std::max(size, usual_chunk());
    chunks_.emplace_back(next, options_.expected > options_.memory);
    allocated_ += next;
    used_ = 0;
  }
  char* const result = chunks_[chunk_].data() + used_;
  used_ += size;
  return result;
}

void Grouper::add(std::string_view key, std::string_view head, std::string_view text) {
  const std::size_t size = sizeof(Node) + head.size() + text.size();
  const std::size_t needed = aligned(size) + aligned(sizeof(Key) + key.size());
  if (keys_ > 0 && !has_room(needed)) spill();
  if (last_ == nullptr || last_->text() != key) last_ = find(key);
  Node* const node = new (allocate(size)) Node{nullptr, {}};
  node->sizes = {static_cast<std::uint32_t>(head.size()), static_cast<std::uint32_t>(text.size())};
  char* const to = reinterpret_cast<char*>(&node->sizes) + sizeof node->sizes;
  if (!head.empty()) std::memcpy(to, head.data(), head.size());
  if (!text.empty()) std::memcpy(to + head.size(), text.data(), text.size());
  (last_->first == nullptr ? last_->first : last_->last->next) = node;
  last_->last = node;
  ++last_->sizes.entries;
  ++entries_;
  bytes_ += text.size();
}

Grouper::Key* Grouper::find(std::string_view key) {
  if (keys_ * 2 >= table_.size()) grow_table();
  const std::uint64_t hash = hash_.hash(key).low;
  const std::size_t mask = table_.size() - 1;
  std::size_t at = hash & mask;
  for (; table_[at] != nullptr; at = (at + 1) & mask) {
    if (table_[at]->hash == hash && table_[at]->text() == key) return table_[at];
  }
  Key* const made = new (allocate(sizeof(Key) + key.size())) Key{nullptr, nullptr, hash, {}};
  made->sizes = {static_cast<std::uint32_t>(key.size()), 0};
  if (!key.empty()) {
    std::memcpy(reinterpret_cast<char*>(&made->sizes) + sizeof made->sizes, key.data(), key.size());
  }
  table_[at] = made;
  ++keys_;
  return made;
}

void Grouper::grow_table() {
  std::vector<Key*> grown(std::max(first_table, table_.size() * 2), nullptr);
  const std::size_t mask = grown.size() - 1;
  for (Key* const key : table_) {
    if (key == nullptr) continue;
    std::size_t at = key->hash & mask;
    while (grown[at] != nullptr) at = (at + 1) & mask;
    grown[at] = key;
  }
  table_.swap(grown);
}

/// The table becomes the list of the keys in order; nothing can be found in it any more.
void Grouper::sort_keys() {
  const auto end = std::remove(table_.begin(), table_.end(), nullptr);
  std::sort(table_.begin(), end,
            [](const Key* left, const Key* right) { return left->text() < right->text(); });
}

void Grouper::spill() {
  sort_keys();
  if (!file_) file_ = std::make_unique<SpillFile>(options_.temporary_folder, options_.expected);
  const std::uint64_t start = file_->size();
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at < keys_; ++at) {
    parts.push_back(table_[at]->stored());
    for (const Node* node = table_[at]->first; node != nullptr; node = node->next) {
      parts.push_back(node->stored());
    }
    if (parts.size() < 512) continue;
    file_->append(parts);
    parts.clear();
  }
  file_->append(parts);
  runs_.push_back({start, file_->size() - start});
  clear();
}

void Grouper::clear() {
  std::fill(table_.begin(), table_.end(), nullptr);
  keys_ = 0;
  last_ = nullptr;
  chunk_ = used_ = 0;
}

void Grouper::finish() {
  if (!file_) {
    sort_keys();
    return;
  }
  if (keys_ > 0) spill();
  chunks_.clear();
  allocated_ = 0;
  table_ = {};
  while (runs_.size() > most_runs()) reduce_runs();
  open_runs(0, runs_.size());
}

/// So many that their buffers fit into half of the memory.
std::size_t Grouper::most_runs() const {
  return static_cast<std::size_t>(
      std::clamp<std::uint64_t>(options_.memory / 2 / RunReader::smallest_buffer, 4, 4096));
}

void Grouper::open_runs(std::size_t first, std::size_t count) {
  const std::uint64_t share = options_.memory / 2 / std::max<std::size_t>(count, 1);
  const auto buffer = static_cast<std::size_t>(
      std::clamp<std::uint64_t>(share, RunReader::smallest_buffer, 1 << 20));
  for (std::size_t at = first; at < first + count; ++at) {
    auto run = std::make_unique<Run>(*file_, runs_[at].offset, runs_[at].size, at, buffer);
    if (run->next_key()) merge_.runs.push_back(std::move(run));
  }
  std::make_heap(merge_.runs.begin(), merge_.runs.end(), Run::later);
}

/// The runs that have the smallest key, in the order in which they were written; they are out of
/// the heap until advance().
std::vector<Grouper::Run*> Grouper::smallest() {
  std::vector<Run*> found;
  auto& heap = merge_.runs;
  auto end = heap.end();
  while (end != heap.begin() && (found.empty() || heap.front()->key() == found.front()->key())) {
    std::pop_heap(heap.begin(), end, Run::later);
    found.push_back((--end)->get());
  }
  return found;
}

/// Moves the runs of smallest() to their next keys.
void Grouper::advance(const std::vector<Run*>& runs) {
  auto& heap = merge_.runs;
  std::size_t at = heap.size() - runs.size();
  for (std::size_t count = 0; count < runs.size(); ++count) {
    if (heap[at]->next_key()) {
      ++at;
      std::push_heap(heap.begin(), heap.begin() + static_cast<std::ptrdiff_t>(at), Run::later);
    } else {
      std::swap(heap[at], heap.back());
      heap.pop_back();
    }
  }
}

/// Merges every most_runs() neighbours into one.
void Grouper::reduce_runs() {
  std::vector<Span> reduced;
  const std::size_t most = most_runs();
  for (std::size_t first = 0; first < runs_.size(); first += most) {
    const std::size_t count = std::min(most, runs_.size() - first);
    const std::uint64_t start = file_->size();
    open_runs(first, count);
    merge_runs();
    file_->release(runs_[first].offset, runs_[first + count - 1].offset +
                                            runs_[first + count - 1].size - runs_[first].offset);
    reduced.push_back({start, file_->size() - start});
  }
  runs_ = std::move(reduced);
}

void Grouper::merge_runs() {
  RunWriter writer(*file_);
  std::vector<char> entry;
  while (!merge_.runs.empty()) {
    const std::vector<Run*> runs = smallest();
    KeySizes sizes{static_cast<std::uint32_t>(runs[0]->key().size()), 0};
    for (const Run* run : runs) sizes.entries += run->entries();
    writer.write({reinterpret_cast<const char*>(&sizes), sizeof sizes});
    writer.write(runs[0]->key());
    for (Run* run : runs) {
      for (std::uint32_t left = run->entries(); left > 0; --left) {
        const EntrySizes next = run->next_entry();
        const std::size_t size = std::size_t{next.head} + next.text;
        if (entry.size() < size) entry.resize(size);
        run->read(entry.data(), size);
        writer.write({reinterpret_cast<const char*>(&next), sizeof next});
        writer.write({entry.data(), size});
      }
    }
    advance(runs);
  }
  writer.flush();
}

bool Grouper::next(GroupBatch& batch, std::size_t bytes) {
  batch.clear();
  if (file_) {
    next_in_runs(batch, bytes);
  } else {
    next_in_memory(batch, bytes);
  }
  return !batch.groups.empty();
}

void Grouper::next_in_memory(GroupBatch& batch, std::size_t bytes) {
  while (given_ < keys_ && (batch.groups.empty() || batch.bytes < bytes)) {
    const Key& key = *table_[given_++];
    Group& group = batch.groups.emplace_back();
    group.key = key.text();
    group.first = batch.entries.size();
    group.count = key.sizes.entries;
    for (const Node* node = key.first; node != nullptr; node = node->next) {
      batch.entries.push_back(node->entry());
      group.bytes += node->sizes.text;
    }
    batch.bytes += group.bytes;
  }
}

void Grouper::next_in_runs(GroupBatch& batch, std::size_t bytes) {
  while (!merge_.runs.empty() && (batch.groups.empty() || batch.bytes < bytes)) {
    const std::vector<Run*> runs = smallest();
    Group& group = batch.groups.emplace_back();
    const std::string_view key = runs[0]->key();
    char* const copy = batch.allocate(key.size());
    if (!key.empty()) std::memcpy(copy, key.data(), key.size());
    group.key = {copy, key.size()};
    group.first = batch.entries.size();
    for (Run* run : runs) {
      for (std::uint32_t left = run->entries(); left > 0; --left) {
        const EntrySizes sizes = run->next_entry();
        char* const to = batch.allocate(std::size_t{sizes.head} + sizes.text);
        run->read(to, std::size_t{sizes.head} + sizes.text);
        batch.entries.push_back({{to, sizes.head}, {to + sizes.head, sizes.text}});
        group.bytes += sizes.text;
      }
    }
    group.count = batch.entries.size() - group.first;
    batch.bytes += group.bytes;
    advance(runs);
  }
}

Grouper::Options grouper_options(std::uint64_t memory, const std::string& temporary_folder,
                                 std::initializer_list<const InputList*> inputs) {
  Grouper::Options options;
  options.memory = memory;
  options.temporary_folder = temporary_folder;
  for (const InputList* list : inputs) {
    options.expected += bytes_of(*list);
    for (const Input& input : list->inputs) {
      if (input.packing == Packing::plain && !input.stream && !input.standard_input()) continue;
      // What comes out of it is not known.
      options.expected = 0;
      return options;
    }
  }
  return options;
}

}  // namespace edca::io
