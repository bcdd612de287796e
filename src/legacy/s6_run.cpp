#include "legacy/s6_run.hpp"

#include "base/instant.hpp"
#include "base/session.hpp"
#include "json/members.hpp"
#include "legacy/s6_repair.hpp"
#include "rows/values.hpp"

namespace edca::legacy {

S6Run::S6Run(const Plan& plan, const Session& session, items::RunLog& log,
             const LegacyConverter::Write& write)
    : items::ItemReader(plan.options.read.encoding, session.temporary_folder, log),
      plan_(plan),
      session_(session),
      write_(write),
      now_(base::date_time(base::now(session))) {}

LegacySummary S6Run::run(const io::InputList& inputs) {
  const std::uint64_t total = io::bytes_of(inputs);
  announce(inputs);
  std::uint64_t before = 0;
  for (const io::Input& input : inputs.inputs) {
    if (summary_.cancelled) break;
    ItemReader::read(input, [&](std::uint64_t bytes) {
      base::tell(session_, {log_.files() - 1, before + bytes, total});
      summary_.cancelled = summary_.cancelled || base::cancelled(session_);
      return !summary_.cancelled;
    });
    tell();
    before += input.bytes;
  }
  return std::move(summary_);
}

void S6Run::take(Kind kind, const Item& item) {
  if (summary_.cancelled) return;
  count(kind);
  if (!readable(item)) {
    ++summary_.refused;
    return;
  }
  if (kind != Kind::release && kind != Kind::compiled_release) {
    ++summary_.refused;
    add("convert.layout", item).variant = "release";
    return;
  }
  log_.file(file_).read = true;
  json::Value release = json::parse(item.text, "release");
  S6Repair repair(
      [&](std::string_view what, const std::string& member) { repaired(what, member, item); });
  // The envelope of a record says it too.
  if (release.text("ocid").empty() && item.base.ends_with("/record")) {
    const auto ocid = json::decoded(json::member_of(item.around, "ocid"));
    if (ocid && !ocid->empty()) {
      release["ocid"] = *ocid;
      repaired("added", "ocid", item);
    }
  }
  repair.run(release, plan_.options.compiled, now_);
  ++summary_.releases;
  if (!write_(json::write(release) + "\n")) summary_.cancelled = true;
}

/// Once for all of a file, where it stands first.
void S6Run::repaired(std::string_view kind, const std::string& member, const Item& item) {
  auto& [finding, times] = repairs_[{std::string(kind), member}];
  if (times++ > 0) return;
  finding = items::RunLog::make("convert.repaired");
  finding.variant = kind;
  finding.value = rows::json_text(member);
  finding.at = {one_byte() ? item.place.code_points : item.place.offset, item.place.line,
                item.place.column};
  finding.pointer = item.base;
}

void S6Run::tell() {
  for (auto& [key, each] : repairs_) {
    each.first.arguments.emplace_back("count", std::to_string(each.second));
    log_.add(std::move(each.first), file_);
  }
  repairs_.clear();
}

}  // namespace edca::legacy
