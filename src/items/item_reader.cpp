#include "items/item_reader.hpp"

#include <algorithm>

#include "base/moved.hpp"
#include "json/lookahead.hpp"
#include "json/pointer.hpp"
#include "json/scan.hpp"
#include "json/tolerant.hpp"

namespace edca::items {
namespace {

/// Portals' objects inside one another that are looked into.
constexpr unsigned most_portals = 8;

ocds::Kind package_kind(std::string_view list) {
  if (list == "records") return ocds::Kind::record_package;
  return list == "projects" ? ocds::Kind::project_package : ocds::Kind::release_package;
}

/// What stands behind the JSON at the start of a text; nullptr where nothing does, or where that is
/// not for sure because the JSON is damaged.
const char* behind_first(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return nullptr;
  const char* const end = text.data() + text.size();
  const char* const first = json::skip_value(text.data(), end);
  if (first == nullptr) return nullptr;
  const char* const behind = json::skip_space(first, end);
  return behind == end || json::tolerant_value(text).mistake != nullptr ? nullptr : behind;
}

}  // namespace

ItemReader::ItemReader(Encoding encoding, const std::string& temporary_folder, RunLog& log)
    : log_(log) {
  reader_.encoding = encoding;
  reader_.temporary_folder = temporary_folder;
  reader_.item_keys = ocds::item_keys();
  reader_.text_keys = ocds::text_keys();
  // Items are not judged here, so the reader never has to look ahead for metadata.
  reader_.decided = [](const json::Value&) { return true; };
  reader_.is_item = ocds::is_record;
  scope_.enabled.assign(rules().size(), true);
  checker_ = std::make_unique<check::ItemChecker>(scope_, one_byte());
}

void ItemReader::accept_any_value() {
  for (const base::RuleId rule : {base::RuleId("input.nul"), base::RuleId("input.number")}) {
    scope_.enabled[rule.index()] = false;
  }
}

void ItemReader::begin(const io::Input& input) {
  file_ = log_.begin_file(input);
  input_ = &input;
  kinds_.clear();
  decisions_.clear();
  extensions_ = {};
  unlisted_ = 0;
  streams_.clear();
  batches_ = std::make_unique<json::Reader>(input, reader_);
}

bool ItemReader::read_batch(std::uint64_t& reached) {
  // What was handed on last may be in use until now.
  if (last_) done(std::move(last_));
  last_ = next_batch();
  if (!batches_->next(*last_)) {
    end_file(*batches_);
    return false;
  }
  batch(*last_, *batches_);
  const std::uint64_t offset = last_->units.back().place.offset;
  reached = input_->bytes == 0 ? offset : std::min(offset, input_->bytes);
  return true;
}

void ItemReader::read(const io::Input& input, const Proceed& progress) {
  begin(input);
  for (std::uint64_t reached = 0; read_batch(reached);) {
    if (!progress(reached)) return;
  }
}

std::unique_ptr<json::Batch> ItemReader::next_batch() {
  if (spare_.empty()) return std::make_unique<json::Batch>();
  std::unique_ptr<json::Batch> batch = std::move(spare_.back());
  spare_.pop_back();
  return batch;
}

void ItemReader::announce(const io::InputList& inputs) {
  log_.announce(inputs);
}

void ItemReader::read(const io::InputList& inputs, const Proceed& progress) {
  announce(inputs);
  std::uint64_t before = 0;
  bool more = true;
  for (const io::Input& input : inputs.inputs) {
    if (!more) return;
    read(input, [&](std::uint64_t bytes) { return more = progress(before + bytes); });
    before += input.bytes;
  }
}

void ItemReader::batch(const json::Batch& batch, const json::Reader&) {
  for (const json::Unit& unit : batch.units) {
    if (takes(unit)) continue;
    switch (unit.kind) {
      case json::Unit::Kind::text:
        each_text(unit, [&](const Item& item) { text(item, !unit.base.empty()); });
        break;
      case json::Unit::Kind::item:
        item_of(package_kind(unit.envelope->list),
                {unit.text, unit.place, unit.base, stream(*unit.envelope, unit.text).package});
        break;
      case json::Unit::Kind::envelope:
        stream_end(*unit.envelope);
        break;
      case json::Unit::Kind::fault:
        fault(unit);
        break;
    }
    flush();
  }
}

void ItemReader::fault(const json::Unit& unit) {
  Finding& finding = add(unit.fault.rule, {{}, unit.place, {}});
  finding.variant = unit.fault.variant;
  finding.arguments = unit.fault.arguments;
  finding.has_position = unit.fault.rule != "input.unreadable";
}

void ItemReader::each_text(const json::Unit& unit, const std::function<void(const Item&)>& each) {
  Item item{unit.text, unit.place, unit.base, 0, true};
  const char* const behind = unit.base.empty() ? behind_first(unit.text) : nullptr;
  if (behind == nullptr) return each(item);
  json::TextScan scan(unit.text);
  const char* reached = unit.text.data();
  for (bool first = true; const auto part = scan.next(); first = false) {
    item.place.advance({reached, part->data()});
    reached = part->data();
    item.text = *part;
    each(item);
    if (!first) continue;
    add("input.syntax", {{}, base::moved(unit.place, unit.text, behind), {}}).variant =
        scan.has_more() ? "missing-line-break" : "trailing";
  }
}

void ItemReader::text(const Item& item, bool nested) {
  if (item.text.starts_with('{')) return object(item);
  if (!item.text.starts_with('[') || !item.text.ends_with(']') || nested) {
    if (!readable(item)) return;
    count(Kind::other);
    add("document.unrecognized", item);
    return;
  }
  count(Kind::array);
  bool any = false;
  each_element(item.text, item.place, item.base, [&](Item element) {
    any = element.bare = true;
    text(element, true);
  });
  if (!any) static_cast<void>(readable(item));
}

void ItemReader::each_element(std::string_view array, base::Place place, const std::string& base,
                              const std::function<void(Item)>& each) {
  const base::Place start = place;
  json::ElementScan scan(array);
  const char* reached = array.data();
  std::size_t index = 0;
  while (const auto element = scan.next()) {
    place.advance({reached, static_cast<std::size_t>(element->data() - reached)});
    reached = element->data();
    Item item{*element, place, base};
    json::append_index(item.base, index++);
    each(std::move(item));
    if (checker_->damaged(*element)) scan.mend();
  }
  for (const json::Slip& slip : scan.slips()) {
    const json::Fault found = json::fault_between(slip.variant);
    add(found.rule, {{}, base::moved(start, array, slip.at), {}}).variant = found.variant;
  }
}

void ItemReader::object(const Item& item) {
  const ocds::Shape shape = ocds::shape_of(item.text);
  switch (shape.kind) {
    case Kind::release_package:
    case Kind::record_package:
    case Kind::project_package:
      return package(shape, item);
    case Kind::portal:
      if (item.portals == most_portals) break;
      return portal(shape, item);
    case Kind::array:
    case Kind::other:
      break;
    default:
      count(shape.kind);
      return take_counted(shape.kind, item);
  }
  if (!readable(item)) return;
  count(Kind::other);
  ocds::explain_unrecognized(item.text, add("document.unrecognized", item));
}

/// What a portal's object holds: a list, or one object.
void ItemReader::portal(const ocds::Shape& shape, const Item& item) {
  bool any = false;
  const auto each = [&](Item element) {
    any = element.bare = true;
    element.portals = item.portals + 1;
    element.around = item.text;
    text(element, true);
  };
  const base::Place start = base::moved(item.place, item.text, shape.elements.data());
  const std::string pointer = item.base + shape.pointer();
  if (shape.elements.starts_with('[')) {
    each_element(shape.elements, start, pointer, each);
  } else {
    each({shape.elements, start, pointer});
  }
  if (!any) static_cast<void>(readable(item));
}

/// A package in memory.
void ItemReader::package(const ocds::Shape& shape, const Item& item) {
  const json::Value metadata = json::read_members(item.text, ocds::item_keys());
  const std::uint64_t number = begin_package(shape.kind, metadata);
  std::string_view first;
  std::uint64_t index = 0;
  if (!shape.elements.empty()) {
    std::string list = item.base;
    json::append_token(list, shape.list);
    each_element(shape.elements, base::moved(item.place, item.text, shape.elements.data()), list,
                 [&](Item element) {
                   if (index++ == 0) first = element.text;
                   element.package = number;
                   item_of(shape.kind, element);
                 });
  }
  count(shape.kind);
  end_package(shape.kind, metadata, first, number);
  check_around(item, shape.elements, index);
}

void ItemReader::item_of(Kind package, const Item& item) {
  take_counted(package == Kind::release_package  ? Kind::release
               : package == Kind::record_package ? Kind::record
                                                 : Kind::project,
               item);
}

void ItemReader::take_counted(Kind kind, const Item& item) {
  ++log_.file(file_).items;
  take(kind, item);
}

ItemReader::Stream& ItemReader::stream(const json::Envelope& envelope, std::string_view first) {
  const auto [found, added] = streams_.try_emplace(&envelope);
  if (added) {
    found->second.package = begin_package(package_kind(envelope.list), envelope.metadata);
    found->second.first = first;
  }
  return found->second;
}

void ItemReader::stream_end(const json::Envelope& envelope) {
  const Kind kind = package_kind(envelope.list);
  if (!envelope.is_portal) {
    const Stream& known = stream(envelope, {});
    count(kind);
    end_package(kind, json::read_members(envelope.text, ocds::item_keys()), known.first,
                known.package);
    streams_.erase(&envelope);
  }
  if (!envelope.complete || (envelope.is_portal && envelope.count > 0)) return;
  check::ItemTask task{envelope.text, envelope.start, envelope.base};
  task.gap = envelope.gap;
  task.after_gap = envelope.after_gap;
  check_envelope(task, envelope.count);
}

void ItemReader::count(Kind kind) {
  const std::string_view name = ocds::name(kind);
  if (std::find(kinds_.begin(), kinds_.end(), name) == kinds_.end()) kinds_.emplace_back(name);
}

void ItemReader::count(const ocds::Decision& decision) {
  const auto same = [&](const ocds::Decision& other) {
    return other.profile->key().name == decision.profile->key().name;
  };
  if (std::none_of(decisions_.begin(), decisions_.end(), same)) decisions_.push_back(decision);
  extensions_.add(decision.extensions);
}

void ItemReader::end_file(const json::Reader& reader) {
  FileSummary& file = log_.file(file_);
  if (reader.byte_order_mark()) {
    file.byte_order_mark = true;
    add("input.bom", {});
  }
  if (reader.empty()) {
    Finding& finding = add("input.empty", {});
    finding.has_position = false;
    if (input_->cells) finding.variant = "table";
    file.read = reader.lines();
  }
  flush();
  if (unlisted_ != 0) {
    Finding& finding = add("input.unlisted", {});
    finding.has_position = false;
    finding.arguments = {{"count", std::to_string(unlisted_)}};
    flush();
  }
  file.extensions = extensions_.list();
  file.encoding = name(reader_.encoding);
  file.kind = kinds_.empty() ? "other" : kinds_.size() == 1 ? kinds_[0] : "mixed";
  if (std::find(kinds_.begin(), kinds_.end(), "array") != kinds_.end()) file.kind = "array";
  if (decisions_.empty()) {
    file.reason = "profile.none";
  } else if (decisions_.size() > 1) {
    file.profile = "mixed";
    file.reason = "profile.mixed";
  } else {
    file.profile = decisions_[0].profile->key().name;
    file.version = decisions_[0].version;
    file.reason = decisions_[0].reason;
    file.reason_arguments = decisions_[0].arguments;
  }
}

Finding& ItemReader::add(base::RuleId rule, const Item& item) {
  Finding* finding = checker_->add(rule, item.place, findings_);
  if (finding == nullptr) finding = &(unkept_ = {});
  finding->pointer = item.base;
  return *finding;
}

bool ItemReader::readable(const Item& item) {
  if (!checker_->check({item.text, item.place, item.base}, findings_)) return false;
  log_.file(file_).read = true;
  return true;
}

void ItemReader::check_around(const Item& item, std::string_view list, std::uint64_t count) {
  if (list.empty()) {
    static_cast<void>(readable(item));
    return;
  }
  const auto gap = static_cast<std::size_t>(list.data() - item.text.data()) + 1;
  const char* closing = list.data() + list.size() - 1;
  std::string text(item.text.substr(0, gap));
  text.append(closing, item.text.data() + item.text.size());
  check::ItemTask task{text, item.place, item.base};
  task.gap = gap;
  task.after_gap = base::moved(item.place, item.text, closing);
  task.emptied_count = count;
  check_envelope(task, count);
}

/// What surrounds items was read when one of them was.
void ItemReader::check_envelope(const check::ItemTask& task, std::uint64_t items) {
  if (checker_->check(task, findings_) && items == 0) log_.file(file_).read = true;
}

void ItemReader::flush() {
  for (const auto& [rule, count] : findings_.unlisted()) {
    log_.add_unsaid(rules()[rule], count, file_);
    unlisted_ += count;
  }
  for (Finding& finding : findings_.list) log_.add(std::move(finding), file_);
  findings_.list.clear();
  findings_.tally.clear();
}

}  // namespace edca::items
