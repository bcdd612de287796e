#include "tables/unflatten_run.hpp"

#include <charconv>
#include <span>
#include <utility>

#include "base/session.hpp"
#include "tables/names.hpp"

namespace edca::tables {
namespace {

constexpr std::size_t batch_bytes = std::size_t{1} << 20;

std::uint64_t number_of(std::string_view text, std::uint64_t otherwise) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

/// The name of the list of items in a package.
std::string_view known_list(std::string_view given) {
  for (const std::string_view each : {"records", "projects"}) {
    if (given == each) return each;
  }
  return "releases";
}

}  // namespace

UnflattenRun::UnflattenRun(const UnflattenOptions& options, const std::string& tables,
                           const Session& session, FindingSink& sink)
    : options_(options),
      session_(session),
      log_(sink),
      grouper_(io::Grouper::Options{session.memory, session.temporary_folder, 0}),
      source_(table_source(tables)),
      rows_(*source_, grouper_, log_),
      builder_(rows_, options.read.tables.null) {}

UnflattenSummary UnflattenRun::run(const Unflattener::Write& write, Watch watch) {
  write_ = &write;
  watch_ = std::move(watch);
  summary_.cancelled = !read();
  io::GroupBatch batch;
  while (!summary_.cancelled && grouper_.next(batch, batch_bytes)) {
    const std::span<const io::Entry> entries(batch.entries);
    for (const io::Group& group : batch.groups) {
      if (!builder_.build(entries.subspan(group.first, group.count))) continue;
      const Outermost outermost = Outermost::read(group.key);
      if (outermost.package) {
        keep_head(outermost.number);
      } else if (!write_item(outermost.number)) {
        summary_.cancelled = true;
        break;
      }
    }
    summary_.cancelled = summary_.cancelled || base::cancelled(session_);
  }
  if (!summary_.cancelled) summary_.cancelled = !end_package() || !write_empty(none, none);
  log_.finish();
  summary_.findings = log_.summary();
  return std::move(summary_);
}

/// False when the run was cancelled.
bool UnflattenRun::read() {
  const std::size_t all = rows_.tables().size();
  bool more = true;
  for (std::size_t at = 0; at < all && more; ++at) {
    rows_.read(at, [&] {
      base::tell(session_, {at, at, all});
      return more = !base::cancelled(session_);
    });
  }
  if (more) grouper_.finish();
  return more;
}

void UnflattenRun::keep_head(std::uint64_t number) {
  text_.clear();
  builder_.write(text_);
  const std::uint64_t first = number_of(builder_.outermost(number_column), none);
  places_.emplace(first, number);
  heads_[number] = {std::string(builder_.outermost(list_column)), std::string(text_.view()), false};
}

bool UnflattenRun::write(std::string_view text) {
  return (*write_)(text);
}

bool UnflattenRun::write_item(std::uint64_t number) {
  ++summary_.items;
  if (!options_.lines && !enter_package(number)) return false;
  if (open_ != none && !write(filled_ > 0 ? ",\n" : "\n")) return false;
  text_.clear();
  builder_.write(text_);
  if (watch_) watch_(builder_, pointer());
  ++filled_;
  return write(text_.view()) && (open_ != none || write("\n"));
}

/// Of the item at hand, in its package.
std::string UnflattenRun::pointer() const {
  if (open_ == none) return {};
  return "/" + std::string(known_list(heads_.at(open_).list)) + "/" + std::to_string(filled_);
}

/// Goes to the package of the item at hand, or out of any.
bool UnflattenRun::enter_package(std::uint64_t item) {
  const std::string_view parent = builder_.outermost(parent_column);
  const std::uint64_t asked = parent.starts_with('p') ? number_of(parent.substr(1), none) : none;
  const auto found = heads_.find(asked);
  if (!parent.empty() && found == heads_.end()) builder_.miss_package();
  const std::uint64_t package = found == heads_.end() ? none : asked;
  if (package != none && package == open_) return true;
  if (!end_package() || !write_empty(item, package)) return false;
  return package == none || begin_package(package, found->second);
}

bool UnflattenRun::begin_package(std::uint64_t number, Head& head) {
  if (!head.written) ++summary_.packages;
  head.written = true;
  open_ = number;
  filled_ = 0;
  std::string start = head.text;
  start.pop_back();
  if (start.size() > 1) start += ',';
  return write(start + '"' + std::string(known_list(head.list)) + "\":[");
}

bool UnflattenRun::end_package() {
  if (open_ == none) return true;
  open_ = none;
  return write(filled_ > 0 ? "\n]}\n" : "]}\n");
}

/// Packages without items that stood in front of an item, but for the one that it is in.
bool UnflattenRun::write_empty(std::uint64_t item, std::uint64_t but) {
  if (options_.lines) return true;
  while (!places_.empty() && places_.begin()->first <= item) {
    const std::uint64_t number = places_.begin()->second;
    places_.erase(places_.begin());
    Head& head = heads_.at(number);
    if (number == but || head.written) continue;
    if (!begin_package(number, head) || !end_package()) return false;
  }
  return true;
}

}  // namespace edca::tables
