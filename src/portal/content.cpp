#include "portal/content.hpp"

#include <algorithm>
#include <deque>
#include <future>
#include <thread>

#include "check/pool.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "json/text.hpp"
#include "package/names.hpp"
#include "portal/packed.hpp"

namespace edca::portal {
namespace {

merge::Grouper::Options half_of(const Options& options) {
  return {options.memory / 2, options.temporary_folder, 0};
}

/// The text of a member; nothing for other values.
std::optional<std::string> text_of(const merge::Value& object, std::string_view key,
                                   std::string_view text) {
  const merge::Value* value = merge::find(object, key);
  if (value == nullptr || value->kind != merge::Kind::string) return std::nullopt;
  if (json::is_utf8(value->view())) return std::string(value->view());
  return json::decoded(json::member_of(text, key));  // half a surrogate pair
}

/// The id of a release: a string, or whatever else stands there.
std::string id_of(const merge::Value& release, std::string_view text) {
  auto id = text_of(release, "id", text);
  return id ? std::move(*id) : std::string(json::member_of(text, "id"));
}

std::uint64_t awards_and_contracts(const merge::Value& release) {
  std::uint64_t count = 0;
  for (const std::string_view key : {"awards", "contracts"}) {
    const merge::Value* list = merge::find(release, key);
    if (list != nullptr && list->kind == merge::Kind::array) count += list->size;
  }
  return count;
}

/// The first processes, with about `job_bytes` of texts.
std::span<const merge::Group> next_job(std::span<const merge::Group> groups,
                                       const merge::GroupBatch& batch) {
  constexpr std::size_t job_bytes = std::size_t{1} << 20;
  std::size_t count = 0;
  for (std::size_t bytes = 0; count < groups.size() && bytes < job_bytes; ++count) {
    const merge::Group& group = groups[count];
    for (const merge::Entry& entry : std::span(batch.entries).subspan(group.first, group.count)) {
      bytes += ProcessReader::text_size(entry);
    }
  }
  return groups.first(count);
}

std::vector<Process> read_processes(ProcessReader& reader, std::span<const merge::Group> groups,
                                    const merge::GroupBatch& batch) {
  std::vector<Process> processes;
  for (const merge::Group& group : groups) {
    processes.push_back(
        reader.read(group.key, std::span(batch.entries).subspan(group.first, group.count)));
  }
  return processes;
}

}  // namespace

Content::Content(const Options& options, bool keep_uris)
    : options_(options),
      keep_uris_(keep_uris),
      texts_(options.temporary_folder),
      processes_(std::make_unique<merge::Grouper>(half_of(options))),
      ordered_(std::make_unique<merge::Grouper>(half_of(options))) {}

std::uint64_t Content::add_package(std::string_view file, const std::string& path) {
  if (files_.empty() || files_.back().name != file) {
    files_.push_back({std::string(file), path.empty() ? 0 : texts_.add_file(path)});
  }
  packages_.push_back({files_.size() - 1, nullptr, {}});
  return packages_.size() - 1;
}

void Content::describe(std::uint64_t package, ItemKind kind, const json::Value& metadata) {
  if (!metadata.is_object()) return;
  if (keep_uris_) packages_[package].uri = metadata.text("uri");
  published_.add(metadata.text("publishedDate"));
  json::Value rest = metadata;
  for (const char* key :
       {"uri", "publishedDate", "packages", "links", "releases", "records", "projects"}) {
    rest.erase(key);
  }
  std::set<std::string>& known = descriptions_[kind == ItemKind::project ? 1 : 0];
  packages_[package].description = &*known.insert(json::write(rest)).first;
}

void Content::use(ItemKind kind, const std::string& year, std::uint64_t package) {
  const std::string* description = packages_[package].description;
  if (description != nullptr) used_[{kind, year}].insert(description);
}

Texts Content::descriptions(ItemKind kind, const std::string& year) const {
  Texts texts;
  if (kind == ItemKind::project) {
    for (const std::string& text : descriptions_[1]) texts.insert(&text);
  } else if (const auto found = used_.find({kind, year}); found != used_.end()) {
    texts = found->second;
  }
  return texts;
}

void Content::tell(Problem::Kind kind, std::uint64_t package, std::string ocid, std::string id,
                   std::string detail) const {
  if (!options_.tell) return;
  options_.tell({kind, files_[packages_[package].file].name, std::move(ocid), std::move(id),
                 std::move(detail)});
}

const merge::Value* Content::parsed(const Added& item) {
  tree_.clear();
  if (item.text.starts_with('{') && json::is_utf8(item.text)) {
    const merge::Tree::Read read = tree_.parse(item.text);
    if (read.error == merge::ReadError::none) return &tree_.at(read.root);
  }
  tell(Problem::Kind::unreadable, item.package, {});
  return nullptr;
}

void Content::note_prefix(ItemKind kind, std::string_view id) {
  std::set<std::string>& prefixes = prefixes_[kind == ItemKind::project ? 1 : 0];
  if (prefixes.size() < 2) prefixes.insert(package::prefix_of(id));
}

Content::Added Content::Added::part(std::string_view inside) const {
  Added part{inside, package, offset};
  if (part.offset) *part.offset += static_cast<std::uint64_t>(inside.data() - text.data());
  return part;
}

TextRef Content::keep(const Added& item) {
  const std::uint32_t file = files_[packages_[item.package].file].number;
  if (file != 0 && item.offset) return ItemTexts::refer(file, *item.offset, item.text);
  return texts_.keep(item.text);
}

void Content::add(ItemKind kind, std::string_view text, std::uint64_t package,
                  std::optional<std::uint64_t> offset) {
  const Added item{text, package, offset};
  const merge::Value* value = parsed(item);
  if (value == nullptr) return;
  switch (kind) {
    case ItemKind::release:
      return add_release(item, *value);
    case ItemKind::record:
      return add_record(item, *value);
    case ItemKind::project:
      return add_project(item, *value);
  }
}

void Content::add_release(const Added& item, const merge::Value& release) {
  const std::optional<std::string> ocid = text_of(release, "ocid", item.text);
  const std::string id = id_of(release, item.text);
  if (!ocid) return tell(Problem::Kind::no_ocid, item.package, {}, id);
  note_prefix(ItemKind::release, *ocid);
  Release facts{keep(item),
                item.package,
                awards_and_contracts(release),
                id,
                text_of(release, "date", item.text).value_or(""),
                {}};
  std::string packed;
  if (!options_.records && alone_.is_plain(release)) {
    Figures figures;
    figures.add_compiled(release);
    figures.pack(packed);
    facts.figures = packed;
  }
  facts_.clear();
  facts.pack(facts_);
  processes_->add(*ocid, {}, facts_);
}

void Content::add_record(const Added& item, const merge::Value& record) {
  const std::optional<std::string> ocid = text_of(record, "ocid", item.text);
  if (!ocid) return tell(Problem::Kind::no_ocid, item.package, {});
  note_prefix(ItemKind::release, *ocid);
  facts_.clear();
  Record{keep(item), item.package, {}}.pack(facts_);
  processes_->add(*ocid, {}, facts_);
  const std::string_view releases = json::member_of(item.text, "releases");
  if (!releases.starts_with('[')) return;
  json::ElementScan scan(releases);
  while (const auto release = scan.next()) {
    // One that is linked has an address in the place of an OCID.
    if (!release->starts_with('{') || !json::decoded(json::member_of(*release, "ocid"))) continue;
    const Added part = item.part(*release);
    if (const merge::Value* value = parsed(part)) add_release(part, *value);
  }
}

void Content::add_project(const Added& item, const merge::Value& project) {
  const std::optional<std::string> id = text_of(project, "id", item.text);
  if (!id) return tell(Problem::Kind::no_ocid, item.package, {});
  note_prefix(ItemKind::project, *id);
  Placed placed;
  placed.kind = ItemKind::project;
  placed.package = item.package;
  placed.dates.add(text_of(project, "updated", item.text).value_or(""));
  place(placed, keep(item), *id, {});
  ++years_[std::string()].projects;
}

void Content::arrange(const merge::Rules* rules) {
  processes_->finish();
  const unsigned threads =
      options_.threads != 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
  const auto origin = [this](std::uint64_t number) {
    const Package& from = packages_[number];
    return std::pair<std::string_view, std::string_view>(
        from.uri, from.description == nullptr ? std::string_view() : *from.description);
  };
  merge::GroupBatch batch;
  std::vector<std::unique_ptr<ProcessReader>> readers;
  for (unsigned at = 0; at < threads; ++at) {
    readers.push_back(std::make_unique<ProcessReader>(rules, options_.records, texts_, origin));
  }
  std::deque<std::future<std::vector<Process>>> pending;
  check::Pool pool(threads);  // last: its threads use the rest
  const auto take = [&] {
    for (const Process& process : pending.front().get()) place(process);
    pending.pop_front();
  };
  while (processes_->next(batch, batch_bytes)) {
    for (std::span<const merge::Group> left(batch.groups); !left.empty();) {
      const std::span<const merge::Group> some = next_job(left, batch);
      left = left.subspan(some.size());
      pending.push_back(pool.run<std::vector<Process>>(
          [&, some](unsigned thread) { return read_processes(*readers[thread], some, batch); }));
      if (pending.size() > threads) take();
    }
    while (!pending.empty()) take();
  }
  processes_.reset();
  ordered_->finish();
}

void Content::place(const Process& process) {
  for (const Process::Notice& notice : process.notices) {
    tell(notice.kind, notice.package, std::string(process.ocid), notice.id, notice.detail);
  }
  years_[std::string(year_of(process.dates.first))] += process.figures;
  for (const Release& release : process.releases) {
    Placed item;
    item.year = year_of(release.date);
    item.dates.add(release.date);
    item.package = release.package;
    item.awards_and_contracts = release.awards_and_contracts;
    ++years_[item.year].releases;
    use(item.kind, item.year, item.package);
    place(item, release.ref, process.ocid, release.id);
  }
  place_record(process);
}

/// Places the record that was given, or else the one that was made.
void Content::place_record(const Process& process) {
  if (!process.record && process.made.empty()) return;
  Placed record;
  record.kind = ItemKind::record;
  record.year = year_of(process.dates.first);
  record.dates = process.dates;
  record.made = !process.record;
  record.package = process.record ? process.record->package : process.releases.front().package;
  record.awards_and_contracts = process.awards_and_contracts;
  use(record.kind, record.year, record.package);
  for (const Release& release : process.releases) {
    record.awards_and_contracts += release.awards_and_contracts;
    use(record.kind, record.year, release.package);
  }
  ++years_[record.year].records;
  place(record, process.record ? process.record->ref : texts_.keep(process.made), process.ocid, {});
}

/// Puts an item where it belongs in the order of publication.
void Content::place(const Placed& item, const TextRef& text, std::string_view ocid,
                    std::string_view id) {
  std::string key(1, static_cast<char>('0' + static_cast<int>(item.kind)));
  const std::string time = item.kind == ItemKind::project ? "" : sort_key(item.dates.first);
  for (const std::string_view part :
       {std::string_view(item.year), std::string_view(time), ocid, id}) {
    key.append(part).push_back('\0');
  }
  facts_.clear();
  pack(text, facts_);
  pack(item.package, facts_);
  pack(item.awards_and_contracts, facts_);
  pack(item.made, facts_);
  pack_text(item.dates.first, facts_);
  pack_text(item.dates.last, facts_);
  ordered_->add(key, {}, facts_);
}

/// Its text is good until the next one.
Placed Content::placed(std::string_view key, const merge::Entry& entry) {
  Placed item;
  item.kind = static_cast<ItemKind>(key[0] - '0');
  item.year = key.substr(1, key.find('\0') - 1);
  std::string_view facts = entry.text;
  const auto ref = unpack<TextRef>(facts);
  item.package = unpack<std::uint64_t>(facts);
  item.awards_and_contracts = unpack<std::uint64_t>(facts);
  item.made = unpack<bool>(facts);
  item.dates.first = unpack_text(facts);
  item.dates.last = unpack_text(facts);
  text_.resize(ref.size);
  texts_.read(ref, text_.data());
  item.text = text_;
  return item;
}

}  // namespace edca::portal
