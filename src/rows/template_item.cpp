#include "rows/template_item.hpp"

#include <optional>
#include <string_view>

#include "base/hash.hpp"
#include "base/instant.hpp"
#include "rows/values.hpp"

namespace edca::rows {
namespace {

/// The newest date in it that is not after what a tender or contract foresees: of its end.
void find_newest(const Made& made, std::string_view key, std::string& newest) {
  // Periods and milestones tell of what is to come.
  const bool foreseen = key.ends_with("eriod") || key == "milestones" || key == "dueDate";
  if (foreseen) return;
  if (made.kind == Made::Kind::value && made.text.size() > 2 && made.text[0] == '"') {
    const std::string text = made.text.substr(1, made.text.size() - 2);
    const auto at = base::instant(text);
    if (at && (newest.empty() || *base::instant(newest) < *at)) newest = text;
  }
  for (const Made* element : made.elements()) find_newest(*element, key, newest);
  for (const auto& [name, value] : made.members()) find_newest(*value, name, newest);
}

/// The codes of releaseTag.csv for the sections that are there.
std::string tags_of(const Made& release) {
  std::string tags;
  const auto add = [&](std::string_view tag) {
    tags.append(tags.empty() ? "[\"" : ",\"").append(tag).append("\"");
  };
  for (const char* section : {"planning", "tender"})
    if (release.find(section) != nullptr) add(section);
  if (release.find("awards") != nullptr) add("award");
  if (const Made* contracts = release.find("contracts")) {
    add("contract");
    for (const Made* contract : contracts->elements()) {
      if (contract->find("implementation") == nullptr) continue;
      add("implementation");
      break;
    }
  }
  return tags.empty() ? tags : tags + "]";
}

}  // namespace

void complete_release(Made& release, const std::map<std::string, std::string>& meta,
                      MadeStore& store) {
  std::string whole;
  write(release, whole);
  const auto add = [&](std::string_view key, std::string json) {
    if (json.empty() || release.find(key) != nullptr) return;
    Made& made = store.make(Made::Kind::value, release.at);
    made.text = std::move(json);
    store.add_member(release, key, made);
  };
  const Made* ocid = release.find("ocid");
  if (ocid != nullptr && ocid->text.size() > 2) {
    const base::KeyedHash hash(0x6564636120726f77, 0x73206f6620736865);
    std::uint64_t number = hash.hash(whole).low;
    std::string digits;
    for (int at = 0; at < 8; ++at, number >>= 4) digits += "0123456789abcdef"[number & 15];
    add("id", ocid->text.substr(0, ocid->text.size() - 1) + "-" + digits + "\"");
  }
  std::string newest;
  find_newest(release, "", newest);
  add("date", newest.empty() ? newest : json_text(newest));
  add("tag", tags_of(release));
  add("initiationType", "\"tender\"");
  const auto language = meta.find("language");
  add("language", json_text(language == meta.end() ? "es" : language->second));
}

}  // namespace edca::rows
