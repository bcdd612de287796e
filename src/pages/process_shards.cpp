#include "pages/process_shards.hpp"

#include "json/compact.hpp"
#include "json/value.hpp"

namespace edca::pages {
namespace {

constexpr std::size_t bytes_of_items = std::size_t{512} << 10;  ///< of a shard, before it is packed

}  // namespace

std::uint64_t ItemShards::add(std::string_view id, std::string_view json,
                              const std::vector<Notes::Note>& notes) {
  if (!items_.empty() && items_.size() + json.size() > bytes_of_items) hand_on();
  if (items_.empty()) {
    firsts_.push_back(count_);
  } else {
    items_ += ',';
  }
  json::append_compact(json, items_);
  ++count_;
  add_notes(id, notes, Notes::Kind::flag, flags_);
  add_notes(id, notes, Notes::Kind::finding, findings_);
  return firsts_.size() - 1;
}

void ItemShards::add_notes(std::string_view id, const std::vector<Notes::Note>& notes,
                           Notes::Kind kind, std::string& all) {
  std::string list;
  for (const Notes::Note& note : notes) {
    if (note.kind == kind) list.append(list.empty() ? "[" : ",").append(note.json);
  }
  if (list.empty()) return;
  if (!all.empty()) all += ',';
  json::write_string(id, all);
  all.append(":").append(list).append("]");
}

void ItemShards::finish() {
  if (!items_.empty()) hand_on();
}

void ItemShards::hand_on() {
  std::string body = "{\"" + list_ + "\":[" + items_ + "],\"flags\":{" + flags_ +
                     "},\"findings\":{" + findings_ + "}}";
  items_.clear();
  flags_.clear();
  findings_.clear();
  take_({name_ + "/" + std::to_string(firsts_.size() - 1), std::move(body)});
}

}  // namespace edca::pages
