#include "portal/content.hpp"

#include <algorithm>
#include <deque>
#include <future>

#include "base/session.hpp"
#include "package/names.hpp"
#include "portal/packed.hpp"

namespace edca::portal {
namespace {

io::Grouper::Options half_of(const Options& options) {
  return {options.memory / 2, options.temporary_folder, 0};
}

/// The first processes, with about `job_bytes` of texts.
std::span<const io::Group> next_job(std::span<const io::Group> groups,
                                    const io::GroupBatch& batch) {
  constexpr std::size_t job_bytes = std::size_t{1} << 20;
  std::size_t count = 0;
  for (std::size_t bytes = 0; count < groups.size() && bytes < job_bytes; ++count) {
    const io::Group& group = groups[count];
    for (const io::Entry& entry : std::span(batch.entries).subspan(group.first, group.count)) {
      bytes += ProcessReader::text_size(entry);
    }
  }
  return groups.first(count);
}

std::vector<Process> read_processes(ProcessReader& reader, std::span<const io::Group> groups,
                                    const io::GroupBatch& batch) {
  std::vector<Process> processes;
  for (const io::Group& group : groups) {
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
      processes_(std::make_unique<io::Grouper>(half_of(options))),
      ordered_(std::make_unique<io::Grouper>(half_of(options))) {}

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

void Content::note_prefix(ItemKind kind, std::string_view id) {
  std::set<std::string>& prefixes = prefixes_[kind == ItemKind::project ? 1 : 0];
  if (prefixes.size() < 2) prefixes.insert(package::prefix_of(id));
}

TextRef Content::keep(const NewItem& item) {
  const std::uint32_t file = files_[packages_[item.package].file].number;
  if (file != 0 && item.offset) return ItemTexts::refer(file, *item.offset, item.text);
  return texts_.keep(item.text);
}

void Content::add(const NewItem& item) {
  const ItemFacts& facts = item.facts;
  if (!facts.readable) return tell(Problem::Kind::unreadable, item.package, {});
  if (!facts.id) return tell(Problem::Kind::no_ocid, item.package, {}, facts.release);
  note_prefix(item.kind, *facts.id);
  facts_.clear();
  switch (item.kind) {
    case ItemKind::release:
      Release{keep(item), item.package, facts.awards_and_contracts, item.judgement, facts.release,
              facts.date, facts.digest}
          .pack(facts_);
      break;
    case ItemKind::record:
      Record{keep(item), item.package, {}}.pack(facts_);
      break;
    case ItemKind::project:
      return place_project(item);
  }
  processes_->add(*facts.id, {}, facts_);
  for (const auto& [text, release] : facts.releases) {
    NewItem part{ItemKind::release, text, item.package, item.offset, release};
    if (part.offset) *part.offset += static_cast<std::uint64_t>(text.data() - item.text.data());
    add(part);
  }
}

void Content::place_project(const NewItem& item) {
  Placed placed;
  placed.kind = ItemKind::project;
  placed.package = item.package;
  placed.dates.add(item.facts.date);
  place(placed, keep(item), *item.facts.id, {});
  ++years_[std::string()].projects;
}

void Content::arrange(const merge::Rules* rules) {
  processes_->finish();
  const base::Workers workers = base::workers(options_.threads, options_.executor);
  const auto origin = [this](std::uint64_t number) {
    const Package& from = packages_[number];
    return std::pair<std::string_view, std::string_view>(
        from.uri, from.description == nullptr ? std::string_view() : *from.description);
  };
  io::GroupBatch batch;
  std::vector<std::unique_ptr<ProcessReader>> readers;
  for (unsigned at = 0; at < workers.threads; ++at) {
    readers.push_back(std::make_unique<ProcessReader>(rules, options_.records, texts_, origin));
  }
  std::deque<std::future<std::vector<Process>>> pending;
  // Last: when reading fails, its threads end before what they use.
  base::Pool pool(workers.threads - 1, workers.executor);
  const auto take = [&] {
    for (const Process& process : pool.get(pending.front(), workers.threads - 1)) place(process);
    pending.pop_front();
  };
  while (processes_->next(batch, batch_bytes)) {
    for (std::span<const io::Group> left(batch.groups); !left.empty();) {
      const std::span<const io::Group> some = next_job(left, batch);
      left = left.subspan(some.size());
      const auto read = [&, some](unsigned thread) {
        return read_processes(*readers[thread], some, batch);
      };
      pending.push_back(pool.run<std::vector<Process>>(read));
      if (pending.size() > workers.threads) take();
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
    item.judgement = release.judgement;
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
  pack(item.judgement, facts_);
  pack(item.made, facts_);
  pack_text(item.dates.first, facts_);
  pack_text(item.dates.last, facts_);
  ordered_->add(key, {}, facts_);
}

/// Its text is good until the next one.
Placed Content::placed(std::string_view key, const io::Entry& entry) {
  Placed item;
  item.kind = static_cast<ItemKind>(key[0] - '0');
  item.year = key.substr(1, key.find('\0') - 1);
  std::string_view facts = entry.text;
  const auto ref = unpack<TextRef>(facts);
  item.package = unpack<std::uint64_t>(facts);
  item.awards_and_contracts = unpack<std::uint64_t>(facts);
  item.judgement = unpack<Judgement>(facts);
  item.made = unpack<bool>(facts);
  item.dates.first = unpack_text(facts);
  item.dates.last = unpack_text(facts);
  text_.resize(ref.size);
  texts_.read(ref, text_.data());
  item.text = text_;
  return item;
}

}  // namespace edca::portal
