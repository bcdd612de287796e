#include "package/part_reader.hpp"

#include <algorithm>

#include "edca/error.hpp"
#include "json/members.hpp"
#include "json/scan.hpp"
#include "package/names.hpp"

namespace edca::package {
namespace {

/// Texts that lie together in the Grouper, so that a part of any size is given back in pieces.
constexpr std::uint64_t block_bytes = std::uint64_t{256} << 10;
constexpr std::size_t block_digits = 8;

std::optional<ocds::Kind> asked_for(PackageKind kind) {
  switch (kind) {
    case PackageKind::release_package:
      return ocds::Kind::release_package;
    case PackageKind::record_package:
      return ocds::Kind::record_package;
    case PackageKind::project_package:
      return ocds::Kind::project_package;
    case PackageKind::of_inputs:
      break;
  }
  return std::nullopt;
}

/// The packages that hold items of a kind.
ocds::Kind package_of(ocds::Kind kind) {
  if (kind == ocds::Kind::record || kind == ocds::Kind::record_package) {
    return ocds::Kind::record_package;
  }
  if (kind == ocds::Kind::project || kind == ocds::Kind::project_package) {
    return ocds::Kind::project_package;
  }
  return ocds::Kind::release_package;
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "2025-03" of a date or the time of a day in that month; empty for other texts.
std::string month_of(std::string_view date) {
  if (date.size() < 7 || !all_digits(date.substr(0, 4)) || date[4] != '-' ||
      !all_digits(date.substr(5, 2)) || (date.size() > 7 && date[7] != '-')) {
    return {};
  }
  const std::string_view month = date.substr(5, 2);
  return month < "01" || month > "12" ? std::string() : std::string(date.substr(0, 7));
}

/// The newest `date` of the elements of an array.
std::string newest_date(std::string_view array) {
  std::string newest;
  if (!array.starts_with('[')) return newest;
  json::ElementScan scan(array);
  while (const auto element = scan.next()) {
    if (!element->starts_with('{')) continue;
    newest = std::max(newest, json::decoded(json::member_of(*element, "date")).value_or(""));
  }
  return newest;
}

/// The release in which the shape of OCDS 1.0 can be seen.
std::string_view shown_release(ocds::Kind package, std::string_view item) {
  if (package != ocds::Kind::record_package) return item;
  std::string_view values[2];
  json::find_members(item, {"compiledRelease", "releases"}, values);
  if (values[0].starts_with('{')) return values[0];
  if (!values[1].starts_with('[')) return {};
  return json::ElementScan(values[1]).next().value_or(std::string_view());
}

}  // namespace

PartReader::PartReader(const PackageOptions& options, const std::string& temporary_folder,
                       io::Grouper& grouper, Parts& parts, items::RunLog& log)
    : items::ItemReader(options.encoding, temporary_folder, log),
      options_(options),
      grouper_(grouper),
      parts_(parts),
      made_(asked_for(options.kind)) {
  accept_any_value();
  if (options.by == PackageGrouping::publisher) {
    reader_.decided = [](const json::Value& metadata) {
      return metadata.find("publisher") != nullptr;
    };
  }
}

std::string_view PartReader::list() const {
  if (made() == Kind::record_package) return "records";
  return made() == Kind::project_package ? "projects" : "releases";
}

std::uint64_t PartReader::begin_package(Kind kind, const json::Value& metadata) {
  if (!made_) made_ = kind;
  Open& open = open_[++packages_];
  if (options_.by == PackageGrouping::publisher) {
    const json::Value* publisher = metadata.find("publisher");
    if (publisher != nullptr) open.publisher = publisher->text("name");
    // Only so do the keys of a part come one behind the other.
    std::replace(open.publisher.begin(), open.publisher.end(), '\0', ' ');
  }
  return packages_;
}

void PartReader::end_package(Kind, const json::Value& metadata, std::string_view,
                             std::uint64_t number) {
  const auto found = open_.find(number);
  const ocds::Source by = source(found->second.first);
  for (const std::string& key : found->second.parts) parts_[key].metadata.add(metadata, by);
  open_.erase(found);
}

void PartReader::take(Kind kind, const Item& item) {
  if (!made_) made_ = package_of(kind);
  if (!usable(kind, item)) return;
  const std::string key = part_key(item);
  Part& part = parts_[key];
  ++part.items;
  if (item.package == 0) {
    note_bare(part, item);
  } else {
    Open& open = open_[item.package];
    if (open.parts.empty()) open.first = item.place;
    open.parts.insert(key);
  }
  if (part.prefixes.size() < 2) {
    const std::string_view id =
        json::member_of(item.text, made() == Kind::project_package ? "id" : "ocid");
    part.prefixes.insert(package::prefix_of(json::decoded(id).value_or("")));
  }
  put(key, item.text);
}

/// Whether it can stand in the packages that are made.
bool PartReader::usable(Kind kind, const Item& item) {
  if (!readable(item)) return false;
  const bool object = item.text.starts_with('{');
  if (object && kind != Kind::versioned_release && package_of(kind) == made()) return true;
  add("package.item", item).variant = object ? ocds::name(kind) : "not-object";
  return false;
}

ocds::Source PartReader::source(const base::Place& place) const {
  const auto [file, cell] = log_.cell_at(place, file_);
  if (cell.row == 0) return {file, std::to_string(place.line)};
  return {file, cell.sheet + "!" + cell.name};
}

std::string PartReader::date_of(std::string_view item) const {
  if (made() == Kind::project_package)
    return json::decoded(json::member_of(item, "updated")).value_or("");
  if (made() == Kind::release_package)
    return json::decoded(json::member_of(item, "date")).value_or("");
  std::string_view values[2];
  json::find_members(item, {"compiledRelease", "releases"}, values);
  if (values[0].starts_with('{')) {
    if (auto date = json::decoded(json::member_of(values[0], "date"))) return *date;
  }
  return newest_date(values[1]);
}

std::string PartReader::part_key(const Item& item) {
  if (options_.by == PackageGrouping::together) return {};
  if (options_.by == PackageGrouping::publisher) {
    return item.package == 0 ? std::string() : open_[item.package].publisher;
  }
  std::string month = month_of(date_of(item.text));
  if (month.empty()) {
    add("package.undated", item);
    return std::string(undated_key);
  }
  return options_.by == PackageGrouping::year ? month.substr(0, 4) : month;
}

void PartReader::note_bare(Part& part, const Item& item) {
  const auto note = [&](std::optional<ocds::Source>& first) {
    if (!first) first = source(item.place);
  };
  note(part.bare);
  if (made() == Kind::project_package) return;
  note(ocds::has_shape_of_1_0(shown_release(made(), item.text)) ? part.bare_old : part.bare_new);
}

void PartReader::put(std::string_view part, std::string_view text) {
  key_ = part;
  const std::uint64_t block = grouper_.bytes() / block_bytes;
  for (std::size_t at = block_digits; at > 0; --at) {
    key_ += static_cast<char>(block >> (8 * (at - 1)));
  }
  grouper_.add(key_, {}, text);
}

}  // namespace edca::package
