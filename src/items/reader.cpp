#include "edca/reader.hpp"

#include <deque>

#include "base/session.hpp"
#include "items/item_kind.hpp"
#include "items/item_reader.hpp"
#include "rows/inputs.hpp"

namespace edca {
namespace {

/// Keeps the items of a batch until they are asked for.
class Queue final : public items::ItemReader {
 public:
  struct Entry {
    ItemKind kind;
    std::string own;  ///< the text, where it lies nowhere else
    std::string_view text;
    Position at;
    std::string pointer;
    std::uint64_t package;
    std::shared_ptr<const std::string> metadata;
  };

  Queue(Encoding encoding, const std::string& temporary_folder, items::RunLog& log)
      : items::ItemReader(encoding, temporary_folder, log) {
    accept_any_value();
  }

  std::deque<Entry>& entries() { return entries_; }
  std::string_view file() { return log_.file(file_).file; }

 private:
  void take(Kind kind, const Item& item) override {
    log_.file(file_).read = true;
    push(items::public_kind(kind), item.place, item.base, item.package).text = item.text;
  }

  std::uint64_t begin_package(Kind, const json::Value& metadata) override {
    open_[++packages_] = std::make_shared<const std::string>(json::write(metadata));
    return packages_;
  }

  void end_package(Kind, const json::Value& metadata, std::string_view,
                   std::uint64_t number) override {
    push(ItemKind::package, {}, {}, number).own = json::write(metadata);
    open_.erase(number);
  }

  Entry& push(ItemKind kind, const base::Place& place, const std::string& pointer,
              std::uint64_t package) {
    Entry& entry = entries_.emplace_back();
    entry.kind = kind;
    entry.at = {one_byte() ? place.code_points : place.offset, place.line, place.column};
    entry.pointer = pointer;
    entry.package = package;
    if (package != 0) entry.metadata = open_.at(package);
    return entry;
  }

  std::deque<Entry> entries_;
  std::map<std::uint64_t, std::shared_ptr<const std::string>> open_;
  std::uint64_t packages_ = 0;
};

}  // namespace

struct Reader::Parts {
  Parts(const std::vector<std::string>& arguments, const ReadOptions& options, FindingSink& sink,
        Session given)
      : session(std::move(given)),
        inputs(rows::expand(arguments, options, session.temporary_folder)),
        log(sink),
        queue(options.encoding, session.temporary_folder, log),
        total(io::bytes_of(inputs)) {}

  Session session;
  io::InputList inputs;
  items::RunLog log;
  Queue queue;
  std::uint64_t total;
  std::uint64_t before = 0;  ///< bytes of the inputs that were read
  std::size_t next_input = 0;
  bool open = false;
  bool begun = false;
  bool ended = false;
  Queue::Entry current;

  /// Reads on until there is an item; false when there is none.
  bool fill();
};

bool Reader::Parts::fill() {
  if (!std::exchange(begun, true)) queue.announce(inputs);
  while (queue.entries().empty()) {
    if (base::cancelled(session)) return false;
    if (!open) {
      if (next_input == inputs.inputs.size()) return false;
      queue.begin(inputs.inputs[next_input++]);
      open = true;
    }
    const io::Input& input = inputs.inputs[next_input - 1];
    std::uint64_t reached = 0;
    open = queue.read_batch(reached);
    base::tell(session, {log.files() - 1, before + (open ? reached : input.bytes), total});
    if (!open) before += input.bytes;
  }
  return true;
}

Reader::Reader(const std::vector<std::string>& inputs, const ReadOptions& options,
               FindingSink& sink, Session session)
    : parts_(std::make_unique<Parts>(inputs, options, sink, std::move(session))) {}
Reader::~Reader() = default;

bool Reader::next(Item& item) {
  Parts& parts = *parts_;
  if (parts.ended) return false;
  if (!parts.fill()) {
    parts.ended = true;
    parts.log.finish();
    return false;
  }
  parts.current = std::move(parts.queue.entries().front());
  parts.queue.entries().pop_front();
  const Queue::Entry& entry = parts.current;
  item.kind = entry.kind;
  item.text = entry.own.empty() ? entry.text : std::string_view(entry.own);
  item.file = parts.queue.file();
  item.at = entry.at;
  item.pointer = entry.pointer;
  item.package = entry.package;
  item.metadata = entry.metadata ? std::string_view(*entry.metadata) : std::string_view();
  return true;
}

const Summary& Reader::summary() const {
  return parts_->log.summary();
}

std::string_view name(ItemKind kind) noexcept {
  switch (kind) {
    case ItemKind::compiled_release:
      return "compiled-release";
    case ItemKind::versioned_release:
      return "versioned-release";
    case ItemKind::record:
      return "record";
    case ItemKind::project:
      return "project";
    case ItemKind::package:
      return "package";
    case ItemKind::release:
      break;
  }
  return "release";
}

}  // namespace edca
