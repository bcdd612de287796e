#include "portal/packages.hpp"

#include <algorithm>

#include "base/session.hpp"
#include "json/compact.hpp"
#include "ocds/metadata.hpp"
#include "package/names.hpp"
#include "portal/words.hpp"
#include "schema/standards.hpp"

namespace edca::portal {
namespace {

// What a packer may hold back, and an item of everyday size, stay below it.
constexpr std::uint64_t packing_margin = 512 << 10;
constexpr std::uint64_t envelope_margin = 64 << 10;

bool is_newer(const json::Value& version, const json::Value& than) {
  return version.is_string() && than.is_string() && version.as_string() > than.as_string();
}

}  // namespace

std::string_view list_of(ItemKind kind) {
  constexpr std::string_view names[] = {"releases", "records", "projects"};
  return names[static_cast<int>(kind)];
}

std::string_view package_of(ItemKind kind) {
  constexpr std::string_view names[] = {"release-package", "record-package", "project-package"};
  return names[static_cast<int>(kind)];
}

/// The package that is being written.
struct Packages::Part {
  Part(const std::string& folder, ItemKind its_kind, std::string its_year, std::uint64_t its_number,
       const std::string& its_path, const base::Workers& workers)
      : kind(its_kind),
        year(std::move(its_year)),
        number(its_number),
        file(folder, its_path, "application/json", workers),
        path(its_path) {}

  ItemKind kind;
  std::string year;
  std::uint64_t number;  ///< from 1, within its kind and year
  StagedFile file;
  std::string path;
  std::string previous;  ///< the path of the package before it
  std::unique_ptr<Packer> zip;
  std::unique_ptr<Packer> lines;
  DateRange dates;
  std::uint64_t items = 0;
  std::uint64_t awards_and_contracts = 0;
  std::string head;   ///< what stands before the first item
  std::string first;  ///< item
  Judgement judgement;
};

Packages::Packages(const std::string& folder, const Metadata& metadata, const Options& options,
                   const Content& content)
    : folder_(folder), metadata_(metadata), options_(options), content_(content) {
  if (metadata_.base_url.empty()) tell_once(Problem::Kind::no_uri, {});
}

Packages::~Packages() = default;

void Packages::tell_once(Problem::Kind kind, std::string detail) {
  if (!told_.insert({kind, detail}).second || !options_.tell) return;
  options_.tell({kind, {}, {}, {}, std::move(detail)});
}

/// "data/ocds-abc123_2025_releases_2.json". The first of a year has no number, so that it keeps its
/// name when there is a second.
std::string Packages::path(ItemKind kind, std::string_view year, std::uint64_t number,
                           std::string_view ending) const {
  std::string prefix = metadata_.ocid_prefix;
  const std::set<std::string>& prefixes = content_.prefixes(kind);
  if (kind == ItemKind::project || prefix.empty()) {
    prefix = prefixes.size() == 1 ? *prefixes.begin() : "";
  }
  if (prefix.empty()) prefix = kind == ItemKind::project ? "oc4ids" : "ocds";
  std::string path = "data/" + package::slug(prefix);
  if (!year.empty()) path.append("_").append(year);
  path.append("_").append(list_of(kind));
  if (number > 1) path.append("_").append(std::to_string(number));
  return path.append(ending);
}

/// What the packages of a kind and year say of themselves: what those agree about that their items
/// came in, and over it what the dataset says. Null where they do not agree.
json::Value Packages::description(ItemKind kind, const std::string& year) {
  ocds::Metadata all;
  json::Value version;
  for (const std::string* text : content_.descriptions(kind, year)) {
    const json::Value each = json::parse(*text, "");
    all.add(each, {});
    const json::Value* other = each.find("version");
    if (other != nullptr && (version.is_null() || is_newer(*other, version))) version = *other;
  }
  if (version.is_null()) {
    const char* family = kind == ItemKind::project ? "oc4ids" : "ocds";
    version = json::Value(schema::package_version(schema::newest_of(family)));
  }
  json::Value result{json::Object{}};
  result["uri"] = json::Value();
  result["version"] = version;
  for (const char* key : {"extensions", "publisher", "license", "publicationPolicy"}) {
    result[key] = json::Value();
  }
  for (const ocds::Metadata::Member& member : all.members()) {
    if (member.name == "version") continue;
    result[member.name] = member.differs ? json::Value() : member.value;
  }
  describe_dataset(result);
  for (const ocds::Metadata::Member& member : all.members()) {
    if (!member.differs) continue;
    if (member.name == "version") {
      tell_once(Problem::Kind::mixed_versions, std::string(result.text("version")));
    } else if (result.find(member.name)->is_null()) {
      tell_once(Problem::Kind::differs, member.name);
    }
  }
  return result;
}

/// Sets what the dataset says of its publisher and of the terms.
void Packages::describe_dataset(json::Value& package) const {
  const auto say = [](json::Value& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
  };
  const Organization& publisher = metadata_.publisher;
  if (!publisher.name.empty()) {
    json::Value& value = package["publisher"] = json::Object{};
    say(value, "name", publisher.name);
    say(value, "scheme", publisher.scheme);
    say(value, "uid", publisher.uid);
    say(value, "uri", publisher.uri);
  }
  say(package, "license", metadata_.license);
  say(package, "publicationPolicy", metadata_.publication_policy);
}

/// The package up to and with the bracket that opens its list.
std::string Packages::head(const Placed& first, const std::string& path) {
  json::Value members = description_;
  std::string uri = metadata_.base_url.empty() ? content_.uri(first.package) : url(path);
  // Two packages must not have one address; a fragment keeps it true that this was made of that.
  if (metadata_.base_url.empty() && first.made && !uri.empty()) uri += "#records";
  if (!uri.empty()) members["uri"] = std::move(uri);
  std::erase_if(members.as_object(),
                [](const json::Member& member) { return member.second.is_null(); });
  std::string text = json::write(members);
  text.pop_back();
  return text.append(",\"").append(list_of(first.kind)).append("\":[\n");
}

bool Packages::fits(const Placed& item) const {
  const SizeAdvice& advice = options_.advice;
  const Part& part = *part_;
  if (options_.page_items > 0 && part.items >= options_.page_items) return false;
  if (part.file.bytes() + item.text.size() + envelope_margin > advice.bytes) return false;
  if (part.awards_and_contracts + item.awards_and_contracts > advice.awards_and_contracts) {
    return false;
  }
  const std::uint64_t most =
      advice.zipped_bytes - std::min(packing_margin, advice.zipped_bytes / 2);
  const auto is_full = [&](const std::unique_ptr<Packer>& packer) {
    return packer && packer->exceeds(most);
  };
  return !is_full(part.zip) && !is_full(part.lines);
}

void Packages::put(std::string_view text) {
  part_->file.write(text);
  if (part_->zip) part_->zip->add(text);
  if (year_file_) year_file_->write(text);
}

void Packages::add(const Placed& item) {
  if (!part_ || part_->kind != item.kind || part_->year != item.year || !fits(item)) {
    if (part_) close(&item);
    open(item);
  }
  if (part_->items > 0) put(",\n");
  put(item.text);
  if (options_.observer != nullptr) options_.observer->item(item.text, item.made);
  if (part_->lines) {
    line_.clear();
    json::append_compact(item.text, line_);
    line_ += '\n';
    part_->lines->add(line_);
  }
  add_up(item.judgement);
  ++part_->items;
  part_->awards_and_contracts += item.awards_and_contracts;
  part_->dates.add(item.dates);
}

void Packages::add_up(const Judgement& item) {
  Judgement& sum = part_->judgement;
  if (part_->items > 0 && item.by != sum.by) {
    sum.by = 0;
    return;
  }
  sum.by = item.by;
  sum.errors += item.errors;
  sum.warnings += item.warnings;
  sum.notes += item.notes;
}

void Packages::open(const Placed& first) {
  const base::Workers workers = base::workers(options_.threads, options_.executor);
  const bool follows = part_ && part_->kind == first.kind;
  const bool same_year = follows && part_->year == first.year;
  const std::uint64_t number = same_year ? part_->number + 1 : 1;
  const std::string previous = follows ? part_->path : "";
  if (!same_year) description_ = description(first.kind, first.year);
  part_ = std::make_unique<Part>(folder_, first.kind, first.year, number,
                                 path(first.kind, first.year, number, ".json"), workers);
  part_->previous = previous;
  if (options_.zip) {
    part_->zip = std::make_unique<Packer>(Deflater::Form::raw, workers);
  }
  if (options_.json_lines) {
    part_->lines = std::make_unique<Packer>(Deflater::Form::gzip, workers);
  }
  if (year_file_) {
    year_file_->write(",\n");
  } else if (options_.inai && first.kind == ItemKind::release && first.year != undated) {
    year_file_ = std::make_unique<StagedFile>(folder_, "edca/contractingprocess/" + first.year,
                                              "application/json", workers);
    year_file_->write("{\"arrayReleasePackage\":[\n");
  }
  part_->head = head(first, part_->path);
  part_->first = first.text;
  put(part_->head);
  if (options_.observer != nullptr) {
    options_.observer->begin(part_->kind, part_->path, part_->head, part_->first);
  }
}

/// Ends the package at hand; `next` is the item that comes after it.
void Packages::close(const Placed* next) {
  std::string tail = "\n]";
  const DateRange& dates = part_->dates.last.empty() ? content_.published() : part_->dates;
  const std::string& date = dates.last;
  if (!date.empty()) {
    tail += ",\"publishedDate\":";
    json::write_string(date, tail);
  } else {
    tell_once(Problem::Kind::no_date, part_->path);
  }
  const bool goes_on = next != nullptr && next->kind == part_->kind;
  const bool same_year = goes_on && next->year == part_->year;
  if (!metadata_.base_url.empty() && (goes_on || !part_->previous.empty())) {
    json::Value links{json::Object{}};
    if (goes_on) {
      const std::uint64_t number = same_year ? part_->number + 1 : 1;
      links["next"] = url(path(next->kind, next->year, number, ".json"));
    }
    if (!part_->previous.empty()) links["prev"] = url(part_->previous);
    tail.append(",\"links\":").append(json::write(links));
  }
  put(tail.append("}\n"));
  keep(part_->file.finish(), "JSON");
  if (options_.observer != nullptr) {
    const std::size_t gap = part_->head.size() + tail.find(']');
    options_.observer->written(files_.back(),
                               {part_->head + tail, gap, part_->first, part_->judgement});
  }
  close_archives();
  if (!same_year) close_year();
}

void Packages::close_archives() {
  const auto write = [&](std::string_view ending, const char* type, const Pieces& pieces,
                         std::string_view format) {
    StagedFile file(folder_, path(part_->kind, part_->year, part_->number, ending), type);
    for (const std::string& piece : pieces) file.write(piece);
    keep(file.finish(), format);
  };
  if (part_->zip) {
    const std::string name = part_->path.substr(part_->path.rfind('/') + 1);
    write(".zip", "application/zip", zip(part_->zip->settle(), name, part_->dates.last), "ZIP");
    part_->zip.reset();
  }
  if (part_->lines) {
    write(".jsonl.gz", "application/gzip", part_->lines->settle().finish(), "JSONL");
  }
}

void Packages::close_year() {
  if (!year_file_) return;
  year_file_->write("]}\n");
  File file = year_file_->finish();
  file.year = part_->year;
  files_.push_back(std::move(file));
  year_file_.reset();
}

void Packages::keep(File file, std::string_view format) {
  file.kind = package_of(part_->kind);
  file.format = format;
  file.year = part_->year;
  file.items = part_->items;
  file.first_date = part_->dates.first;
  file.last_date = part_->dates.last;
  file.package = part_->path;
  file.part = part_->number;
  file.title =
      contents_of(file, options_.languages.front()) + " (" + std::string(format_name(file)) + ")";
  files_.push_back(std::move(file));
}

std::vector<File> Packages::finish() {
  if (part_) close(nullptr);
  part_.reset();
  return std::move(files_);
}

}  // namespace edca::portal
