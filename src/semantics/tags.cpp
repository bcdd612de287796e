#include <string_view>

#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// What a tag promises to be in the release, and what speaks of a section.
struct Section {
  std::string_view name;
  std::string_view tags[6];
  bool (*there)(const Process&);
};

bool has_implementation(const Process& process) {
  for (const Value& contract : process.contracts) {
    if (filled(&contract, "implementation")) return true;
  }
  return false;
}

constexpr Section sections[] = {
    {"planning",
     {"planning", "planningUpdate"},
     // A planned procedure may be described by its tender alone, with its status.
     [](const Process& p) { return filled(p.planning) || filled(p.tender); }},
    {"tender",
     {"tender", "tenderAmendment", "tenderUpdate", "tenderCancellation"},
     [](const Process& p) { return filled(p.tender); }},
    {"awards",
     {"award", "awardUpdate", "awardCancellation"},
     [](const Process& p) { return filled(p.root, "awards"); }},
    {"contracts",
     {"contract", "contractUpdate", "contractAmendment", "contractTermination"},
     [](const Process& p) { return filled(p.root, "contracts"); }},
    {"implementation", {"implementation", "implementationUpdate"}, has_implementation},
};

const Value* find_tag(const Value* tags, const Section& section) {
  for (const Value& tag : elements(tags)) {
    if (tag.kind != Kind::string) continue;
    for (const std::string_view known : section.tags) {
      if (!known.empty() && tag.view() == known) return &tag;
    }
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
    const Value* tag = find_tag(tags, section);
    const bool there = section.there(process);
    if (tag != nullptr && !there) {
      recorder.add("tag.section-missing", *tag, {{"tag", tag->view()}, {"section", section.name}});
    } else if (tag == nullptr && there && section.name == "contracts" && !told &&
               !updates_earlier(tags, true)) {
      // Sections that were published before may be repeated; only that there is a contract, and no
      // word of it nor of what follows, is a mistake.
      told = find_tag(tags, sections[4]) == nullptr;
      if (told) recorder.add("tag.section-untagged", *tags, {{"section", section.name}});
    } else if (tag == nullptr && there && section.name == "awards" && process.contracts.empty() &&
               !updates_earlier(tags, false)) {
      recorder.add("tag.section-untagged", *tags, {{"section", section.name}});
    }
  }
}

}  // namespace edca::semantics
