#include <map>
#include <string>

#include "semantics/families.hpp"

namespace edca::semantics {
namespace {

/// Links to a file that another link of the record leads into: which release of it is meant stays
/// open. Elsewhere each address may well have a release of its own, as the standard foresees.
void check_fragments(const std::map<std::string_view, const Value*>& urls, Recorder& recorder) {
  for (const auto& [url, release] : urls) {
    const std::size_t hash = url.find('#');
    if (hash == std::string_view::npos) continue;
    const auto file = urls.find(url.substr(0, hash));
    if (file == urls.end()) continue;
    recorder.add("history.link-fragment", *at(file->second, "url"));
    return;
  }
}

void check_releases(const Value& record, Recorder& recorder) {
  const std::string_view ocid = text(&record, "ocid");
  std::map<std::string_view, const Value*> urls;
  for (const Value& release : list(&record, "releases")) {
    const std::string_view own = text(&release, "ocid");
    if (!ocid.empty() && !own.empty() && own != ocid)
      recorder.add("history.ocid-differs", *at(&release, "ocid"), {{"ocid", ocid}});
    const std::string_view url = text(&release, "url");
    if (url.empty() || !own.empty()) continue;
    if (!urls.try_emplace(url, &release).second)
      recorder.add("history.link-repeated", *at(&release, "url"));
  }
  check_fragments(urls, recorder);
}

void check_compiled(const Value& record, Recorder& recorder) {
  const Value* compiled = at(&record, "compiledRelease");
  if (compiled == nullptr || compiled->kind != Kind::object) return;
  const std::string_view ocid = text(&record, "ocid");
  const std::string_view own = text(compiled, "ocid");
  if (!ocid.empty() && !own.empty() && own != ocid)
    recorder.add("history.compiled-ocid", *at(compiled, "ocid"), {{"ocid", ocid}});
  const Value* tag = at(compiled, "tag");
  if (!has_word(tag, "compiled"))
    recorder.add("tag.compiled-missing", tag == nullptr ? *compiled : *tag);
  const auto date = moment(compiled, "date");
  std::optional<Moment> newest;
  for (const Value& release : list(&record, "releases")) {
    const auto each = moment(&release, "date");
    if (each && (!newest || *newest < *each)) newest = each;
  }
  if (!date || !newest || !(*date < *newest)) return;
  // Of one day, only the time tells them apart.
  const bool earlier_day = date->day() < newest->day() && on_later_day(*newest, *date);
  recorder.add("history.compiled-date", *date->value,
               {{"newest", earlier_day ? newest->day() : newest->text()}});
}

}  // namespace

void check_record(const Value& record, Recorder& recorder) {
  for (const Value& member : members(&record)) {
    if (member.is_container() && member.size == 0)
      recorder.add(member.kind == Kind::array ? base::RuleId("text.empty/array")
                                              : base::RuleId("text.empty/object"),
                   member);
  }
  check_releases(record, recorder);
  check_compiled(record, recorder);
}

}  // namespace edca::semantics
