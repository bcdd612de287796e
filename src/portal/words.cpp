#include "portal/words.hpp"

#include "portal/dates.hpp"

namespace edca::portal {

using messages::Language;

std::string words(std::string_view key, Language language, const Arguments& arguments) {
  return messages::text("portal." + std::string(key), language, arguments);
}

std::string counted(std::string_view key, std::uint64_t count, Language language) {
  return words(key, language, {{"count", messages::count(count)}});
}

std::string_view code_of(Language language) {
  return language == Language::spanish ? "es" : "en";
}

std::string day_of(std::string_view date, Language language) {
  if (year_of(date) == undated) return words("undated", language);
  std::string_view day = date.substr(8, 2);
  if (day.starts_with('0')) day.remove_prefix(1);
  return words("date", language,
               {{"day", std::string(day)},
                {"month", words("month-" + std::string(date.substr(5, 2)), language)},
                {"year", std::string(date.substr(0, 4))}});
}

std::string size_of(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  constexpr const char* units[] = {" kB", " MB", " GB", " TB", " PB", " EB"};
  std::size_t unit = 0;
  std::uint64_t scale = 1000;
  // 999.95 kB and more is said as 1.0 MB.
  while (bytes >= scale * 1000 - scale / 20 && unit < 5) scale *= 1000, ++unit;
  const std::uint64_t tenths = bytes / (scale / 10) + (bytes % (scale / 10) >= scale / 20 ? 1 : 0);
  if (tenths >= 1000) return std::to_string((tenths + 5) / 10) + units[unit];
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + units[unit];
}

std::string contents_of(const File& file, Language language) {
  std::string key = file.part > 1 ? "contents-part" : "contents";
  if (file.year.empty()) key += "-all";
  if (file.year == undated) key += "-undated";
  return words(key, language,
               {{"list", words(file.kind, language)},
                {"year", file.year},
                {"number", std::to_string(file.part)}});
}

std::string_view format_name(const File& file) {
  return file.format == "JSONL" ? "JSON Lines" : std::string_view(file.format);
}

std::string dataset_title(const Metadata& metadata, Language language) {
  if (language == Language::english && !metadata.title_en.empty()) return metadata.title_en;
  return metadata.title.empty() ? words("default-title", language) : metadata.title;
}

std::string dataset_description(const Metadata& metadata, Language language) {
  if (language == Language::english && !metadata.description_en.empty()) {
    return metadata.description_en;
  }
  return metadata.description.empty() ? words("default-description", language)
                                      : metadata.description;
}

}  // namespace edca::portal
