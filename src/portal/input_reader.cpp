#include "portal/input_reader.hpp"

#include <utility>

#include "check/input_checker.hpp"
#include "portal/packages.hpp"

namespace edca::portal {
namespace {

ItemKind item_kind(ocds::Kind kind) {
  using ocds::Kind;
  if (kind == Kind::record || kind == Kind::record_package) return ItemKind::record;
  if (kind == Kind::project || kind == Kind::project_package) return ItemKind::project;
  return ItemKind::release;
}

}  // namespace

InputReader::InputReader(const check::Setup& setup, const Session& session, bool digests,
                         Builder& builder, process::Ruleset* rules, items::RunLog& log)
    : items::ItemReader(setup.options.encoding, session.temporary_folder, log),
      setup_(setup),
      builder_(builder),
      rules_(rules),
      batch_(std::make_unique<ItemBatch>()),
      checks_(setup, session, digests, [this](ItemBatch& batch) { taken(batch); }) {
  accept_any_value();
  // Items are judged as soon as they are read, by what their package says of itself.
  reader_.decided = setup.reader.decided;
}

void InputReader::read_all(const io::InputList& inputs, const Proceed& progress) {
  read(inputs, progress);
  checks_.finish();
}

void InputReader::take(Kind kind, const Item& item) {
  const bool object = item.text.starts_with('{');
  if (!object && !readable(item)) return;
  if (!object || kind == Kind::versioned_release) {
    add("package.item", item).variant = object ? ocds::name(kind) : "not-object";
    return;
  }
  const ItemKind made = item_kind(kind);
  if (made != ItemKind::project) {
    any_release_ = true;
    if (item.bare && rules_ != nullptr) count(rules_->item(kind, item.text));
  }
  batch_->items.push_back({{made, item.text, package_of(item), item.place.offset}, unit_of(item)});
  ++items_;
}

json::Unit InputReader::unit_of(const Item& item) {
  json::Unit unit;
  unit.text = item.text;
  unit.place = item.place;
  unit.base = item.base;
  if (item.package == 0) return unit;
  unit.kind = json::Unit::Kind::item;
  unit.envelope = packages_.at(item.package).envelope;
  if (!unit.envelope->decision) {
    unit.envelope->decision = check::decide(*setup_.decider, *unit.envelope, item.text);
  }
  return unit;
}

void InputReader::done(std::unique_ptr<json::Batch> batch) {
  if (batch_->items.empty()) return items::ItemReader::done(std::move(batch));
  batch_->batch = std::move(batch);
  batch_->file = file_;
  checks_.add(std::exchange(batch_, std::make_unique<ItemBatch>()));
}

/// Items that were judged, in the order in which they were read.
void InputReader::taken(ItemBatch& batch) {
  for (const CheckedItem& checked : batch.items) {
    builder_.add(checked.item);
    if (checked.item.facts.readable) {
      log_.file(batch.file).read = true;
      continue;
    }
    const std::size_t file = std::exchange(file_, batch.file);
    static_cast<void>(
        readable({checked.item.text, checked.unit.place, checked.unit.base, 0, false}));
    flush();
    file_ = file;
  }
  items::ItemReader::done(std::move(batch.batch));
}

/// Where bytes of the file are not those of its items, these have to be kept elsewhere.
std::uint64_t InputReader::add_package() {
  const io::Input& input = *input_;
  const bool plain = input.packing == io::Packing::plain && !input.standard_input() &&
                     !input.stream && !input.memory && !one_byte();
  return builder_.add_package(input.name, plain ? input.path : std::string());
}

std::uint64_t InputReader::begin_package(Kind kind, const json::Value& metadata) {
  Package& package = packages_[++begun_];
  package.number = add_package();
  package.envelope = std::make_shared<json::Envelope>();
  package.envelope->list = list_of(item_kind(kind));
  package.envelope->metadata = metadata;
  return begun_;
}

void InputReader::end_package(Kind kind, const json::Value& metadata, std::string_view first,
                              std::uint64_t number) {
  builder_.describe(packages_.at(number).number, item_kind(kind), metadata);
  packages_.erase(number);
  if (kind != Kind::project_package && rules_ != nullptr) {
    count(rules_->package(kind, metadata, first));
  }
}

std::uint64_t InputReader::package_of(const Item& item) {
  if (item.package != 0) return packages_.at(item.package).number;
  const auto [at, added] = bare_.try_emplace(file_, 0);
  if (added) at->second = add_package();
  return at->second;
}

}  // namespace edca::portal
