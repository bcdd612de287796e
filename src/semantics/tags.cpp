#include <string_view>

#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// What a tag promises to be in the release.
struct Section {
  std::string_view name;
  Part part;
  bool (*there)(const Process&);
};

bool has_implementation(const Process& process) {
  for (const Value& contract : process.contracts) {
    if (filled(&contract, "implementation")) return true;
  }
  return false;
}

constexpr Section sections[] = {
    {"planning", Part::planning,
     // A planned procedure may be described by its tender alone, with its status.
     [](const Process& p) { return filled(p.planning) || filled(p.tender); }},
    {"tender", Part::tender, [](const Process& p) { return filled(p.tender); }},
    {"awards", Part::awards, [](const Process& p) { return filled(p.root, "awards"); }},
    {"contracts", Part::contracts, [](const Process& p) { return filled(p.root, "contracts"); }},
    {"implementation", Part::implementation, has_implementation},
};

const Value* find_tag(const Value* tags, Part part) {
  for (const Value& tag : elements(tags)) {
    if (tag.kind != Kind::string) continue;
    const auto announced = announced_by(tag.view());
    if (announced && announced->part == part) return &tag;
  }
  return nullptr;
}

}  // namespace

/// Whether a tag says that something before awards or contracts was changed; a publisher of whole
/// processes then repeats the rest.
bool updates_earlier(const Value* tags, bool awards) {
  for (const Value& tag : elements(tags)) {
    const std::string_view name = tag.kind == Kind::string ? tag.view() : std::string_view();
    if (name == "planningUpdate" || name == "tenderUpdate" || name == "tenderAmendment" ||
        (awards && name == "awardUpdate"))
      return true;
  }
  return false;
}

void check_tags(const Process& process, Recorder& recorder) {
  const Value* tags = at(process.root, "tag");
  const Children list = elements(tags);
  if (list.empty()) return;
  if (process.compiled) {
    if (list.size() > 1) recorder.add("tag.compiled-mixed", *tags);
    return;
  }
  bool told = false;
  for (const Section& section : sections) {
    const Value* tag = find_tag(tags, section.part);
    const bool there = section.there(process);
    if (tag != nullptr && !there) {
      // Of a section that is there and empty, text.empty speaks.
      if (recorder.is_misspelt(*process.root, section.name) ||
          at(process.root, section.name) != nullptr)
        continue;
      recorder.add("tag.section-missing", *tag, {{"tag", tag->view()}, {"section", section.name}});
    } else if (tag == nullptr && there && section.part == Part::contracts && !told &&
               !updates_earlier(tags, true)) {
      // Sections that were published before may be repeated; only that there is a contract, and no
      // word of it nor of what follows, is a mistake.
      told = find_tag(tags, Part::implementation) == nullptr;
      if (told) recorder.add("tag.section-untagged", *tags, {{"section", section.name}});
    } else if (tag == nullptr && there && section.part == Part::awards &&
               process.contracts.empty() && !updates_earlier(tags, false)) {
      recorder.add("tag.section-untagged", *tags, {{"section", section.name}});
    }
  }
}

}  // namespace edca::semantics
