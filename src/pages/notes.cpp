#include "pages/notes.hpp"

#include <span>

#include "pages/shards.hpp"

namespace edca::pages {

Notes::Notes(std::uint64_t memory, const std::string& temporary_folder)
    : memory_(memory / 2),
      temporary_folder_(temporary_folder),
      by_ocid_(
          std::make_unique<io::Grouper>(io::Grouper::Options{memory / 2, temporary_folder, 0})) {}

void Notes::add(std::string_view ocid, const Note& note) {
  const char head[] = {static_cast<char>(note.kind), static_cast<char>(note.number & 0xFF),
                       static_cast<char>(note.number >> 8)};
  by_ocid_->add(ocid, {head, sizeof head}, note.json);
}

void Notes::place(std::string_view ocid, std::uint32_t ordinal) {
  by_ocid_->add(ocid, {}, big_endian(ordinal));
}

void Notes::arrange() {
  by_ordinal_ = std::make_unique<io::Grouper>(io::Grouper::Options{memory_, temporary_folder_, 0});
  by_ocid_->finish();
  while (by_ocid_->next(batch_, io::batch_bytes)) {
    for (const io::Group& group : batch_.groups) {
      const auto entries = std::span(batch_.entries).subspan(group.first, group.count);
      std::string_view ordinal;
      for (const io::Entry& entry : entries) {
        if (entry.head.empty()) ordinal = entry.text;
      }
      if (ordinal.empty()) continue;
      for (const io::Entry& entry : entries) {
        if (!entry.head.empty()) by_ordinal_->add(ordinal, entry.head, entry.text);
      }
    }
  }
  by_ordinal_->finish();
  by_ocid_.reset();
  batch_ = {};
  advance();
}

void Notes::advance() {
  at_ = 0;
  more_ = by_ordinal_->next(batch_, io::batch_bytes);
}

const std::vector<Notes::Note>& Notes::of(std::uint32_t ordinal) {
  notes_.clear();
  if (more_ && at_ == batch_.groups.size()) advance();
  if (!more_) return notes_;
  const io::Group& group = batch_.groups[at_];
  if (group.key != big_endian(ordinal)) return notes_;
  ++at_;
  for (const io::Entry& entry : std::span(batch_.entries).subspan(group.first, group.count)) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(entry.head[at]); };
    notes_.push_back({static_cast<Kind>(entry.head[0]),
                      static_cast<std::uint16_t>(byte(1) | byte(2) << 8), entry.text});
  }
  return notes_;
}

}  // namespace edca::pages
