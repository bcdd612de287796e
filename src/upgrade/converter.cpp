#include "upgrade/converter.hpp"

#include <algorithm>

#include "json/lookahead.hpp"
#include "json/scan.hpp"
#include "upgrade/latin1.hpp"

namespace edca::upgrade {
namespace {

/// Arrays and objects of portals inside one another that are looked into.
constexpr unsigned most_lists = 8;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

ocds::Kind package_kind(const json::Envelope& envelope) {
  if (envelope.list == "records") return ocds::Kind::record_package;
  return envelope.list == "projects" ? ocds::Kind::project_package : ocds::Kind::release_package;
}

}  // namespace

Converter::Converter(const ocds::ProfileChoice& choice, const Ids* repair,
                     const std::string& temporary_folder, items::RunLog& log)
    : items::ItemReader(choice.options.encoding, temporary_folder, log),
      repair_(repair),
      upgrader_(choice, repair) {
  reader_.keep_between = true;
  reader_.decided = [this](const json::Value& metadata) { return upgrader_.decided(metadata); };
}

bool Converter::convert(const io::Input& input, const Write& write, const Proceed& progress) {
  write_ = &write;
  started_ = damaged_ = unreadable_ = false;
  streams_.clear();
  read(input, progress);
  return !damaged_ && (!unreadable_ || log_.file(file_).read);
}

void Converter::write(std::string_view text) {
  if (!damaged_) (*write_)(text);
}

void Converter::batch(const json::Batch& batch, const json::Reader& reader) {
  damaged_ = damaged_ || std::any_of(batch.units.begin(), batch.units.end(), [](const auto& unit) {
               return unit.kind == json::Unit::Kind::fault;
             });
  lines_ = reader.lines();
  if (!std::exchange(started_, true)) {
    if (repair_ != nullptr && reader.byte_order_mark()) {
      add("repair.bom", {});
    } else if (reader.byte_order_mark()) {
      write(byte_order_mark);
    }
    if (one_byte()) add("repair.encoding", {}).variant = "asked";
  }
  for (const json::Unit& each : batch.units) {
    unit(each);
    flush();
  }
}

void Converter::unit(const json::Unit& unit) {
  switch (unit.kind) {
    case json::Unit::Kind::text:
      write(unit.before);
      if (!unit.base.empty() && !unit.envelope) count(Kind::array);
      return texts(unit);
    case json::Unit::Kind::item:
      return stream_item(unit);
    case json::Unit::Kind::envelope:
      return stream_end(unit);
    case json::Unit::Kind::fault:
      return fault(unit);
  }
}

void Converter::end_file(const json::Reader& reader) {
  write(reader.between());
  items::ItemReader::end_file(reader);
}

void Converter::texts(const json::Unit& unit) {
  const char* reached = unit.text.data();
  each_text(unit, [&](const Item& item) {
    write({reached, item.text.data()});
    whole({item.text, item.place, item.base});
    reached = item.text.data() + item.text.size();
  });
  write({reached, unit.text.data() + unit.text.size()});
}

void Converter::whole(const Text& text) {
  const std::size_t before = findings_.list.size();
  const auto change = [&](Document& document, Changes& changes) { value(document, 0, changes, 0); };
  if (put(text, change)) return;
  // What is wrong is found once more, beside what can be read.
  while (findings_.list.size() > before) {
    --findings_.tally.of(static_cast<std::size_t>(findings_.list.back().rule - rules().data()));
    findings_.list.pop_back();
  }
  items_of({text.text, text.place, text.base});
}

void Converter::stream_item(const json::Unit& unit) {
  const Kind kind = item_kind(package_kind(*unit.envelope));
  if (streams_.count(unit.envelope.get()) == 0) {
    head(unit);
  } else {
    write(unit.before);
  }
  const ItemUpgrader::Target& target = streams_[unit.envelope.get()];
  count_item(kind);
  put({unit.text, unit.place, unit.base}, [&](Document& document, Changes& changes) {
    if (document.is(0, Document::Kind::object)) {
      upgrader_.item(document, 0, kind, target, changes);
    }
  });
}

/// The part of a package before its first item.
void Converter::head(const json::Unit& unit) {
  const json::Envelope& envelope = *unit.envelope;
  const Kind kind = package_kind(envelope);
  const ItemUpgrader::Target& target = streams_[&envelope] =
      upgrader_.package(kind, envelope.metadata, unit.text);
  if (damaged_) return;
  const std::size_t size = unit.place.offset - envelope.start.offset;
  const std::string_view text = unit.before.substr(unit.before.size() - size);
  const std::string_view open = text.substr(0, text.rfind('[') + 1);
  write(unit.before.substr(0, unit.before.size() - size));
  put({std::string(open) + "]}", envelope.start, envelope.base, 0, 2},
      [&](Document& document, Changes& changes) {
        upgrader_.around(document, 0, kind, target, envelope.metadata.find("version") == nullptr,
                         changes);
      });
  write(text.substr(open.size()));
}

/// What stands behind the last item of a package.
void Converter::tail(const json::Unit& unit) {
  const json::Envelope& envelope = *unit.envelope;
  const std::string before = "{\"" + envelope.list + "\":[";
  const std::string text = before + std::string(unit.before);
  put({text, envelope.start, envelope.base, before.size(), 0, text.find(']', before.size()),
       envelope.after_gap},
      [&](Document& document, Changes& changes) {
        upgrader_.around(document, 0, package_kind(envelope), streams_[&envelope], false, changes);
      });
}

void Converter::stream_end(const json::Unit& unit) {
  const json::Envelope& envelope = *unit.envelope;
  if (damaged_) return;
  if (envelope.is_portal) return write(unit.before);
  if (envelope.count == 0) {
    const std::size_t size = envelope.text.size();
    write(unit.before.substr(0, unit.before.size() - size));
    return whole({unit.before.substr(unit.before.size() - size), envelope.start, envelope.base});
  }
  count(package_kind(envelope));
  count(streams_[&envelope].decision);
  tail(unit);
  streams_.erase(&envelope);
}

/// Changes a text and writes it, as it came where nothing is to be changed. False when it cannot be
/// read.
bool Converter::put(const Text& text, const Change& change) {
  const std::optional<std::string> latin1 =
      repair_ != nullptr ? from_latin1(text.text) : std::nullopt;
  const std::string_view utf8 = latin1 ? std::string_view(*latin1) : text.text;
  const auto own = [&](std::string_view all) {
    return all.substr(text.lent_before, all.size() - text.lent_before - text.lent_behind);
  };
  check::ItemTask task{utf8, text.place, text.base};
  task.gap = text.gap;
  task.after_gap = text.after_gap;
  if (!checker_->check(task, findings_)) {
    // A line that cannot be read stands for itself, and leaves as it came.
    if (lines_) {
      write(own(text.text));
    } else {
      damaged_ = true;
    }
    unreadable_ = true;
    return false;
  }
  log_.file(file_).read = true;
  Document document(utf8);
  Changes changes;
  change(document, changes);
  list(text, utf8, changes);
  std::string out;
  if (document.changed()) document.write(out);
  write(own(document.changed() ? std::string_view(out) : utf8));
  return true;
}

/// Makes findings of the changes of a text.
void Converter::list(const Text& text, std::string_view utf8, Changes& changes) {
  const bool latin1 = utf8.data() != text.text.data();
  if (latin1) {
    add("repair.encoding", {{}, text.place, text.base}).arguments = {
        {"count", std::to_string(utf8.size() - text.text.size())}};
  }
  const auto add_one = [&](base::RuleId rule, const items::Item& item) -> Finding& {
    return add(rule, item);
  };
  list_changes(changes, {utf8, text.place, text.base, latin1, text.gap, text.after_gap}, add_one);
}

void Converter::value(Document& document, Id id, Changes& changes, unsigned lists) {
  if (document.is(id, Document::Kind::object)) return object(document, id, changes, lists);
  if (document.is(id, Document::Kind::array) && lists == 0) {
    count(Kind::array);
    for (Id at = document.first(id); at != Document::none; at = document.next(at)) {
      value(document, at, changes, lists + 1);
    }
    return;
  }
  add("document.unrecognized", {}).has_position = false;
}

void Converter::object(Document& document, Id id, Changes& changes, unsigned lists) {
  const ocds::Shape shape = ocds::shape_of(document.original(id));
  switch (shape.kind) {
    case Kind::release_package:
    case Kind::record_package:
    case Kind::project_package:
      return package(document, id, shape, changes);
    case Kind::portal: {
      const bool one = shape.elements.starts_with('{');
      const Id around =
          shape.outer.empty() ? id : document.find(id, shape.outer, Document::Kind::object);
      const Id list = around == Document::none
                          ? around
                          : document.find(around, shape.list,
                                          one ? Document::Kind::object : Document::Kind::array);
      if (lists == most_lists || list == Document::none) break;
      if (one) return value(document, list, changes, lists + 1);
      for (Id at = document.first(list); at != Document::none; at = document.next(at)) {
        value(document, at, changes, lists + 1);
      }
      return;
    }
    case Kind::other:
    case Kind::array:
      break;
    default: {
      const ItemUpgrader::Target target = upgrader_.bare(document, id, shape.kind);
      count(shape.kind);
      count(target.decision);
      count_item(shape.kind);
      return upgrader_.item(document, id, shape.kind, target, changes);
    }
  }
  count(Kind::other);
  add("document.unrecognized", {}).has_position = false;
}

void Converter::package(Document& document, Id id, const ocds::Shape& shape, Changes& changes) {
  const json::Value metadata = json::read_members(document.original(id), ocds::item_keys());
  const Id list = document.find(id, shape.list, Document::Kind::array);
  const Id first = list == Document::none ? Document::none : document.first(list);
  const ItemUpgrader::Target target =
      upgrader_.package(shape.kind, metadata,
                        first == Document::none ? std::string_view() : document.original(first));
  count(shape.kind);
  count(target.decision);
  for (Id at = first; at != Document::none; at = document.next(at)) {
    const Kind kind = item_kind(shape.kind);
    count_item(kind);
    if (document.is(at, Document::Kind::object)) {
      upgrader_.item(document, at, kind, target, changes);
    }
  }
  upgrader_.around(document, id, shape.kind, target, metadata.find("version") == nullptr, changes);
}

void Converter::count_item(Kind kind) {
  ++log_.file(file_).items;
  if (kind != Kind::release && kind != Kind::compiled_release) return;
  ++log_.file(file_).releases;
  log_.add_releases(1);
}

}  // namespace edca::upgrade
